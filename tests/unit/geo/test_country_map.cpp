#include <doctest/doctest.h>

#include <cmath>

#include "geo/country_map.h"

using namespace caspian::geo;

namespace {

std::vector<GeoPoint> square(double west, double south, double side) {
  return {{west, south}, {west + side, south}, {west + side, south + side}, {west, south + side}};
}

// A from 10 to 20, with B in its middle from 14 to 16.
CountryMap ring_in_ring() {
  CountryMap map;
  map.add_ring("AA", square(10, 10, 10));
  map.add_ring("AA", square(14, 14, 2));
  map.add_ring("BB", square(14, 14, 2));
  return map;
}

}  // namespace

TEST_CASE("a place is in the country whose rings enclose it an odd number of times") {
  const CountryMap map = ring_in_ring();
  CHECK(map.country_at(12, 12) == "AA");
  CHECK(map.country_at(15, 15) == "BB");
  CHECK(map.country_at(19.99, 19.99) == "AA");
  CHECK(map.country_at(20.01, 15) == "");
  CHECK(map.country_at(15, 9.99) == "");
  CHECK(map.country_at(15, std::nan("")) == "");
  CHECK(CountryMap().country_at(1, 1) == "");
}

TEST_CASE("countries within a distance") {
  const CountryMap map = ring_in_ring();
  CHECK(map.countries_within(12, 12, 1000) == std::vector<std::string>{"AA"});
  CHECK(map.countries_within(13.995, 15, 1000) == std::vector<std::string>{"AA", "BB"});
  CHECK(map.countries_within(15, 9.995, 1000) == std::vector<std::string>{"AA"});
  CHECK(map.countries_within(15, 9.98, 1000).empty());
  CHECK(map.countries_within(20.005, 15, 1000) == std::vector<std::string>{"AA"});
}

TEST_CASE("a ring of fewer than three points is no country") {
  CountryMap map;
  map.add_ring("AA", std::vector<GeoPoint>{{1, 1}, {2, 2}});
  CHECK(map.country_at(1.5, 1.5) == "");
}
