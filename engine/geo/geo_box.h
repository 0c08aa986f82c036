// A box of longitudes and latitudes that does not cross the 180th meridian.
#pragma once
#include <algorithm>

namespace caspian::geo {

struct GeoBox {
  double west_deg = 0, south_deg = 0, east_deg = 0, north_deg = 0;

  bool operator==(const GeoBox&) const = default;
  bool is_empty() const { return !(west_deg < east_deg && south_deg < north_deg); }
  bool contains(double longitude_deg, double latitude_deg) const {
    return longitude_deg >= west_deg && longitude_deg <= east_deg && latitude_deg >= south_deg &&
           latitude_deg <= north_deg;
  }
  /// What both hold; may be empty.
  GeoBox within(const GeoBox& other) const {
    return {std::max(west_deg, other.west_deg), std::max(south_deg, other.south_deg),
            std::min(east_deg, other.east_deg), std::min(north_deg, other.north_deg)};
  }
  GeoBox joined(const GeoBox& other) const {
    return {std::min(west_deg, other.west_deg), std::min(south_deg, other.south_deg),
            std::max(east_deg, other.east_deg), std::max(north_deg, other.north_deg)};
  }
};

}  // namespace caspian::geo
