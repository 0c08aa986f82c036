// Radii of curvature: meridian and prime vertical of WGS84.
#include "geo/polyline.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

#include "geo/ellipsoid.h"

namespace caspian::geo {
namespace {
constexpr double k_radians = std::numbers::pi / 180.0;
}

LocalMetric local_metric(double latitude_deg) {
  const double sine = std::sin(latitude_deg * k_radians);
  const double flat = 1.0 - k_eccentricity_squared * sine * sine;
  const double prime_vertical_m = k_semi_major_axis_m / std::sqrt(flat);
  const double meridian_m = prime_vertical_m * (1.0 - k_eccentricity_squared) / flat;
  return {.east_m_per_deg = prime_vertical_m * std::sqrt(1.0 - sine * sine) * k_radians,
          .north_m_per_deg = meridian_m * k_radians};
}

GeoPoint mix(const GeoPoint& a, const GeoPoint& b, double t) {
  return {a.longitude_deg + (b.longitude_deg - a.longitude_deg) * t,
          a.latitude_deg + (b.latitude_deg - a.latitude_deg) * t,
          a.height_m + (b.height_m - a.height_m) * t};
}

double piece_length_m(const GeoPoint& a, const GeoPoint& b) {
  return glm::length(local_metric((a.latitude_deg + b.latitude_deg) / 2).offset_m(a, b));
}

double length_m(std::span<const GeoPoint> line) {
  double sum_m = 0;
  for (size_t i = 1; i < line.size(); ++i) sum_m += piece_length_m(line[i - 1], line[i]);
  return sum_m;
}

double distance_to_piece_m(const GeoPoint& place, const GeoPoint& a, const GeoPoint& b) {
  const LocalMetric metric = local_metric(place.latitude_deg);
  const glm::dvec2 start = metric.offset_m(place, a), along = metric.offset_m(a, b);
  const double squared = glm::dot(along, along);
  const double t = squared > 0 ? std::clamp(-glm::dot(start, along) / squared, 0.0, 1.0) : 0.0;
  return glm::length(start + along * t);
}

double distance_to_line_m(const GeoPoint& place, std::span<const GeoPoint> line) {
  double least_m = std::numeric_limits<double>::infinity();
  if (line.size() == 1) return distance_to_piece_m(place, line[0], line[0]);
  for (size_t i = 1; i < line.size(); ++i)
    least_m = std::min(least_m, distance_to_piece_m(place, line[i - 1], line[i]));
  return least_m;
}

std::vector<GeoPoint> densified(std::span<const GeoPoint> line, double step_m) {
  std::vector<GeoPoint> out;
  if (line.empty()) return out;
  out.push_back(line[0]);
  for (size_t i = 1; i < line.size(); ++i) {
    const int parts =
        std::max(1, static_cast<int>(std::ceil(piece_length_m(line[i - 1], line[i]) / step_m)));
    for (int k = 1; k < parts; ++k) out.push_back(mix(line[i - 1], line[i], double(k) / parts));
    out.push_back(line[i]);
  }
  return out;
}

std::vector<GeoPoint> simplified(std::span<const GeoPoint> line, double tolerance_m) {
  if (line.size() < 3) return {line.begin(), line.end()};
  std::vector<bool> keep(line.size(), false);
  keep.front() = keep.back() = true;
  std::vector<std::pair<size_t, size_t>> todo{{0, line.size() - 1}};
  while (!todo.empty()) {
    const auto [first, last] = todo.back();
    todo.pop_back();
    // One metric per stretch: far from its middle it matters little which point is the farthest.
    const LocalMetric metric =
        local_metric((line[first].latitude_deg + line[last].latitude_deg) / 2);
    const glm::dvec2 along = metric.offset_m(line[first], line[last]);
    const double squared = glm::dot(along, along);
    double most = tolerance_m * tolerance_m;
    size_t farthest = first;
    for (size_t i = first + 1; i < last; ++i) {
      const glm::dvec2 at = metric.offset_m(line[first], line[i]);
      const double t = squared > 0 ? std::clamp(glm::dot(at, along) / squared, 0.0, 1.0) : 0.0;
      const glm::dvec2 off = at - along * t;
      if (glm::dot(off, off) > most) {
        most = glm::dot(off, off);
        farthest = i;
      }
    }
    if (farthest == first) continue;
    keep[farthest] = true;
    todo.push_back({first, farthest});
    todo.push_back({farthest, last});
  }
  std::vector<GeoPoint> kept;
  for (size_t i = 0; i < line.size(); ++i)
    if (keep[i]) kept.push_back(line[i]);
  return kept;
}

}  // namespace caspian::geo
