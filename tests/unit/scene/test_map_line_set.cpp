#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "geo/ellipsoid.h"
#include "geo/polyline.h"
#include "scene/map_line_set.h"
#include "tests/support/built_in.h"

using namespace caspian;
using scene::MapLine;
using scene::MapLineKind;

namespace {

std::vector<scene::MapLineLevel> invented_levels() {
  std::vector<geo::GeoPoint> wavy, ring;
  for (int i = 0; i <= 300; ++i)
    wavy.push_back({44 + 0.03 * i, 43 + 0.05 * ((i * 7) % 5) / 5.0, 0});
  for (int i = 0; i <= 40; ++i)
    ring.push_back(
        {46 + 0.03 * std::cos(i * 0.157079632679), 39 + 0.03 * std::sin(i * 0.157079632679), 0});
  ring.back() = ring.front();
  // The wavy border comes in two pieces, one of them backward.
  MapLine first{MapLineKind::border, 1, {wavy.begin(), wavy.begin() + 151}};
  MapLine second{MapLineKind::border, 1, {wavy.rbegin(), wavy.rbegin() + 151}};
  return {{60, {first, second, {MapLineKind::lake, 1, ring}}},
          {4000, {{MapLineKind::border, 1, {wavy.front(), wavy.back()}}}}};
}

}  // namespace

TEST_CASE("degrees between the data's levels, none a leap") {
  const auto degrees = scene::map_line_degrees(invented_levels());
  REQUIRE(degrees.size() > 3);
  CHECK(degrees.front().tolerance_m == 60);
  CHECK(degrees.back().tolerance_m == 4000);
  CHECK(degrees.back().source == 1);
  for (size_t i = 1; i < degrees.size(); ++i) {
    CHECK(degrees[i].tolerance_m > degrees[i - 1].tolerance_m);
    CHECK(degrees[i].tolerance_m <= 2.6 * degrees[i - 1].tolerance_m);
  }
}

TEST_CASE("cells hold every place of their lines") {
  const auto levels = invented_levels();
  scene::MapLineSet set(levels);
  std::vector<glm::dvec3> drawn;
  for (int column = 43; column < 55; ++column)
    for (int row = 38; row < 45; ++row) {
      const auto cell = set.build({0, column, row}, test::built_in_terrain());
      for (const auto& vertex : cell.vertices)
        drawn.push_back(cell.origin_m + glm::dvec3(vertex.base_m));
      // Strips come in pairs of vertices, and between two pieces there is no width.
      for (const auto& strip : cell.strips) {
        CHECK(strip.vertex_count % 2 == 0);
        CHECK(strip.first_vertex % 2 == 0);
        for (uint32_t v = strip.first_vertex + 2; v < strip.first_vertex + strip.vertex_count;
             v += 2) {
          const auto &a = cell.vertices[v - 1], &b = cell.vertices[v];
          if (glm::length(a.base_m - b.base_m) > 9000)
            CHECK((a.cap == scene::k_no_width && b.cap == scene::k_no_width));
        }
      }
    }
  for (const auto& line : levels[0].lines)
    for (size_t i = 0; i < line.points.size(); i += 10) {
      const auto place =
          geo::to_earth_centred({line.points[i].longitude_deg, line.points[i].latitude_deg, 0});
      double nearest_m = 1e9;
      for (const auto& vertex : drawn) nearest_m = std::min(nearest_m, glm::length(vertex - place));
      CHECK(nearest_m < 100);
    }
}

TEST_CASE("coarser degrees have fewer vertices and no small rings") {
  const auto levels = invented_levels();
  scene::MapLineSet set(levels);
  size_t before = SIZE_MAX;
  for (size_t d = 0; d < set.degrees().size(); ++d) {
    size_t vertices = 0;
    std::set<MapLineKind> kinds;
    const int across = 1 << d;
    for (int column = 40 / across; column <= 56 / across; ++column)
      for (int row = 36 / across; row <= 46 / across; ++row) {
        const auto cell = set.build({d, column, row}, test::built_in_terrain());
        vertices += cell.vertices.size();
        for (const auto& strip : cell.strips) kinds.insert(strip.kind);
      }
    CHECK(vertices <= before);
    before = vertices;
    CHECK(kinds.contains(MapLineKind::border));
    CHECK(kinds.contains(MapLineKind::lake) == (set.degrees()[d].tolerance_m < 500));
  }
}

TEST_CASE("near cells are chosen fine, far ones coarse, and none twice") {
  const auto levels = invented_levels();
  const scene::MapLineSet set(levels);
  const auto choose = [&](const scene::Camera& camera) {
    return set.choose(scene::frame_of(camera, {1280, 720}, 0), 1);
  };
  const auto near = choose({.longitude_deg = 48.5, .latitude_deg = 43, .range_m = 50e3});
  REQUIRE(!near.empty());
  for (const auto& choice : near) CHECK(choice.degree == 0);
  const auto far = choose({.longitude_deg = 48.5, .latitude_deg = 43, .range_m = 12e6});
  REQUIRE(!far.empty());
  for (const auto& choice : far) CHECK(choice.degree == set.degrees().size() - 1);
  CHECK(choose({.longitude_deg = -130, .latitude_deg = -40, .range_m = 2e6}).empty());
  // A tilted view mixes degrees; no chosen cell lies in another.
  const auto mixed = choose({.longitude_deg = 44.5,
                             .latitude_deg = 43,
                             .range_m = 60e3,
                             .heading_deg = 90,
                             .tilt_deg = 80});
  std::set<size_t> degrees;
  for (const auto& a : mixed) {
    degrees.insert(a.degree);
    for (const auto& b : mixed) {
      if (a.degree >= b.degree) continue;
      const int ratio = 1 << (b.degree - a.degree);
      const auto down = [&](int v) { return v >= 0 ? v / ratio : -((-v + ratio - 1) / ratio); };
      CHECK((down(a.column) != b.column || down(a.row) != b.row));
    }
  }
  CHECK(degrees.size() > 1);
  CHECK(scene::MapLineSet({}).choose(scene::frame_of({}, {64, 64}, 0), 1).empty());
}
