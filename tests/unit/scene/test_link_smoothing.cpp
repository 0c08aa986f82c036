#include <doctest/doctest.h>

#include <cmath>

#include "geo/polyline.h"
#include "scene/link_smoothing.h"

using namespace caspian;
using geo::GeoPoint;

namespace {

double turn_deg(const GeoPoint& a, const GeoPoint& b, const GeoPoint& c) {
  const geo::LocalMetric metric = geo::local_metric(b.latitude_deg);
  const glm::dvec2 u = glm::normalize(metric.offset_m(a, b)),
                   v = glm::normalize(metric.offset_m(b, c));
  return std::acos(glm::clamp(glm::dot(u, v), -1.0, 1.0)) * 57.29577951308232;
}

double farthest_m(const std::vector<GeoPoint>& from, const std::vector<GeoPoint>& line) {
  double most_m = 0;
  for (const GeoPoint& point : from)
    most_m = std::max(most_m, geo::distance_to_line_m(point, line));
  return most_m;
}

}  // namespace

TEST_CASE("a right angle becomes a gentle curve that stays within the tolerance") {
  const std::vector<GeoPoint> corner{{50, 42, 0}, {50.5, 42, 0}, {50.5, 42.4, 0}};
  const auto line = scene::smooth_line(corner);
  CHECK(line.front().longitude_deg == 50);
  CHECK(line.back().latitude_deg == 42.4);
  CHECK(farthest_m(line, corner) <= 920);
  const double moved_m = farthest_m(geo::densified(corner, 200), line);
  CHECK(moved_m <= 920);
  CHECK(moved_m > 800);  // the tolerance is used
  double sharpest_deg = 0;
  for (size_t i = 1; i + 1 < line.size(); ++i)
    sharpest_deg = std::max(sharpest_deg, turn_deg(line[i - 1], line[i], line[i + 1]));
  CHECK(sharpest_deg < 15);
  for (size_t i = 1; i < line.size(); ++i) CHECK(geo::piece_length_m(line[i - 1], line[i]) <= 1001);
}

TEST_CASE("curvature grows from nothing at a corner's start") {
  const std::vector<GeoPoint> corner{{50, 42, 0}, {50.5, 42, 0}, {50.5, 42.4, 0}};
  const auto line = scene::smooth_line(corner, {.step_m = 20000, .corner_step_m = 10});
  size_t first = 1;
  while (turn_deg(line[first - 1], line[first], line[first + 1]) < 1e-6) ++first;
  double middle_deg = 0;
  for (size_t i = 1; i + 1 < line.size(); ++i)
    middle_deg = std::max(middle_deg, turn_deg(line[i - 1], line[i], line[i + 1]));
  CHECK(turn_deg(line[first - 1], line[first], line[first + 1]) < middle_deg / 3);
}

TEST_CASE("close way-points share their legs and curves do not overlap") {
  std::vector<GeoPoint> zigzag;
  for (int i = 0; i < 12; ++i) zigzag.push_back({50 + 0.02 * i, i % 2 ? 42.02 : 42.0, 0});
  const auto line = scene::smooth_line(zigzag);
  CHECK(farthest_m(line, zigzag) < 900);
  CHECK(farthest_m(zigzag, line) < 900);
  for (size_t i = 1; i < line.size(); ++i) CHECK(line[i].longitude_deg > line[i - 1].longitude_deg);
}

TEST_CASE("repeated and too few way-points do no harm") {
  CHECK(scene::smooth_line({}).empty());
  const std::vector<GeoPoint> one{{50, 42, 0}};
  CHECK(scene::smooth_line(one).size() == 1);
  const std::vector<GeoPoint> same{{50, 42, 0}, {50, 42, 0}};
  CHECK(scene::smooth_line(same).size() >= 1);
  const std::vector<GeoPoint> repeated{{50, 42, 0}, {50.2, 42, 0}, {50.2, 42, 0}, {50.4, 42.1, 0}};
  for (const GeoPoint& point : scene::smooth_line(repeated))
    CHECK(std::isfinite(point.latitude_deg));
  const std::vector<GeoPoint> there_and_back{{50, 42, 0}, {50.2, 42, 0}, {50, 42, 0}};
  for (const GeoPoint& point : scene::smooth_line(there_and_back))
    CHECK(std::isfinite(point.latitude_deg));
}

TEST_CASE("a curve that would leave the allowed places is drawn tighter") {
  const std::vector<GeoPoint> corner{{50, 42, 0}, {50.5, 42, 0}, {50.5, 42.4, 0}};
  // Allowed: within 300 m of the legs.
  const auto allowed = [&](const GeoPoint& place) {
    return geo::distance_to_line_m(place, corner) < 300;
  };
  bool free_one_leaves = false;
  for (const GeoPoint& point : scene::smooth_line(corner)) free_one_leaves |= !allowed(point);
  CHECK(free_one_leaves);
  for (const GeoPoint& point : scene::smooth_line(corner, {.is_allowed = allowed}))
    CHECK(allowed(point));
}
