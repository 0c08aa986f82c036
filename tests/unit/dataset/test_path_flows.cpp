#include <doctest/doctest.h>

#include <cmath>
#include <map>

#include "dataset/path_flows.h"
#include "tests/support/built_in.h"
#include "tests/support/invented_journeys.h"

using namespace caspian;
using namespace caspian::dataset;

namespace {

std::vector<PathFlow> flows_of(const Dataset& data) {
  return build_path_flows(data, build_rate_series(data));
}

time::SimTime new_year(int year) {
  return time::from_calendar({year, 1, 1});
}

constexpr double k_day_ms = time::k_ms_per_day;

}  // namespace

TEST_CASE("a year's amount is exact, whatever the year's length") {
  Dataset data = test::invented_network();
  test::add_figure(data, 2023, 3);
  test::add_figure(data, 2024, 5);  // a leap year
  const auto flows = flows_of(data);
  REQUIRE(flows.size() == 1);
  const PathFlow& flow = flows[0];
  CHECK(flow.entered(new_year(2020)) == 0);
  CHECK(flow.entered(new_year(2023)) == 0);
  CHECK(std::abs(flow.entered(new_year(2024)) - 3e6) < 1e-3);
  CHECK(std::abs(flow.entered(new_year(2025)) - 8e6) < 1e-3);
  CHECK(std::abs(flow.entered(new_year(2027)) - 18e6) < 1e-3);  // 2024 held for two years
  CHECK(std::abs(flow.entered(new_year(2031)) - 18e6) < 1e-3);
  CHECK(std::abs(flow.entered(new_year(2025), 366 * k_day_ms) - 3e6) < 1e-3);
}

TEST_CASE("paths of a corridor carry its whole figure between them") {
  const Dataset& data = test::built_in_dataset();
  const auto series = build_rate_series(data);
  const auto flows = build_path_flows(data, series);
  CHECK(flows.size() > 60);
  for (const RateSeries& one : series) {
    // Where the corridor's paths are all open the whole year, the year's amount enters them.
    for (const RateSeries::Piece& piece : one.pieces) {
      const time::CalendarDate from = time::calendar_of(piece.from);
      if (piece.to != new_year(from.year + 1) || piece.from != new_year(from.year)) continue;
      double amount = 0;
      for (const PathFlow& flow : flows)
        if (flow.corridor == one.corridor && flow.commodity == one.commodity &&
            flow.scenario == one.scenario)
          amount += flow.entered(piece.to) - flow.entered(piece.from);
      const double wanted = piece.per_year * (one.unit == "bcm" ? 1 : 1e6);
      const std::string& id = data.corridors[one.corridor].id;
      // Figures of years before the network of paths begins have none (see check_dataset).
      if (amount == 0) continue;
      const bool is_exact =
          piece.kind == Kind::actual && !piece.is_interpolated && !piece.held_from_year;
      CHECK_MESSAGE(std::abs(amount - wanted) <= (is_exact ? 1e-9 : 0.006) * wanted, id, " ",
                    from.year, " ", amount, " ", wanted);
      // What paths take in less than the year is short, for the figures that the scenario has.
      CHECK_MESSAGE(piece.while_open < 1.3, id, " ", from.year, " ", piece.while_open);
    }
  }
}

TEST_CASE("an actual figure counts its year whole, held and planned ones are rates") {
  Dataset data = test::invented_network();
  test::add_figure(data, 2020, 3);
  test::add_figure(data, 2021, 4);
  data.links[1].dates.opened = WrittenDate{"2020-09-01", time::from_calendar({2020, 9, 1})};
  data.links[1].dates.suspended_from = WrittenDate{"2022-03-01", time::from_calendar({2022, 3, 1})};
  data.links[1].dates.suspended_to = WrittenDate{"2022-04-01", time::from_calendar({2022, 4, 1})};
  const auto flows = flows_of(data);
  const PathFlow& flow = flows.at(0);
  CHECK(flow.entered(time::from_calendar({2020, 9, 1})) == 0);
  CHECK(std::abs(flow.entered(new_year(2021)) - 3e6) < 1e-3);
  CHECK(std::abs(flow.entered(new_year(2022)) - 7e6) < 1e-3);
  // 2021 held in 2022, without March.
  CHECK(std::abs(flow.entered(new_year(2023)) - 7e6 - 4e6 * (365 - 31) / 365) < 1e-3);

  Dataset planned = test::invented_network();
  test::add_figure(planned, 2020, 3, Kind::plan);
  planned.links[1].dates.opened = WrittenDate{"2020-09-01", time::from_calendar({2020, 9, 1})};
  CHECK(std::abs(flows_of(planned).at(0).entered(new_year(2021)) - 3e6 * 122 / 366) < 1e-3);
}

