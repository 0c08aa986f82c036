#include <doctest/doctest.h>

#include "geo/ellipsoid.h"
#include "geo/polyline.h"

using namespace caspian::geo;

TEST_CASE("the length of a short piece is the geodesic's") {
  for (const auto& [a, b] : {std::pair{GeoPoint{49.9, 40.4, 0}, GeoPoint{51.2, 43.6, 0}},
                             std::pair{GeoPoint{60, 56, 0}, GeoPoint{63, 56, 0}},
                             std::pair{GeoPoint{20, 16, 0}, GeoPoint{20.01, 16.01, 0}}}) {
    const double truth_m = geodesic_distance_m(a, b);
    CHECK(piece_length_m(a, b) == doctest::Approx(truth_m).epsilon(2e-4));
  }
  const std::vector<GeoPoint> line{{50, 42, 0}, {51, 42, 0}, {51, 43, 0}};
  CHECK(length_m(line) ==
        doctest::Approx(piece_length_m(line[0], line[1]) + piece_length_m(line[1], line[2])));
  CHECK(length_m(std::span(line).first(1)) == 0);
}

TEST_CASE("distance to a line is to its nearest piece, ends included") {
  const std::vector<GeoPoint> line{{50, 42, 0}, {51, 42, 0}, {51, 43, 0}};
  const LocalMetric metric = local_metric(42);
  CHECK(distance_to_line_m({50.5, 42.1, 0}, line) ==
        doctest::Approx(0.1 * metric.north_m_per_deg).epsilon(1e-3));
  CHECK(distance_to_line_m({51.2, 42.5, 0}, line) ==
        doctest::Approx(0.2 * local_metric(42.5).east_m_per_deg).epsilon(1e-3));
  CHECK(distance_to_line_m({49.9, 42, 0}, line) ==
        doctest::Approx(0.1 * metric.east_m_per_deg).epsilon(1e-3));
  CHECK(distance_to_line_m({51, 43, 0}, line) < 1e-6);
  CHECK(distance_to_line_m({50, 42, 0}, std::span(line).first(1)) < 1e-6);
}

TEST_CASE("a densified line keeps its points and has no long pieces") {
  const std::vector<GeoPoint> line{{50, 42, 0}, {51, 42, 10}, {51, 42.005, 20}};
  const auto dense = densified(line, 1000);
  CHECK(dense.size() == 1 + 83 + 1);
  CHECK(dense.front().longitude_deg == 50);
  CHECK(dense[83].longitude_deg == 51);
  CHECK(dense.back().latitude_deg == 42.005);
  for (size_t i = 1; i < dense.size(); ++i)
    CHECK(piece_length_m(dense[i - 1], dense[i]) <= 1000.001);
  CHECK(densified({}, 1000).empty());
}

TEST_CASE("a simplified line keeps its ends and stays within the tolerance") {
  std::vector<GeoPoint> line;
  for (int i = 0; i <= 400; ++i)
    line.push_back({50 + 0.01 * i, 42 + 0.1 * ((i * 37) % 11) / 11.0, 0});
  for (const double tolerance_m : {100.0, 2000.0, 20000.0}) {
    const auto kept = simplified(line, tolerance_m);
    CHECK(kept.front().longitude_deg == line.front().longitude_deg);
    CHECK(kept.back().longitude_deg == line.back().longitude_deg);
    double worst_m = 0;
    for (const auto& point : line) worst_m = std::max(worst_m, distance_to_line_m(point, kept));
    CHECK(worst_m <= tolerance_m * 1.02);
    if (tolerance_m > 15000) CHECK(kept.size() == 2);
  }
  CHECK(simplified(line, 100).size() > simplified(line, 5000).size());
}
