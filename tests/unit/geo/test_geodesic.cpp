// Distances, azimuths and areas against published values: Karney 2013 (Algorithms for geodesics,
// tables 2 to 5), the examples of GeographicLib's documentation, the quarter meridian.
#include <cmath>
#include <random>

#include <doctest/doctest.h>
#include <GeographicLib/Geodesic.hpp>

#include "geo/geodesic.h"

using namespace caspian;
using geo::GeoPoint;

namespace {

constexpr double k_millimetre = 1e-3;

bool is_near(double a, double b, double within) {
  return std::abs(a - b) <= within;
}

}  // namespace

TEST_CASE("distances and azimuths equal the published ones to a millimetre") {
  struct Known {
    GeoPoint from, to;
    double distance_m, azimuth_deg, end_azimuth_deg;
  };
  const Known k_known[] = {
      // Wellington to Salamanca, nearly antipodal; GeographicLib's documentation.
      {{174.81, -41.32, 0},
       {-5.50, 40.96, 0},
       19959679.26735382,
       161.06766998615873,
       18.825195123248484},
      // Karney 2013, table 5: nearly antipodal.
      {{0, -30, 0}, {179.8, 29.9, 0}, 19989832.827610, 161.890524736, 18.090737246},
      // Karney 2013, table 2: the direct problem, read backwards.
      {{0, 40, 0}, {137.84490004377, 41.79331020506, 0}, 10000000.0, 30, 149.09016931807},
      // A quarter of the meridian.
      {{50, 0, 0}, {50, 90, 0}, 10001965.729, 0, 0},
      // Half the equator is not the shortest way: it goes over the pole.
      {{0, 0, 0}, {180, 0, 0}, 20003931.459, 0, 180},
  };
  for (const Known& known : k_known) {
    const geo::Geodesic found = geo::geodesic(known.from, known.to);
    CAPTURE(known.distance_m);
    CHECK(is_near(found.distance_m, known.distance_m, k_millimetre));
    CHECK(is_near(found.azimuth_deg, known.azimuth_deg, 1e-8));
    CHECK(is_near(found.end_azimuth_deg, known.end_azimuth_deg, 1e-8));
  }
}

TEST_CASE("poles, equal places and the 180th meridian") {
  CHECK(geo::geodesic({49, 42, 0}, {49, 42, 0}).distance_m == 0);
  // One metre across the 180th meridian at the equator.
  const double degree_m = 6378137 * 3.14159265358979323846 / 180;
  const geo::Geodesic across = geo::geodesic({179.5, 0, 0}, {-179.5, 0, 0});
  CHECK(is_near(across.distance_m, degree_m, k_millimetre));
  CHECK(is_near(across.azimuth_deg, 90, 1e-9));
  CHECK(is_near(geo::geodesic({-179.5, 0, 0}, {179.5, 0, 0}).azimuth_deg, 270, 1e-9));
  // All meridians meet at a pole.
  CHECK(is_near(geo::geodesic({10, 90, 0}, {-133, 90, 0}).distance_m, 0, k_millimetre));
  CHECK(is_near(geo::geodesic({10, 90, 0}, {-133, -90, 0}).distance_m, 20003931.459, k_millimetre));
  CHECK(is_near(geo::geodesic({0, 89, 0}, {180, 89, 0}).distance_m,
                2 * geo::geodesic({0, 89, 0}, {0, 90, 0}).distance_m, k_millimetre));
}

TEST_CASE("what the class says and what the library says are the same, anywhere") {
  std::mt19937 random(7);
  std::uniform_real_distribution<double> longitude(-180, 180), sine(-1, 1);
  const auto place = [&] {
    return GeoPoint{longitude(random), std::asin(sine(random)) * 180 / 3.14159265358979, 0};
  };
  for (int i = 0; i < 2000; ++i) {
    const GeoPoint a = place(), b = place();
    double distance_m = 0, azimuth_deg = 0, end_deg = 0;
    GeographicLib::Geodesic::WGS84().Inverse(a.latitude_deg, a.longitude_deg, b.latitude_deg,
                                             b.longitude_deg, distance_m, azimuth_deg, end_deg);
    const geo::Geodesic found = geo::geodesic(a, b);
    CHECK(is_near(found.distance_m, distance_m, k_millimetre));
    CHECK(std::abs(std::remainder(found.azimuth_deg - azimuth_deg, 360)) < 1e-9);
    CHECK(found.azimuth_deg >= 0);
    CHECK(found.azimuth_deg < 360);
    // Setting out that way for that long leads there.
    const GeoPoint reached = geo::geodesic_point(a, found.azimuth_deg, found.distance_m);
    CHECK(geo::geodesic(reached, b).distance_m < k_millimetre);
    // Places on the line divide it.
    const geo::GeodesicLine line(a, b);
    CHECK(is_near(line.length_m(), distance_m, k_millimetre));
    const GeoPoint middle = line.at(0.25 * distance_m);
    CHECK(is_near(geo::geodesic(a, middle).distance_m, 0.25 * distance_m, k_millimetre));
    CHECK(is_near(geo::geodesic(middle, b).distance_m, 0.75 * distance_m, k_millimetre));
    CHECK(line.at(line.length_m()) == GeoPoint{b.longitude_deg, b.latitude_deg, 0});
  }
}

TEST_CASE("rings: the documented example of Antarctica, either way round, over the pole") {
  // Latitudes and longitudes of GeographicLib's documentation (Planimeter's Antarctica).
  const double k_places[][2] = {
      {-63.1, -58}, {-72.9, -74}, {-71.9, -102}, {-74.9, -102}, {-74.3, -131}, {-77.5, -163},
      {-77.4, 163}, {-71.7, 172}, {-65.9, 140},  {-65.7, 113},  {-66.6, 88},   {-66.9, 59},
      {-69.8, 25},  {-70.0, -4},  {-71.0, -14},  {-77.3, -33},  {-77.9, -46},  {-74.7, -61}};
  std::vector<GeoPoint> ring;
  for (const auto& [latitude, longitude] : k_places) ring.push_back({longitude, latitude, 0});
  const geo::RingMeasure found = geo::ring_measure(ring);
  CHECK(is_near(found.perimeter_m, 16831067.893, k_millimetre));
  CHECK(is_near(found.area_m2, 13662703680020.1, 0.1));
  const std::vector<GeoPoint> reversed(ring.rbegin(), ring.rend());
  CHECK(is_near(geo::ring_measure(reversed).area_m2, found.area_m2, 1));
  CHECK(is_near(geo::ring_measure(reversed).perimeter_m, found.perimeter_m, k_millimetre));
  // Open, it is as long as its legs.
  const double closing_m = geo::geodesic(ring.back(), ring.front()).distance_m;
  CHECK(is_near(geo::geodesic_length_m(ring) + closing_m, found.perimeter_m, k_millimetre));
  CHECK(geo::ring_measure({}).area_m2 == 0);
}
