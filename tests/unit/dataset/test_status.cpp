#include <doctest/doctest.h>

#include <fstream>
#include <map>
#include <sstream>

#include "import/scenario_folder.h"
#include "tests/support/test_paths.h"

using namespace caspian;
using dataset::Status;

namespace {

dataset::WrittenDate day(const char* text) {
  return {text, *time::parse_date(text, 1800, 2200)};
}

Status status_on(const dataset::StatusDates& dates, const char* text, bool plan = false) {
  return dataset::status_at(dates, day(text).first, plan);
}

}  // namespace

TEST_CASE("status follows the dates, first match wins") {
  dataset::StatusDates dates;
  CHECK(status_on(dates, "1950") == Status::operating);  // nothing known: always there
  dates.announced = day("2000");
  CHECK(status_on(dates, "1999-12-31") == Status::none);
  CHECK(status_on(dates, "2000-01-01") == Status::planned);
  dates.construction_started = day("2002-03");
  CHECK(status_on(dates, "2002-02-28") == Status::planned);
  CHECK(status_on(dates, "2002-03-01") == Status::under_construction);
  dates.opened = day("2005-06-07");
  CHECK(status_on(dates, "2005-06-06") == Status::under_construction);
  CHECK(status_on(dates, "2005-06-07") == Status::operating);
  dates.suspended_from = day("2010");
  CHECK(status_on(dates, "2010-01-01") == Status::suspended);
  dates.suspended_to = day("2012");
  CHECK(status_on(dates, "2012-01-01") == Status::operating);
  dates.closed = day("2020");
  CHECK(status_on(dates, "2020-01-01") == Status::closed);
}

TEST_CASE("an old line is rebuilt while it is suspended") {
  dataset::StatusDates dates;
  dates.opened = day("1941");
  dates.suspended_from = day("1993");
  dates.announced = day("2020");
  dates.construction_started = day("2021-02-14");
  dates.planned_opening = day("2030");
  CHECK(status_on(dates, "1992-12-31") == Status::operating);
  CHECK(status_on(dates, "1993-01-01") == Status::suspended);
  CHECK(status_on(dates, "2020-01-01") == Status::planned);
  CHECK(status_on(dates, "2021-02-14") == Status::under_construction);
  CHECK(status_on(dates, "2030-01-01") == Status::under_construction);
  CHECK(status_on(dates, "2030-01-01", true) == Status::operating);
}

TEST_CASE("a planned opening counts in the plan variant only") {
  dataset::StatusDates dates;
  dates.planned_opening = day("2030");
  CHECK(status_on(dates, "2031", false) == Status::none);
  CHECK(status_on(dates, "2029", true) == Status::none);
  CHECK(status_on(dates, "2030", true) == Status::operating);
}

TEST_CASE("every corridor and link has the status that another implementation gives it") {
  const auto loaded = import::load_scenario(test::source_dir() / "assets/scenarios/caspian");
  REQUIRE(loaded.ok());
  const dataset::Dataset& data = loaded->dataset;
  std::map<std::string, const dataset::StatusDates*> all;
  for (const auto& corridor : data.corridors) all[corridor.id] = &corridor.dates;
  for (const auto& link : data.links)
    all[data.corridors[link.corridor].id + ":" + std::to_string(link.seq)] = &link.dates;

  const std::map<char, Status> codes{
      {'n', Status::none},      {'p', Status::planned},   {'u', Status::under_construction},
      {'o', Status::operating}, {'s', Status::suspended}, {'c', Status::closed}};
  std::ifstream in(test::source_dir() / "tests/data/status_by_day.txt");
  std::string row;
  std::vector<std::string> days;
  size_t compared = 0;
  while (std::getline(in, row)) {
    if (row.starts_with('#')) continue;
    std::istringstream words(row);
    std::string id, base, plan;
    words >> id;
    if (id == "days") {
      for (std::string text; words >> text;) days.push_back(text);
      continue;
    }
    words >> base >> plan;
    REQUIRE_MESSAGE(all.contains(id), id);
    REQUIRE(base.size() == days.size());
    for (size_t i = 0; i < days.size(); ++i) {
      CHECK_MESSAGE(status_on(*all[id], days[i].c_str(), false) == codes.at(base[i]), id, " ",
                    days[i]);
      CHECK_MESSAGE(status_on(*all[id], days[i].c_str(), true) == codes.at(plan[i]), id, " ",
                    days[i]);
    }
    ++compared;
  }
  CHECK(compared == all.size());
  CHECK(compared == 188);
}
