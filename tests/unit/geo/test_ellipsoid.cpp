#include <doctest/doctest.h>

#include <initializer_list>

#include "geo/ellipsoid.h"

using namespace caspian::geo;

TEST_CASE("earth-centred coordinates and back") {
  for (const GeoPoint point :
       {GeoPoint{49.867, 40.409, -28}, {0, 0, 0}, {-170, -80, 5000}, {179.5, 89, 12}}) {
    const GeoPoint back = to_geodetic(to_earth_centred(point));
    CHECK(back.longitude_deg == doctest::Approx(point.longitude_deg).epsilon(1e-12));
    CHECK(back.latitude_deg == doctest::Approx(point.latitude_deg).epsilon(1e-12));
    CHECK(back.height_m == doctest::Approx(point.height_m).epsilon(1e-6));
  }
}

TEST_CASE("up, east and north are orthonormal and right-handed") {
  const auto east = east_at(50), north = north_at(50, 42), up = up_at(50, 42);
  CHECK(glm::length(glm::cross(east, north) - up) < 1e-12);
}

TEST_CASE("one degree of latitude at 45 N is 111.132 km on WGS84") {
  CHECK(geodesic_distance_m({50, 44.5, 0}, {50, 45.5, 0}) ==
        doctest::Approx(111131.8).epsilon(1e-5));
}
