// WGS84 by the textbook formulas; inverse and geodesics through GeographicLib.
#include "geo/ellipsoid.h"

#include <GeographicLib/Geocentric.hpp>
#include <GeographicLib/Geodesic.hpp>
#include <cmath>
#include <numbers>

namespace caspian::geo {
namespace {
constexpr double k_radians = std::numbers::pi / 180.0;
}

glm::dvec3 up_at(double longitude_deg, double latitude_deg) {
  const double lon = longitude_deg * k_radians, lat = latitude_deg * k_radians;
  return {std::cos(lat) * std::cos(lon), std::cos(lat) * std::sin(lon), std::sin(lat)};
}

glm::dvec3 up_on_ellipsoid(const glm::dvec3& earth_centred_m) {
  return glm::normalize(earth_centred_m * glm::dvec3(1, 1, 1 / (1 - k_eccentricity_squared)));
}

glm::dvec3 east_at(double longitude_deg) {
  const double lon = longitude_deg * k_radians;
  return {-std::sin(lon), std::cos(lon), 0.0};
}

glm::dvec3 north_at(double longitude_deg, double latitude_deg) {
  const double lon = longitude_deg * k_radians, lat = latitude_deg * k_radians;
  return {-std::sin(lat) * std::cos(lon), -std::sin(lat) * std::sin(lon), std::cos(lat)};
}

glm::dvec3 to_earth_centred(const GeoPoint& point) {
  const glm::dvec3 up = up_at(point.longitude_deg, point.latitude_deg);
  const double curvature_m =
      k_semi_major_axis_m / std::sqrt(1.0 - k_eccentricity_squared * up.z * up.z);
  return {(curvature_m + point.height_m) * up.x, (curvature_m + point.height_m) * up.y,
          (curvature_m * (1.0 - k_eccentricity_squared) + point.height_m) * up.z};
}

GeoPoint to_geodetic(const glm::dvec3& earth_centred_m) {
  GeoPoint point;
  GeographicLib::Geocentric::WGS84().Reverse(earth_centred_m.x, earth_centred_m.y,
                                             earth_centred_m.z, point.latitude_deg,
                                             point.longitude_deg, point.height_m);
  return point;
}

double geodesic_distance_m(const GeoPoint& a, const GeoPoint& b) {
  double distance_m = 0;
  GeographicLib::Geodesic::WGS84().Inverse(a.latitude_deg, a.longitude_deg, b.latitude_deg,
                                           b.longitude_deg, distance_m);
  return distance_m;
}

}  // namespace caspian::geo
