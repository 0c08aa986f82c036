// Lines of places: straight pieces in longitude and latitude (as GeoJSON has them), measured on
// WGS84 with the local metric of each piece. Knows no drawing. Lines that cross the 180th meridian
// are not handled.
#pragma once
#include <span>
#include <vector>

#include <glm/glm.hpp>

#include "geo/geo_point.h"

namespace caspian::geo {

/// Metres per degree along the parallel and along the meridian at a latitude.
struct LocalMetric {
  double east_m_per_deg = 0;
  double north_m_per_deg = 0;

  /// East and north metres from `from` to `to`, good near the metric's latitude.
  glm::dvec2 offset_m(const GeoPoint& from, const GeoPoint& to) const {
    return {(to.longitude_deg - from.longitude_deg) * east_m_per_deg,
            (to.latitude_deg - from.latitude_deg) * north_m_per_deg};
  }
};

LocalMetric local_metric(double latitude_deg);

/// a + (b - a) t, in longitude, latitude and height.
GeoPoint mix(const GeoPoint& a, const GeoPoint& b, double t);

/// Length of the straight piece a-b by the metric at its middle: within 1e-4 of the geodesic up to
/// 300 km here.
double piece_length_m(const GeoPoint& a, const GeoPoint& b);
double length_m(std::span<const GeoPoint> line);

/// Distance from a place to the nearest place of a piece or line (heights ignored). Infinity for no
/// points.
double distance_to_piece_m(const GeoPoint& place, const GeoPoint& a, const GeoPoint& b);
double distance_to_line_m(const GeoPoint& place, std::span<const GeoPoint> line);

/// The line with every piece cut into equal parts of at most `step_m`; its own points all stay.
std::vector<GeoPoint> densified(std::span<const GeoPoint> line, double step_m);

/// The points of a line that matter at a tolerance (Douglas and Peucker 1973); ends stay.
std::vector<GeoPoint> simplified(std::span<const GeoPoint> line, double tolerance_m);

}  // namespace caspian::geo
