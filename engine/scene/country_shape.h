// A country's land as rings of places, from wherever they come.
#pragma once
#include <string>
#include <vector>

#include "geo/geo_point.h"

namespace caspian::scene {

struct CountryShape {
  std::string code;  // ISO 3166-1 alpha-2 or a private code; "" = none is agreed
  std::vector<std::vector<geo::GeoPoint>> rings;  // even-odd
};

/// Per country: the parts of its rings that no other country shares: its coasts, and where the data
/// end. Shared borders must have the same points.
std::vector<std::vector<std::vector<geo::GeoPoint>>> shores_of(
    const std::vector<CountryShape>& countries);

}  // namespace caspian::scene
