#include <doctest/doctest.h>

#include <cmath>

#include "geo/height_field.h"
#include "tests/support/invented_terrain.h"
#include "tests/support/own_terrain.h"

using namespace caspian;
using geo::HeightField;
using test::MadeHeights;

namespace {

// The invented sea is round: 250 km about 51 E 42 N.
HeightField with_own(const geo::GeoBox& box, test::PlaceHeight height, double fade_deg = 0.05) {
  HeightField field = test::invented_terrain();
  field.add_own(std::make_shared<MadeHeights>(box, std::move(height), fade_deg));
  return field;
}

}  // namespace

TEST_CASE("where a user's heights are, they are the heights; elsewhere nothing changes") {
  const HeightField plain = test::invented_terrain();
  const HeightField field = with_own(
      {54.6, 41, 56, 43}, [](double lon, double lat) { return 100 * lon - 50 * lat + 8000; });
  CHECK(field.height_m(55.4, 42) == doctest::Approx(100 * 55.4 - 50 * 42 + 8000));
  CHECK_FALSE(field.is_sea(55.4, 42));
  for (const auto& [lon, lat] : {std::pair{51.0, 42.0}, {54.5, 42.0}, {55.0, 44.0}, {45.0, 41.0}}) {
    CHECK(field.height_m(lon, lat) == plain.height_m(lon, lat));
    CHECK(field.is_sea(lon, lat) == plain.is_sea(lon, lat));
    CHECK(field.shore_distance_m(lon, lat) == plain.shore_distance_m(lon, lat));
  }
  const geo::HeightAnswer own = field.answer(55.4, 42), other = field.answer(55, 44);
  CHECK(own.is_own);
  CHECK(own.source == "own survey");
  CHECK(own.datum == "EGM2008");
  CHECK_FALSE(own.resolution.empty());
  CHECK_FALSE(other.is_own);
  CHECK(other.source == "invented");
}

TEST_CASE("own heights fade in without a step, and many at once equal one by one") {
  const HeightField field = with_own(
      {54.6, 41, 56, 43}, [](double, double) { return 3000.0; }, 0.1);
  double before = field.height_m(54.55, 42), greatest = 0;
  for (double lon = 54.55; lon < 54.8; lon += 0.0005) {
    const double height = field.height_m(lon, 42);
    greatest = std::max(greatest, std::abs(height - before));
    before = height;
  }
  CHECK(greatest < 40);  // of some 2 km over 200 steps
  std::vector<float> heights(50 * 40);
  field.heights_m(54.3, 41.2, 0.02, 0.03, 50, 40, heights);
  for (int j = 0; j < 40; j += 3)
    for (int i = 0; i < 50; i += 3)
      CHECK(heights[static_cast<size_t>(j * 50 + i)] ==
            doctest::Approx(field.height_m(54.3 + 0.02 * i, 41.2 + 0.03 * j, 0.02)));
}

TEST_CASE("a user's depths are the floor, under its water, and no drawing any more") {
  const HeightField field = with_own({50, 41, 52, 43}, [](double lon, double lat) {
    return -400 - 100 * std::sin(40 * lon) * std::cos(30 * lat);
  });
  CHECK(field.is_sea(51, 42));
  CHECK(field.height_m(51.02, 42.03) ==
        doctest::Approx(-400 - 100 * std::sin(40 * 51.02) * std::cos(30 * 42.03)));
  CHECK(field.surface_m(51, 42) == geo::k_caspian_surface_m);
  const geo::HeightAnswer answer = field.answer(51, 42);
  CHECK(answer.is_own);
  CHECK_FALSE(answer.is_schematic);
  CHECK(answer.source == "own survey");
  // A pile of land in the sea stays under the water: the shore is the vectors'.
  const HeightField island =
      with_own({50, 41, 52, 43}, [](double lon, double) { return lon > 51 ? 30.0 : -300.0; });
  CHECK(island.height_m(51.5, 42) == doctest::Approx(geo::k_caspian_surface_m - 0.1));
}

TEST_CASE("a model of the land that holds the water's surface gives no floor") {
  const HeightField plain = test::invented_terrain();
  const geo::GeoBox box{53, 41, 55.5, 43};  // over the shore at about 54.02 E
  const auto land = [](double lon, double lat) {
    const double east = (lon - 51) * 82'700, north = (lat - 42) * 111'000;
    return std::hypot(east, north) < 250'000 ? -28.6 + 0.3 * std::sin(50 * lon) : 777.0;
  };
  const HeightField field = with_own(box, land);
  CHECK(field.height_m(53.3, 42) == plain.height_m(53.3, 42));
  CHECK_FALSE(field.answer(53.3, 42).is_own);
  CHECK(field.height_m(54.8, 42) == doctest::Approx(777));
  // A shallow but real floor counts.
  const HeightField shallow = with_own(box, [&](double lon, double lat) {
    return land(lon, lat) > 0 ? 777.0 : -31 - 8 * (lon - 53);
  });
  CHECK(shallow.height_m(53.5, 42) == doctest::Approx(-35));
  CHECK(shallow.answer(53.5, 42).is_own);
}

TEST_CASE("how fine the data are is known of a box, and a coarse question asks coarsely") {
  const HeightField plain = test::invented_terrain();
  auto own = std::make_shared<MadeHeights>(geo::GeoBox{50, 41, 52, 43},
                                           [](double, double) { return -100.0; });
  HeightField field = test::invented_terrain();
  field.add_own(own);
  CHECK(plain.own() == nullptr);
  CHECK(plain.finest_step_deg({50, 41, 51, 42}) == 0.05);
  CHECK(plain.finest_step_deg({41, 32, 42, 33}) == 0.2);
  CHECK(field.finest_step_deg({50, 41, 51, 42}) == 0.0001);
  CHECK(field.finest_step_deg({47, 38, 48, 39}) == 0.05);
  CHECK(field.own_range_m({50, 41, 51, 42}).has_value());
  CHECK_FALSE(plain.own_range_m({50, 41, 51, 42}).has_value());
  field.height_m(51, 42);
  CHECK(own->last_step_deg == 0);
  std::vector<float> heights(9);
  field.heights_m(51, 42, 0.03, 0.04, 3, 3, heights);
  CHECK(own->last_step_deg == 0.03);
}
