// WGS84: geodetic <-> earth-centred coordinates (metres, double), up vectors, geodesic distance.
// Heights above mean sea level are used as heights above the ellipsoid: the difference (under 60 m
// here) is the same for everything drawn.
#pragma once
#include <glm/glm.hpp>

#include "geo/geo_point.h"

namespace caspian::geo {

constexpr double k_semi_major_axis_m = 6378137.0;     // WGS84 (NGA.STND.0036)
constexpr double k_flattening = 1.0 / 298.257223563;  // WGS84
constexpr double k_eccentricity_squared = k_flattening * (2.0 - k_flattening);

glm::dvec3 to_earth_centred(const GeoPoint& point);
/// Inverse of to_earth_centred; metres above the ellipsoid to 1e-6 m (GeographicLib).
GeoPoint to_geodetic(const glm::dvec3& earth_centred_m);
/// Unit normal of the ellipsoid.
glm::dvec3 up_at(double longitude_deg, double latitude_deg);
/// The same for a place at height 0, without its angles: quick.
glm::dvec3 up_on_ellipsoid(const glm::dvec3& earth_centred_m);
glm::dvec3 east_at(double longitude_deg);
glm::dvec3 north_at(double longitude_deg, double latitude_deg);
/// Geodesic distance on the ellipsoid, metres (Karney 2013, through GeographicLib).
double geodesic_distance_m(const GeoPoint& a, const GeoPoint& b);

}  // namespace caspian::geo