TEST_CASE("what is on the path is what entered within the journey's time") {
  Dataset data = test::invented_network();
  test::add_figure(data, 2020, 3.66);
  const auto flows = flows_of(data);
  const PathFlow& flow = flows.at(0);
  const double ten_days = 10 * k_day_ms;
  CHECK(flow.on_path(new_year(2019), ten_days) == 0);
  CHECK(flow.on_path(time::from_calendar({2020, 1, 6}), ten_days) ==
        doctest::Approx(50e3));  // 5 of 366 days
  CHECK(flow.on_path(time::from_calendar({2020, 7, 1}), ten_days) == doctest::Approx(100e3));
  CHECK(flow.most_on_path(ten_days) == doctest::Approx(3.66e6 / 36.5));
}

TEST_CASE("a link that closes empties the path, one that opens fills it slowly") {
  Dataset data = test::invented_network();
  test::add_figure(data, 2020, 3.66);
  data.links[1].dates.opened = WrittenDate{"2020-03-01", time::from_calendar({2020, 3, 1})};
  data.links[1].dates.suspended_from = WrittenDate{"2020-06-01", time::from_calendar({2020, 6, 1})};
  data.links[1].dates.suspended_to = WrittenDate{"2020-06-03", time::from_calendar({2020, 6, 3})};
  const auto flows = flows_of(data);
  const PathFlow& flow = flows.at(0);
  const double ten_days = 10 * k_day_ms;
  // The year's figure enters in the 304 days in which the path is open.
  const double daily = 3.66e6 / 304;
  CHECK(flow.on_path(time::from_calendar({2020, 2, 20}), ten_days) == 0);
  CHECK(flow.on_path(time::from_calendar({2020, 3, 6}), ten_days) == doctest::Approx(5 * daily));
  CHECK(flow.on_path({time::from_calendar({2020, 6, 1}).ms - 1}, ten_days) ==
        doctest::Approx(10 * daily));
  CHECK(flow.on_path(time::from_calendar({2020, 6, 1}), ten_days) == 0);
  CHECK(flow.on_path(time::from_calendar({2020, 6, 4}), ten_days) == doctest::Approx(daily));
}

TEST_CASE("plans are a layer of their own, and hashes stay") {
  Dataset data = test::invented_network();
  test::add_figure(data, 2025, 2);
  test::add_figure(data, 2026, 3, Kind::plan);
  const auto flows = flows_of(data);
  REQUIRE(flows.size() == 2);
  CHECK(!flows[0].is_plan);
  CHECK(flows[1].is_plan);
  CHECK(flows[0].phase != flows[1].phase);
  CHECK(flows_of(data)[0].phase == flows[0].phase);
  std::map<double, int> seen;
  for (const PathFlow& flow : flows_of(test::built_in_dataset())) {
    CHECK((flow.phase >= 0 && flow.phase < 1));
    CHECK(++seen[flow.phase] == 1);
  }
}

TEST_CASE("the greatest sum is the greatest of all instants") {
  std::mt19937_64 random(7);
  for (int round = 0; round < 30; ++round) {
    std::vector<test::RandomFlow> made;
    std::vector<const PathFlow*> flows;
    std::vector<double> durations;
    for (int i = 0; i < 3; ++i) made.push_back(test::random_flow(random));
    for (const auto& one : made) {
      flows.push_back(&one.tracks.amounts[0]);
      durations.push_back(one.tracks.timetables[0].duration_ms());
    }
    const double most = most_on_paths(flows, durations);
    double found = 0;
    for (const auto& one : made)
      for (int i = 0; i <= 300; ++i) {
        const time::SimTime when{one.from.ms + (one.to.ms - one.from.ms) / 300 * i};
        double sum = 0;
        for (size_t f = 0; f < flows.size(); ++f) sum += flows[f]->on_path(when, durations[f]);
        found = std::max(found, sum);
      }
    CHECK(found <= most * (1 + 1e-9));
    CHECK(found >= most * 0.9);  // coarse sampling misses the very top
  }
}
