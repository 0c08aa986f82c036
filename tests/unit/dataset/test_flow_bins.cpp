// Time-stamped amounts: their order, what they displace, and what a corridor carries with them.
#include <doctest/doctest.h>

#include <cmath>

#include "dataset/flow_bins.h"
#include "dataset/flow_filter.h"
#include "dataset/path_flows.h"
#include "tests/support/invented_journeys.h"

using namespace caspian;
using namespace caspian::dataset;

namespace {

time::SimTime day(int year, int month, int day_of_month, int hour = 0) {
  return time::from_calendar({year, month, day_of_month}, hour * int64_t{3'600'000});
}

FlowBin bin(time::SimTime from, time::SimTime to, double tonnes) {
  FlowBin row;
  row.path = 0;
  row.from = from;
  row.to = to;
  row.commodity = "total";
  row.scenario = "base";
  row.amount = tonnes;
  row.quality = Quality::measured;
  row.source = "invented";
  return row;
}

std::vector<PathFlow> flows_of(const Dataset& data) {
  return build_path_flows(data, build_rate_series(data));
}

double entered_between(const std::vector<PathFlow>& flows, time::SimTime from, time::SimTime to) {
  double sum = 0;
  for (const PathFlow& flow : flows) sum += flow.entered(to) - flow.entered(from);
  return sum;
}

/// The invented network with a second path, which has a quarter of the figure.
Dataset two_paths() {
  Dataset data = test::invented_network();
  data.paths.push_back(data.paths[0]);
  data.paths[0].share = 0.75;
  data.paths[1].share = 0.25;
  data.paths[1].id = "q";
  data.paths[1].backward = true;
  return data;
}

}  // namespace

TEST_CASE("bins: what was measured enters in its span, and is a flow of its own") {
  Dataset data = test::invented_network();
  FlowBin slow = bin(day(2024, 3, 2), day(2024, 3, 3), 4000);
  slow.travel_h = 500;
  data.flow_bins = {slow, bin(day(2024, 3, 1), day(2024, 3, 2), 1000),
                    bin(day(2024, 3, 5), day(2024, 3, 6), 0)};
  CHECK(settle_flow_bins(data).size() == 1);  // who enters on 5 March would overtake
  const auto flows = flows_of(data);
  REQUIRE(flows.size() == 1);
  const PathFlow& flow = flows[0];
  CHECK(flow.is_time_stamped);
  CHECK(flow.quality == Quality::measured);
  CHECK(flow.entered(day(2024, 3, 1)) == 0);
  CHECK(flow.entered(day(2024, 3, 1, 12)) == doctest::Approx(500));
  CHECK(flow.entered(day(2024, 3, 2, 6)) == doctest::Approx(2000));
  CHECK(flow.entered(day(2030, 1, 1)) == doctest::Approx(5000));
  // A path's own journey takes 100 h: the first bin is there, of the second nothing yet.
  CHECK(flow.on_path(day(2024, 3, 7), 100 * 3.6e6) == doctest::Approx(4000));
  CHECK(flow.on_path({day(2024, 3, 2, 12).ms + int64_t{500} * 3'600'000}, 100 * 3.6e6) ==
        doctest::Approx(2000));
  CHECK(flow.most_on_path(100 * 3.6e6) == doctest::Approx(5000));
}

TEST_CASE("bins: one that overlaps is taken out, one that would overtake is held back") {
  Dataset data = test::invented_network();
  data.flow_bins = {
      bin(day(2024, 1, 1), day(2024, 1, 3), 10), bin(day(2024, 1, 2), day(2024, 1, 4), 20),
      bin(day(2024, 1, 3), day(2024, 1, 5), 30), bin(day(2024, 1, 6), day(2024, 1, 7), 40)};
  for (size_t i = 0; i < 4; ++i) {
    data.flow_bins[i].line = static_cast<int>(i) + 2;
    data.flow_bins[i].travel_h = i == 0 ? 200 : 190;
  }
  const std::vector<Finding> findings = settle_flow_bins(data);
  REQUIRE(findings.size() == 2);
  CHECK(findings[0].line == 3);
  CHECK(findings[0].column == "t0");
  CHECK(findings[0].found.find("line 2") != std::string::npos);
  CHECK(findings[1].line == 4);
  CHECK(findings[1].column == "travel_time_h");
  CHECK(findings[1].expected.find("200 h") != std::string::npos);
  for (const Finding& finding : findings) CHECK(finding.is_error);
  REQUIRE(data.flow_bins.size() == 3);
  CHECK(data.flow_bins[1].travel_h == 200);
  CHECK(data.flow_bins[2].travel_h == 190);  // after a day's pause it may be quicker
  CHECK(settle_flow_bins(data).empty());
}

