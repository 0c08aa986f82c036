#include <doctest/doctest.h>

#include <cmath>
#include <tuple>

#include "dataset/sea_levels.h"

using namespace caspian;
using dataset::sea_level_at;

namespace {

const dataset::SeaLevelTable k_table{
    {1977, -29.0, "B", "first"}, {1995, -26.6, "A", "second"}, {1996, -26.8, "C", "third"}};

time::SimTime on(int year, int month, int day) {
  return time::from_calendar({year, month, day});
}

}  // namespace

TEST_CASE("a year's mean holds in its middle") {
  const dataset::SeaLevelAt at = sea_level_at(k_table, on(1995, 7, 2));
  CHECK(at.level_m == doctest::Approx(-26.6));
  CHECK(at.year == 1995);
  CHECK(at.grade == "A");
  CHECK_FALSE(at.is_between);
  CHECK_FALSE(at.is_held);
}

TEST_CASE("between years levels lie on a straight line and bear the weaker grade") {
  const dataset::SeaLevelAt half = sea_level_at(k_table, on(1986, 7, 2));
  CHECK(half.level_m == doctest::Approx(-27.8).epsilon(0.001));
  CHECK(half.is_between);
  CHECK(half.grade == "B");
  CHECK(half.source == "first");
  const dataset::SeaLevelAt late = sea_level_at(k_table, on(1996, 1, 1));
  CHECK(late.level_m == doctest::Approx(-26.7).epsilon(0.001));
  CHECK(late.grade == "C");
  CHECK_FALSE(late.is_between);
}

TEST_CASE("outside the table its ends are held, and said to be") {
  for (const auto& [when, level, year] :
       {std::tuple{on(1950, 1, 1), -29.0, 1977}, std::tuple{on(2025, 10, 21), -26.8, 1996}}) {
    const dataset::SeaLevelAt at = sea_level_at(k_table, when);
    CHECK(at.is_held);
    CHECK(at.level_m == level);
    CHECK(at.year == year);
  }
  // The half years at both ends belong to their years.
  CHECK_FALSE(sea_level_at(k_table, on(1977, 1, 1)).is_held);
  CHECK(sea_level_at(k_table, on(1977, 1, 1)).level_m == -29.0);
  CHECK(sea_level_at(k_table, on(1996, 12, 31)).level_m == -26.8);
}

TEST_CASE("a level is continuous in time") {
  double last = sea_level_at(k_table, on(1976, 1, 1)).level_m;
  for (time::SimTime t = on(1976, 1, 1); t < on(1998, 1, 1); t.ms += 5 * time::k_ms_per_day) {
    const double level = sea_level_at(k_table, t).level_m;
    CHECK(std::abs(level - last) < 0.01);
    last = level;
  }
}
