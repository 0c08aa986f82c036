// Geodesics between places and the area of a ring. Needs no data.
#include <cstdio>

#include "app/commands/query.h"
#include "core/json_writer.h"
#include "geo/geodesic.h"

namespace caspian::app {
namespace {

/// Tenths of a millimetre: what lies beyond is the arithmetic's.
double metres(double value) {
  return rounded_to(value, 4);
}

std::string sentence(const geo::Geodesic& first, size_t places, double length_m) {
  char text[160];
  std::snprintf(text, sizeof text, "%.3f m, azimuth %.6f deg%s\n", length_m, first.azimuth_deg,
                places > 2 ? " at the start" : "");
  return text;
}

}  // namespace

Result<std::string> query_distance(const QueryRequest& request) {
  const std::vector<geo::GeoPoint>& places = request.places;
  const geo::Geodesic first = geo::geodesic(places[0], places[1]);
  const double length_m = places.size() == 2 ? first.distance_m : geo::geodesic_length_m(places);
  const geo::RingMeasure ring = request.with_area ? geo::ring_measure(places) : geo::RingMeasure{};
  if (!request.json) {
    std::string text = sentence(first, places.size(), length_m);
    if (!request.with_area) return text;
    char area[160];
    std::snprintf(area, sizeof area, "ring: %.3f m around, %.1f m2 within\n", ring.perimeter_m,
                  ring.area_m2);
    return text + area;
  }
  JsonWriter json;
  json.begin_object().field("distance_m", metres(length_m));
  json.field("azimuth_deg", rounded_to(first.azimuth_deg, 10));
  if (places.size() == 2) json.field("end_azimuth_deg", rounded_to(first.end_azimuth_deg, 10));
  if (places.size() > 2) {
    json.key("legs").begin_array();
    for (size_t i = 1; i < places.size(); ++i) {
      const geo::Geodesic leg = geo::geodesic(places[i - 1], places[i]);
      json.begin_object().field("distance_m", metres(leg.distance_m));
      json.field("azimuth_deg", rounded_to(leg.azimuth_deg, 10)).end_object();
    }
    json.end_array();
  }
  if (request.with_area)
    json.field("area_m2", rounded_to(ring.area_m2, 1))
        .field("perimeter_m", metres(ring.perimeter_m));
  return json.end_object().text();
}

}  // namespace caspian::app
