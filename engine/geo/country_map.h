// Which country a place is in, from rings of borders and coasts. Knows no files and no names.
#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "geo/geo_point.h"

namespace caspian::geo {

class CountryMap {
 public:
  /// A ring of one country; a place is inside when it is in an odd number of the country's rings.
  /// The last point joins the first.
  void add_ring(const std::string& code, std::span<const GeoPoint> ring);

  /// Code of the country, "" at sea, beyond the data or where no code is agreed.
  std::string country_at(double longitude_deg, double latitude_deg) const;

  /// Codes of the countries that contain the place or come within the distance of it, sorted.
  std::vector<std::string> countries_within(double longitude_deg, double latitude_deg,
                                            double distance_m) const;

 private:
  struct Edge {
    double from_longitude_deg, from_latitude_deg, to_longitude_deg, to_latitude_deg;
    uint32_t country;
  };
  static constexpr double k_row_deg = 0.25;
  static int row_of(double latitude_deg);
  uint32_t number_of(const std::string& code);
  void add_edge(const Edge& edge);
  std::vector<bool> inside(double longitude_deg, double latitude_deg) const;

  std::vector<std::string> codes_;
  std::vector<std::vector<Edge>> rows_;  // edges by the rows of latitude they touch, from 90 S
};

}  // namespace caspian::geo
