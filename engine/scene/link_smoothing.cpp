// A corner at V between legs of directions u and v becomes the quartic Bezier curve through
// V-du, V-du/2, V, V+dv/2, V+dv: equally spaced on both legs, so that it joins them without a jump
// in curvature. Its middle lies 3/8 d sin(turn/2) from V, and no other place of it is farther from
// the legs.
#include "scene/link_smoothing.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "geo/polyline.h"

namespace caspian::scene {
namespace {

using geo::GeoPoint;

constexpr double k_end_leg_share = 0.65;  // of the first and last leg: their ends stay straight
constexpr double k_middle_share =
    3.0 / 8.0;  // of d sin(turn/2): how far the curve's middle is from the corner

struct Corner {
  double half_turn_sine = 0;
  double wanted_m = 0;  // cut-back d on either leg, were the legs long enough
  double taken_m = 0;
};

GeoPoint curve_point(const std::array<GeoPoint, 5>& control, double t) {
  const double s = 1 - t;
  const double weights[5] = {s * s * s * s, 4 * s * s * s * t, 6 * s * s * t * t, 4 * s * t * t * t,
                             t * t * t * t};
  GeoPoint sum{0, 0, 0};
  for (int i = 0; i < 5; ++i) {
    sum.longitude_deg += weights[i] * control[i].longitude_deg;
    sum.latitude_deg += weights[i] * control[i].latitude_deg;
  }
  return sum;
}

std::array<GeoPoint, 5> control_points(const GeoPoint& before, const GeoPoint& at,
                                       const GeoPoint& after, double cut_m) {
  const geo::LocalMetric metric = geo::local_metric(at.latitude_deg);
  const double back = cut_m / glm::length(metric.offset_m(at, before));
  const double ahead = cut_m / glm::length(metric.offset_m(at, after));
  return {mix(at, before, back), mix(at, before, back / 2), at, mix(at, after, ahead / 2),
          mix(at, after, ahead)};
}

Corner measure(const GeoPoint& before, const GeoPoint& at, const GeoPoint& after,
               double max_move_m) {
  const geo::LocalMetric metric = geo::local_metric(at.latitude_deg);
  const glm::dvec2 u = glm::normalize(metric.offset_m(before, at));
  const glm::dvec2 v = glm::normalize(metric.offset_m(at, after));
  Corner corner;
  corner.half_turn_sine = glm::length(v - u) / 2;
  if (corner.half_turn_sine > 1e-4)
    corner.wanted_m = max_move_m / (k_middle_share * corner.half_turn_sine);
  return corner;
}

/// Shares every leg between the corners at its ends: first in proportion to what they want, then
/// what is left.
void share_legs(std::vector<Corner>& corners, const std::vector<double>& legs_m) {
  const size_t last = corners.size() - 1;
  for (size_t i = 1; i < last; ++i) {
    const auto share = [&](size_t leg, size_t other) {
      const double sum = corners[i].wanted_m + corners[other].wanted_m;
      return sum > 0 ? legs_m[leg] * corners[i].wanted_m / sum : 0.0;
    };
    corners[i].taken_m = std::min({corners[i].wanted_m, share(i - 1, i - 1), share(i, i + 1)});
  }
  for (int round = 0; round < 2; ++round)
    for (size_t i = 1; i < last; ++i)
      corners[i].taken_m = std::clamp(
          std::min(legs_m[i - 1] - corners[i - 1].taken_m, legs_m[i] - corners[i + 1].taken_m),
          corners[i].taken_m, corners[i].wanted_m);
}

/// Does the curve stay where lines are allowed wherever the legs it replaces do?
bool curve_is_allowed(const std::array<GeoPoint, 5>& control, double cut_m,
                      const SmoothingOptions& options) {
  const int steps = std::max(4, static_cast<int>(std::ceil(2 * cut_m / 500)));
  for (int k = 0; k <= steps; ++k) {
    const double t = double(k) / steps;
    const GeoPoint on_legs =
        t < 0.5 ? mix(control[0], control[2], 2 * t) : mix(control[2], control[4], 2 * t - 1);
    if (!options.is_allowed(curve_point(control, t)) && options.is_allowed(on_legs)) return false;
  }
  return true;
}

std::vector<GeoPoint> without_repeats(std::span<const GeoPoint> points) {
  std::vector<GeoPoint> kept;
  for (const GeoPoint& point : points)
    if (kept.empty() || geo::piece_length_m(kept.back(), point) > 1.0) kept.push_back(point);
  if (kept.size() == 1 && points.size() > 1) kept.push_back(points.back());
  if (kept.size() > 1) kept.back() = points.back();
  return kept;
}

void append_straight(std::vector<GeoPoint>& line, const GeoPoint& to, double step_m) {
  const GeoPoint from = line.back();
  const double length_m = geo::piece_length_m(from, to);
  if (length_m < 1e-3) return;
  const int parts = std::max(1, static_cast<int>(std::ceil(length_m / step_m)));
  for (int k = 1; k <= parts; ++k)
    line.push_back(k == parts ? to : mix(from, to, double(k) / parts));
}

}  // namespace

std::vector<GeoPoint> smooth_line(std::span<const GeoPoint> way_points,
                                  const SmoothingOptions& options) {
  const std::vector<GeoPoint> points = without_repeats(way_points);
  if (points.size() < 2) return points;
  std::vector<Corner> corners(points.size());
  std::vector<double> legs_m;
  for (size_t i = 1; i < points.size(); ++i)
    legs_m.push_back(geo::piece_length_m(points[i - 1], points[i]));
  legs_m.front() *= k_end_leg_share;
  legs_m.back() *= k_end_leg_share;
  for (size_t i = 1; i + 1 < points.size(); ++i)
    corners[i] = measure(points[i - 1], points[i], points[i + 1], options.max_move_m);
  share_legs(corners, legs_m);

  std::vector<GeoPoint> line{points.front()};
  for (size_t i = 1; i + 1 < points.size(); ++i) {
    double cut_m = corners[i].taken_m * (1 - 1e-9);
    auto control = control_points(points[i - 1], points[i], points[i + 1], cut_m);
    for (int tries = 0;
         options.is_allowed && tries < 6 && !curve_is_allowed(control, cut_m, options); ++tries) {
      cut_m /= 2;
      control = control_points(points[i - 1], points[i], points[i + 1], cut_m);
    }
    if (cut_m < 1.0) {
      append_straight(line, points[i], options.step_m);
      continue;
    }
    append_straight(line, control[0], options.step_m);
    const double turn_deg =
        2 * std::asin(std::min(1.0, corners[i].half_turn_sine)) * 57.29577951308232;
    const int by_turn = static_cast<int>(std::ceil(turn_deg / 5));
    const int by_length = static_cast<int>(std::ceil(2 * cut_m / options.step_m));
    const int finest = static_cast<int>(std::ceil(2 * cut_m / options.corner_step_m));
    const int parts = std::max({by_length, std::min(by_turn, finest), 4});
    for (int k = 1; k <= parts; ++k)
      line.push_back(k == parts ? control[4] : curve_point(control, double(k) / parts));
  }
  append_straight(line, points.back(), options.step_m);
  line.back() = points.back();
  return line;
}

}  // namespace caspian::scene
