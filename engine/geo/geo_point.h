// A place on WGS84: longitude and latitude in degrees, height in metres above mean sea level.
#pragma once

namespace caspian::geo {

struct GeoPoint {
  double longitude_deg = 0;
  double latitude_deg = 0;
  double height_m = 0;
  bool operator==(const GeoPoint&) const = default;
};

}  // namespace caspian::geo