TEST_CASE("bins: nothing counts twice") {
  Dataset data = two_paths();
  test::add_figure(data, 2024, 3.66);  // 10,000 t a day
  data.flow_bins = {bin(day(2024, 3, 1), day(2024, 3, 11), 50'000),
                    bin(day(2024, 3, 21), day(2024, 3, 31), 0)};
  settle_flow_bins(data);
  const auto flows = flows_of(data);
  const auto series = build_rate_series(data);
  CHECK(flows.size() == 3);
  // The bin's amount and the quarter of the other path.
  CHECK(entered_between(flows, day(2024, 3, 1), day(2024, 3, 11)) == doctest::Approx(75'000));
  CHECK(entered_between(flows, day(2024, 3, 11), day(2024, 3, 21)) == doctest::Approx(100'000));
  CHECK(entered_between(flows, day(2024, 3, 21), day(2024, 3, 31)) == doctest::Approx(25'000));
  const auto per_day = [&](time::SimTime when, const FlowFilter& filter) {
    double sum = 0;
    for (const Rate& rate : rates_at(data, series, 0, when, "base", filter))
      sum += rate.per_year * 1e6 / 366;
    return sum;
  };
  CHECK(per_day(day(2024, 3, 5), {}) == doctest::Approx(7500));
  CHECK(per_day(day(2024, 3, 15), {}) == doctest::Approx(10'000));
  CHECK(per_day(day(2024, 3, 25), {}) == doctest::Approx(2500));
  FlowFilter filter;
  filter.qualities = {"measured"};
  CHECK(per_day(day(2024, 3, 5), filter) == doctest::Approx(5000));
  CHECK(per_day(day(2024, 3, 15), filter) == 0);
  filter.qualities = {"assumed"};
  CHECK(per_day(day(2024, 3, 5), filter) == doctest::Approx(2500));
  const auto rates = rates_at(data, series, 0, day(2024, 3, 5), "base");
  REQUIRE(rates.size() == 2);
  CHECK(!rates[0].is_time_stamped);
  CHECK(rates[0].share == doctest::Approx(0.25));
  CHECK(rates[1].is_time_stamped);
  CHECK(rates[1].quality == Quality::measured);
  CHECK(rates[1].source == "invented");
}

TEST_CASE("a filter lets pass what its paths carry, to the last tonne") {
  Dataset data = two_paths();
  test::add_figure(data, 2024, 3.66);
  data.flow_bins = {bin(day(2024, 3, 1), day(2024, 3, 11), 50'000)};
  settle_flow_bins(data);
  const auto flows = flows_of(data);
  const auto series = build_rate_series(data);
  FlowFilter forward, backward, sea, georgia, rail_only_there;
  forward.directions = {"forward"};
  backward.directions = {"backward"};
  sea.modes = {"sea"};
  georgia.countries = {"GE"};
  rail_only_there.modes = {"road"};
  for (const time::SimTime when : {day(2024, 2, 1), day(2024, 3, 5), day(2024, 11, 1)})
    for (const FlowFilter& filter : {forward, backward, sea, georgia, rail_only_there}) {
      double figures = 0, carried = 0;
      for (const Rate& rate : rates_at(data, series, 0, when, "base", filter))
        figures += rate.per_year;
      for (const PathFlow& flow : flows)
        if (const PathFlow::Piece* piece = flow.piece_at(when); piece && passes(filter, data, flow))
          carried += piece->per_ms * 366 * 86'400'000.0 / 1e6;
      CHECK(std::abs(figures - carried) <= 1e-9 * std::max(figures, 1.0));
    }
  CHECK(rates_at(data, series, 0, day(2024, 2, 1), "base", rail_only_there).empty());
}

TEST_CASE("bins: an amount enters in the part in which its path is open") {
  Dataset data = test::invented_network();
  data.links[1].dates.opened = WrittenDate{"2024-03-06", day(2024, 3, 6)};
  data.flow_bins = {bin(day(2024, 2, 1), day(2024, 2, 11), 700),
                    bin(day(2024, 3, 1), day(2024, 3, 11), 50'000)};
  settle_flow_bins(data);
  const auto flows = flows_of(data);
  REQUIRE(flows.size() == 1);
  CHECK(flows[0].entered(day(2024, 3, 6)) == 0);
  CHECK(flows[0].entered(day(2024, 3, 7)) == doctest::Approx(10'000));
  CHECK(flows[0].entered(day(2024, 4, 1)) == doctest::Approx(50'000));
  const std::vector<Finding> findings = check_flow_bins(data);
  REQUIRE(findings.size() == 2);
  CHECK(findings[0].is_error);  // nothing is left of February's
  CHECK(!findings[1].is_error);
  const auto rates = rates_at(data, build_rate_series(data), 0, day(2024, 3, 8), "base");
  REQUIRE(rates.size() == 1);
  CHECK(rates[0].per_year == doctest::Approx(3.66));
}

TEST_CASE("bins: kinds and qualities are flows apart, and their sum is the bins'") {
  Dataset data = test::invented_network();
  double sum = 0;
  for (int i = 0; i < 30; ++i) {
    FlowBin one = bin(day(2024, 1, 1 + i), day(2024, 1, 2 + i), 100.0 + i);
    one.quality = i % 3 == 0   ? Quality::measured
                  : i % 3 == 1 ? Quality::modelled
                               : Quality::assumed;
    one.kind = i < 15 ? Kind::actual : Kind::plan;
    sum += one.amount;
    data.flow_bins.push_back(one);
  }
  CHECK(settle_flow_bins(data).empty());
  const auto flows = flows_of(data);
  CHECK(flows.size() == 6);
  CHECK(entered_between(flows, day(2023, 1, 1), day(2025, 1, 1)) == doctest::Approx(sum));
  for (const PathFlow& flow : flows)
    for (const PathFlow& other : flows)
      if (&flow != &other) CHECK(flow.phase != other.phase);
}

TEST_CASE("bins beside a yearly total of other goods are doubted") {
  Dataset data = test::invented_network();
  test::add_figure(data, 2024, 3);
  data.flow_bins = {bin(day(2024, 3, 1), day(2024, 3, 11), 50'000)};
  CHECK(check_flow_bins(data).empty());
  data.flow_bins[0].commodity = "oil";
  REQUIRE(check_flow_bins(data).size() == 1);
  CHECK(check_flow_bins(data)[0].column == "commodity");
  data.flow_bins[0].from.ms -= 3 * 366 * time::k_ms_per_day;
  data.flow_bins[0].to = data.flow_bins[0].from;
  data.flow_bins[0].to.ms += 1;
  CHECK(check_flow_bins(data).empty());
}
