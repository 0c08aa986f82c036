#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <memory>

#include "core/files.h"
#include "geo/flooding.h"
#include "geo/polyline.h"
#include "import/sea_tables.h"
#include "import/terrain_asset.h"
#include "scene/isobaths.h"

using namespace caspian;
using namespace caspian::scene;

namespace {

const geo::HeightField& flooded() {
  static const geo::HeightField field = [] {
    geo::HeightField heights = std::move(import::load_terrain(find_assets().value())).value();
    heights.set_flooding(std::make_shared<const geo::Flooding>(
        heights, import::load_sea_tables(find_assets().value()).straits));
    return heights;
  }();
  return field;
}

const std::vector<MapLine>& isobaths() {
  static const std::vector<MapLine> lines = trace_isobaths(flooded());
  return lines;
}

}  // namespace

TEST_CASE("isobaths lie at their depth on the floor of the Caspian and nowhere else") {
  std::map<int, int> lines, points, off;
  int ashore = 0;  // where the coast is steeper than a generalised line can follow
  for (const MapLine& line : isobaths()) {
    CHECK(line.kind == MapLineKind::isobath);
    ++lines[line.rank];
    for (const geo::GeoPoint& p : line.points) {
      ++points[line.rank];
      const double depth_m = geo::k_caspian_surface_m - p.height_m;
      ashore += !flooded().is_sea(p.longitude_deg, p.latitude_deg);
      // Generalised: a contour may leave its depth by a third, or by what one minute of slope
      // makes.
      if (std::abs(depth_m - line.rank) > 0.3 * line.rank + 3) ++off[line.rank];
      CHECK(p.longitude_deg > 46.5);
      CHECK_FALSE((p.longitude_deg > 51.2 && p.longitude_deg < 52.3 && p.latitude_deg > 43.2 &&
                   p.latitude_deg < 43.8));  // Karagiye is no sea
    }
  }
  for (const int depth_m : isobath_depths_m()) {
    INFO(depth_m, " m: ", lines[depth_m], " lines, ", points[depth_m], " points, ", off[depth_m],
         " off");
    CHECK(lines[depth_m] >= 1);
    CHECK(lines[depth_m] <= 12);
    CHECK(off[depth_m] < points[depth_m] / 8);
  }
  CHECK(ashore < 40);
  // Two basins deeper than 500 m; the sill of Apsheron parts them.
  CHECK(lines[500] >= 2);
}

TEST_CASE("isobaths are smooth: they turn little from piece to piece") {
  int sharp = 0, all = 0;
  for (const MapLine& line : isobaths())
    for (size_t i = 1; i + 1 < line.points.size(); ++i) {
      const geo::LocalMetric metric = geo::local_metric(line.points[i].latitude_deg);
      const glm::dvec2 in = metric.offset_m(line.points[i - 1], line.points[i]);
      const glm::dvec2 out = metric.offset_m(line.points[i], line.points[i + 1]);
      sharp += glm::dot(glm::normalize(in), glm::normalize(out)) < 0.5;
      ++all;
    }
  MESSAGE(all, " bends, ", sharp, " sharper than 60 degrees");
  CHECK(all > 1000);
  CHECK(sharp < all / 200);
}

TEST_CASE("nearer views show more depths, and none goes again") {
  for (const int depth_m : isobath_depths_m()) {
    float last = 1;
    for (double metres = 50; metres < 20'000; metres *= 1.2) {
      const float share = isobath_share(depth_m, metres);
      CHECK(share <= last);
      last = share;
    }
    CHECK(isobath_share(depth_m, 100) == 1);
  }
  CHECK(isobath_share(200, 5000) == 1);
  CHECK(isobath_share(10, 5000) == 0);
}

TEST_CASE("coarser degrees of generalisation have the same lines with fewer points") {
  std::vector<MapLineLevel> levels{{60, {}}, {4000, {}}};
  add_isobaths(isobaths(), levels);
  size_t fine = 0, coarse = 0;
  for (const MapLine& line : levels[0].lines) fine += line.points.size();
  for (const MapLine& line : levels[1].lines) coarse += line.points.size();
  CHECK(levels[0].lines.size() == levels[1].lines.size());
  CHECK(coarse * 3 < fine);
  CHECK(trace_isobaths(import::load_terrain(find_assets().value()).value()).empty());
}
