// The constructed zones: every place of a limit is as far from the nearest coast as it says.
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <random>

#include <glm/glm.hpp>

#include "app/map_lines_data.h"
#include "geo/ellipsoid.h"
#include "geo/polyline.h"
#include "import/vector_asset.h"
#include "tests/support/built_in.h"
#include "tests/support/test_paths.h"

using namespace caspian;

namespace {

struct Piece {
  geo::GeoPoint a, b;
};

/// The Caspian's coast at its finest level, islands included, in pieces of at most 2 km.
std::vector<Piece> coast() {
  const auto layers = import::load_vector_layers(test::source_dir() / "assets", "coast");
  REQUIRE(layers.ok());
  std::vector<Piece> pieces;
  for (const import::VectorFeature& feature : layers->front().features) {
    if (feature.attribute("sea") != "caspian") continue;
    std::vector<geo::GeoPoint> points = feature.points;
    if (feature.closed) points.push_back(points.front());
    points = geo::densified(points, 2000);
    for (size_t i = 1; i < points.size(); ++i) pieces.push_back({points[i - 1], points[i]});
  }
  return pieces;
}

/// Geodesic distance to the nearest coast: candidates by chords, then GeographicLib along the
/// nearest pieces.
double coast_distance_m(const std::vector<Piece>& pieces, const geo::GeoPoint& place) {
  const glm::dvec3 here = geo::to_earth_centred(place);
  std::vector<std::pair<double, const Piece*>> near;
  for (const Piece& piece : pieces) {
    const double chord_m = glm::length(geo::to_earth_centred(piece.a) - here);
    if (chord_m < 60'000) near.push_back({chord_m, &piece});
  }
  std::sort(near.begin(), near.end());
  double least_m = 1e9;
  for (const auto& [chord_m, piece] : near) {
    if (chord_m - 2100 > least_m) break;  // no piece is longer
    double from = 0, to = 1;
    const auto at = [&](double t) {
      return geo::geodesic_distance_m(place, geo::mix(piece->a, piece->b, t));
    };
    for (int k = 0; k < 24; ++k) {  // the distance along a short piece has one minimum
      const double left = from + (to - from) / 3, right = to - (to - from) / 3;
      (at(left) < at(right) ? to : from) = at(left) < at(right) ? right : left;
    }
    least_m = std::min(least_m, at((from + to) / 2));
  }
  return least_m;
}

}  // namespace

TEST_CASE("zones: 1,000 random places of each limit keep its distance to 0.1 km") {
  const std::vector<Piece> pieces = coast();
  const auto lines = app::load_map_lines(test::source_dir() / "assets");
  REQUIRE(lines.ok());
  std::mt19937 random(20180812);
  for (const scene::ZoneLimit& zone : lines->zones) {
    std::vector<std::pair<double, Piece>> edges;  // length so far
    double length_m = 0;
    for (const auto& course : zone.courses)
      for (size_t i = 1; i < course.size(); ++i) {
        length_m += geo::piece_length_m(course[i - 1], course[i]);
        edges.push_back({length_m, {course[i - 1], course[i]}});
      }
    CHECK(length_m > 2e6);
    const double wanted_m = zone.nautical_miles * 1852.0;
    double worst_m = 0;
    for (int k = 0; k < 1000; ++k) {
      const double along_m = std::uniform_real_distribution<>(0, length_m)(random);
      const auto edge =
          std::lower_bound(edges.begin(), edges.end(), along_m,
                           [](const auto& one, double value) { return one.first < value; });
      const double t = std::uniform_real_distribution<>(0, 1)(random);
      const geo::GeoPoint place = geo::mix(edge->second.a, edge->second.b, t);
      worst_m = std::max(worst_m, std::abs(coast_distance_m(pieces, place) - wanted_m));
    }
    MESSAGE(zone.id() << ": off by at most " << worst_m << " m");
    CHECK(worst_m < 100);
  }
}

TEST_CASE("zones: their limits lie in the sea, none of them in the gulf Kara-Bogaz-Gol") {
  const auto lines = app::load_map_lines(test::source_dir() / "assets");
  REQUIRE(lines.ok());
  for (const scene::ZoneLimit& zone : lines->zones)
    for (const auto& course : zone.courses)
      for (const geo::GeoPoint& place : course) {
        CHECK(test::built_in_terrain().answer(place.longitude_deg, place.latitude_deg).is_sea);
        CHECK(place.longitude_deg < 54.0);
        const bool is_gulf =
            place.longitude_deg > 53.0 && place.latitude_deg > 40.7 && place.latitude_deg < 42.1;
        CHECK(!is_gulf);
      }
}
