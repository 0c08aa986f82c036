// Van Wijk and Nuij's path in (ground distance, view width), laid along the great circle.
#include "scene/camera_flight.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "geo/ellipsoid.h"
#include "scene/camera_controller.h"

namespace caspian::scene {
namespace {

constexpr double k_radians = std::numbers::pi / 180.0;
constexpr double k_mean_radius_m = 6'371'008.8;
constexpr double k_rho = 1.42;               // their trade-off of zooming against panning, sqrt 2
constexpr double k_seconds_per_unit = 0.75;  // of their path length

/// Path length, and position u (metres from the start) and range along it.
struct Path {
  double distance_m, range_from_m, range_to_m;
  double r0 = 0, length = 0;
  bool is_pan = false;

  Path(double distance, double from, double to)
      : distance_m(distance), range_from_m(from), range_to_m(to) {
    is_pan = distance_m > 1e-3 * from;
    if (!is_pan) {
      length = std::abs(std::log(to / from)) / k_rho;
      return;
    }
    const double rho2 = k_rho * k_rho, rho4 = rho2 * rho2, u2 = distance_m * distance_m;
    const auto r_of = [](double b) { return std::log(-b + std::sqrt(b * b + 1)); };
    const double b0 = (to * to - from * from + rho4 * u2) / (2 * from * rho2 * distance_m);
    const double b1 = (to * to - from * from - rho4 * u2) / (2 * to * rho2 * distance_m);
    r0 = r_of(b0);
    length = (r_of(b1) - r0) / k_rho;
  }

  double travelled_m(double s) const {
    if (!is_pan) return distance_m * (length > 0 ? s / length : 1);
    return range_from_m / (k_rho * k_rho) *
           (std::cosh(r0) * std::tanh(k_rho * s + r0) - std::sinh(r0));
  }
  double range_m(double s) const {
    if (!is_pan) return range_from_m * std::exp((range_to_m < range_from_m ? -1 : 1) * k_rho * s);
    return range_from_m * std::cosh(r0) / std::cosh(k_rho * s + r0);
  }
};

double central_angle(const glm::dvec3& a, const glm::dvec3& b) {
  return std::atan2(glm::length(glm::cross(a, b)), glm::dot(a, b));
}

Path path_of(const CameraFlight& flight) {
  const double angle =
      central_angle(geo::up_at(flight.from.longitude_deg, flight.from.latitude_deg),
                    geo::up_at(flight.to.longitude_deg, flight.to.latitude_deg));
  return {angle * k_mean_radius_m, flight.from.range_m, flight.to.range_m};
}

double turn_between(double from_deg, double to_deg) {
  return std::remainder(to_deg - from_deg, 360.0);
}

}  // namespace

CameraFlight plan_flight(const Camera& from, const Camera& to) {
  CameraFlight flight{from, to, 0};
  const double turn = std::abs(turn_between(from.heading_deg, to.heading_deg)) / 180.0;
  const double tilt = std::abs(to.tilt_deg - from.tilt_deg) / 90.0;
  flight.duration_s =
      std::clamp(k_seconds_per_unit * std::max(path_of(flight).length, turn + tilt), 0.8, 3.0);
  return flight;
}

Camera camera_at(const CameraFlight& flight, double elapsed_s) {
  const double t = flight.duration_s > 0 ? elapsed_s / flight.duration_s : 1;
  if (t <= 0) return flight.from;
  if (t >= 1) return flight.to;
  const double eased = t * t * (3 - 2 * t);
  const Path path = path_of(flight);
  const double s = path.length * eased;
  const double share =
      path.distance_m > 0 ? std::clamp(path.travelled_m(s) / path.distance_m, 0.0, 1.0) : eased;

  const glm::dvec3 from_up = geo::up_at(flight.from.longitude_deg, flight.from.latitude_deg);
  const glm::dvec3 to_up = geo::up_at(flight.to.longitude_deg, flight.to.latitude_deg);
  const double angle = central_angle(from_up, to_up), sine = std::sin(angle);
  const glm::dvec3 up =
      sine < 1e-9
          ? glm::normalize(glm::mix(from_up, to_up, share))
          : (from_up * std::sin((1 - share) * angle) + to_up * std::sin(share * angle)) / sine;
  Camera camera;
  camera.longitude_deg = std::atan2(up.y, up.x) / k_radians;
  camera.latitude_deg = std::asin(std::clamp(up.z, -1.0, 1.0)) / k_radians;
  camera.range_m = std::min(path.range_m(s), k_greatest_range_m);
  camera.heading_deg = flight.from.heading_deg +
                       turn_between(flight.from.heading_deg, flight.to.heading_deg) * eased;
  camera.heading_deg -= 360.0 * std::floor(camera.heading_deg / 360.0);
  camera.tilt_deg = std::min(std::lerp(flight.from.tilt_deg, flight.to.tilt_deg, eased),
                             greatest_tilt_deg(camera.range_m));
  return camera;
}

}  // namespace caspian::scene
