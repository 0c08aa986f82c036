// Shortest lines on WGS84: distance, azimuths, places along them, rings (Karney 2013, through
// GeographicLib). Heights are ignored. Right anywhere on the earth, poles and the 180th meridian
// included.
#pragma once
#include <memory>
#include <span>
#include <vector>

#include "geo/geo_point.h"

namespace caspian::geo {

struct Geodesic {
  double distance_m = 0;
  double azimuth_deg = 0;      // at the start, clockwise from north, 0..360
  double end_azimuth_deg = 0;  // the same way on, at the end
};
Geodesic geodesic(const GeoPoint& from, const GeoPoint& to);

/// The place reached after `distance_m` when one sets out with that azimuth.
GeoPoint geodesic_point(const GeoPoint& from, double azimuth_deg, double distance_m);

/// One geodesic, for many places on it.
class GeodesicLine {
 public:
  GeodesicLine(const GeoPoint& from, const GeoPoint& to);
  ~GeodesicLine();
  GeodesicLine(GeodesicLine&&) noexcept;
  double length_m() const;
  /// `distance_m` from the start; exactly the end at or beyond the length.
  GeoPoint at(double distance_m) const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// Sum of the geodesics from place to place.
double geodesic_length_m(std::span<const GeoPoint> places);

/// A polygon of geodesics; its last place joins the first.
struct RingMeasure {
  double perimeter_m = 0;
  double area_m2 = 0;  // of what it encloses, whichever way it runs
};
RingMeasure ring_measure(std::span<const GeoPoint> ring);

}  // namespace caspian::geo
