// Marching a ray down to the drawn surface.
#include "scene/drawn_ground.h"

#include <algorithm>
#include <cmath>

#include "geo/ellipsoid.h"

namespace caspian::scene {
namespace {

// Bounds of any ground on earth, true heights.
constexpr double k_highest_m = 9000, k_lowest_m = -500;

struct Interval {
  double from = 0, to = 0;
};

/// Where a ray is inside the ellipsoid raised by `height_m`.
std::optional<Interval> inside_shell(const glm::dvec3& eye_m, const glm::dvec3& direction,
                                     double height_m) {
  const double a = geo::k_semi_major_axis_m + height_m;
  const double b = geo::k_semi_major_axis_m * (1.0 - geo::k_flattening) + height_m;
  const glm::dvec3 to_unit(1.0 / a, 1.0 / a, 1.0 / b);
  const glm::dvec3 eye = eye_m * to_unit, along = direction * to_unit;
  const double aa = glm::dot(along, along), half_b = glm::dot(eye, along);
  const double discriminant = half_b * half_b - aa * (glm::dot(eye, eye) - 1.0);
  if (discriminant <= 0) return {};
  const double root = std::sqrt(discriminant);
  const Interval hit{(-half_b - root) / aa, (-half_b + root) / aa};
  if (hit.to <= 0) return {};
  return Interval{std::max(hit.from, 0.0), hit.to};
}

}  // namespace

glm::dvec3 DrawnGround::earth_centred(double longitude_deg, double latitude_deg) const {
  return geo::to_earth_centred(
      {longitude_deg, latitude_deg, height_m(longitude_deg, latitude_deg)});
}

std::optional<geo::GeoPoint> ray_to_ground(const glm::dvec3& eye_m, const glm::dvec3& direction,
                                           const DrawnGround& ground, double pixel_angle_rad) {
  const auto reach = inside_shell(eye_m, direction, k_highest_m * ground.exaggeration);
  if (!reach) return {};
  const auto floor = inside_shell(eye_m, direction, k_lowest_m * ground.exaggeration);
  const double end = floor ? floor->from : reach->to;
  const auto clearance_m = [&](double distance_m) {
    const geo::GeoPoint at = geo::to_geodetic(eye_m + direction * distance_m);
    return at.height_m - ground.height_m(at.longitude_deg, at.latitude_deg);
  };

  double above = reach->from, below = above;
  double clearance = clearance_m(above);
  while (clearance > 0) {
    above = below;
    if (above >= end) return {};
    const double least_step = std::max(1.0, above * pixel_angle_rad * 1.5);
    below = std::min(above + std::max(0.3 * clearance, least_step), end);
    clearance = clearance_m(below);
  }
  for (int i = 0; i < 60 && below - above > 1e-4; ++i) {
    const double middle = 0.5 * (above + below);
    (clearance_m(middle) > 0 ? above : below) = middle;
  }
  geo::GeoPoint point = geo::to_geodetic(eye_m + direction * below);
  point.height_m =
      ground.heights.surface_at_m(point.longitude_deg, point.latitude_deg, ground.sea_level_m);
  return point;
}

std::optional<geo::GeoPoint> screen_to_ground(const CameraFrame& frame, double x, double y,
                                              const geo::HeightField& heights, double exaggeration,
                                              double sea_level_m) {
  return ray_to_ground(frame.eye_m, ray_through(frame, x, y), {heights, exaggeration, sea_level_m},
                       1.0 / frame.pixels_per_radian);
}

CameraFrame frame_on_ground(const Camera& camera, PixelSize size, const geo::HeightField& heights,
                            double exaggeration, double sea_level_m) {
  const DrawnGround ground{heights, exaggeration, sea_level_m};
  return frame_of(camera, size, ground.height_m(camera.longitude_deg, camera.latitude_deg));
}

}  // namespace caspian::scene
