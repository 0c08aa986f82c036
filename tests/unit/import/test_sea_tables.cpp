#include <doctest/doctest.h>

#include "core/files.h"
#include "import/sea_tables.h"

using namespace caspian;

TEST_CASE("the built-in tables of the sea are without findings and say what is well known") {
  const import::SeaTables tables = import::load_sea_tables(find_assets().value());
  CHECK(tables.problems.empty());
  REQUIRE(tables.levels.size() > 10);
  const auto level = [&](int year) {
    return dataset::sea_level_at(tables.levels, time::from_calendar({year, 7, 2})).level_m;
  };
  CHECK(level(1977) == doctest::Approx(-29.0));
  CHECK(level(1995) == doctest::Approx(-26.6));
  CHECK(level(2005) == doctest::Approx(-27).epsilon(0.01));
  CHECK(level(2015) == doctest::Approx(-28).epsilon(0.01));
  CHECK(level(2023) < -29);
  for (const dataset::ObservedSeaLevel& row : tables.levels) CHECK_FALSE(row.source.empty());
  REQUIRE(tables.straits.size() == 1);
  CHECK(tables.straits[0].points.size() > 3);
}

TEST_CASE("wrong rows of the levels are told with their place, the others are used") {
  ProblemList problems;
  const dataset::SeaLevelTable rows = import::read_sea_levels("levels.csv",
                                                              "year,level_m,grade,source,note\n"
                                                              "1990,-27.4,C,somebody,\n"
                                                              "1991,high,C,somebody,\n"
                                                              "1989,-27.5,C,somebody,\n"
                                                              "1992,-27.1,D,somebody,\n"
                                                              "1993,-3,C,somebody,\n"
                                                              "1994,-26.9,C,,\n"
                                                              "1995,-26.6,B,somebody,\n",
                                                              problems);
  REQUIRE(rows.size() == 2);
  CHECK(rows[0].year == 1990);
  CHECK(rows[1].level_m == -26.6);
  REQUIRE(problems.size() == 5);
  CHECK(problems[0].text().starts_with("levels.csv:3:6: "));
  CHECK(problems[0].text().find("high") != std::string::npos);
  CHECK(problems[1].text().find("levels.csv:4:1") == 0);
  CHECK(problems[1].text().find("a year after 1990") != std::string::npos);
  CHECK(problems[2].line == 5);
  CHECK(problems[3].line == 6);
  CHECK(problems[4].line == 7);
}

TEST_CASE("a table without its columns gives no rows and says which") {
  ProblemList problems;
  CHECK(import::read_sea_levels("levels.csv", "year,height\n1990,-27\n", problems).empty());
  CHECK_FALSE(problems.empty());
  problems.clear();
  CHECK(import::load_sea_tables("/nowhere").levels.empty());
}

TEST_CASE("rows of one name are one strait, as deep as its highest sill") {
  ProblemList problems;
  const auto straits = import::read_straits("straits.csv",
                                            "name,lon,lat,bed_m,grade,source\n"
                                            "a,52,41,-33,C,x\n"
                                            "a,53,41,-31,C,x\n"
                                            "b,50,40,-30,C,x\n"
                                            "b,50,95,-30,C,x\n",
                                            problems);
  REQUIRE(straits.size() == 2);
  CHECK(straits[0].points.size() == 2);
  CHECK(straits[0].bed_m == -31);
  CHECK(straits[1].points.size() == 1);
  REQUIRE(problems.size() == 1);
  CHECK(problems[0].line == 5);
}
