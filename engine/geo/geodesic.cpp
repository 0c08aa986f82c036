// GeographicLib's answers in our words: azimuths 0..360, areas without a sign.
#include "geo/geodesic.h"

#include <GeographicLib/Geodesic.hpp>
#include <GeographicLib/GeodesicLine.hpp>
#include <GeographicLib/PolygonArea.hpp>
#include <algorithm>
#include <cmath>

namespace caspian::geo {
namespace {

using Solver = GeographicLib::Geodesic;

/// GeographicLib's -180..180 as 0..360 (360 itself is 0).
double turned(double azimuth_deg) {
  const double turned = azimuth_deg < 0 ? azimuth_deg + 360 : azimuth_deg;
  return turned >= 360 ? 0 : turned + 0.0;
}

}  // namespace

Geodesic geodesic(const GeoPoint& from, const GeoPoint& to) {
  Geodesic found;
  Solver::WGS84().Inverse(from.latitude_deg, from.longitude_deg, to.latitude_deg, to.longitude_deg,
                          found.distance_m, found.azimuth_deg, found.end_azimuth_deg);
  found.azimuth_deg = turned(found.azimuth_deg);
  found.end_azimuth_deg = turned(found.end_azimuth_deg);
  return found;
}

GeoPoint geodesic_point(const GeoPoint& from, double azimuth_deg, double distance_m) {
  GeoPoint reached;
  Solver::WGS84().Direct(from.latitude_deg, from.longitude_deg, azimuth_deg, distance_m,
                         reached.latitude_deg, reached.longitude_deg);
  return reached;
}

struct GeodesicLine::State {
  GeographicLib::GeodesicLine line;
  GeoPoint end;
};

GeodesicLine::GeodesicLine(const GeoPoint& from, const GeoPoint& to)
    : state_(new State{
          Solver::WGS84().InverseLine(
              from.latitude_deg, from.longitude_deg, to.latitude_deg, to.longitude_deg,
              Solver::LATITUDE | Solver::LONGITUDE | Solver::DISTANCE_IN | Solver::DISTANCE),
          {to.longitude_deg, to.latitude_deg, 0}}) {}
GeodesicLine::~GeodesicLine() = default;
GeodesicLine::GeodesicLine(GeodesicLine&&) noexcept = default;

double GeodesicLine::length_m() const {
  return state_->line.Distance();
}

GeoPoint GeodesicLine::at(double distance_m) const {
  if (distance_m >= length_m()) return state_->end;
  GeoPoint place;
  state_->line.Position(std::max(0.0, distance_m), place.latitude_deg, place.longitude_deg);
  return place;
}

double geodesic_length_m(std::span<const GeoPoint> places) {
  double sum_m = 0;
  for (size_t i = 1; i < places.size(); ++i) sum_m += geodesic(places[i - 1], places[i]).distance_m;
  return sum_m;
}

RingMeasure ring_measure(std::span<const GeoPoint> ring) {
  GeographicLib::PolygonArea polygon(Solver::WGS84());
  for (const GeoPoint& place : ring) polygon.AddPoint(place.latitude_deg, place.longitude_deg);
  RingMeasure measure;
  polygon.Compute(false, true, measure.perimeter_m, measure.area_m2);
  measure.area_m2 = std::abs(measure.area_m2);
  return measure;
}

}  // namespace caspian::geo
