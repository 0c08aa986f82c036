// The three levels of flows.md section 6 show one sum: corridor, links and units, at random dates,
// windows, variants and filters.
#include <doctest/doctest.h>

#include <cmath>
#include <map>
#include <random>

#include "dataset/link_rates.h"
#include "tests/support/built_in.h"

using namespace caspian;
using namespace caspian::dataset;

namespace {

struct World {
  const Dataset& data = test::built_in_dataset();
  std::vector<RateSeries> series = build_rate_series(data);
  std::vector<PathFlow> flows = build_path_flows(data, series);
  LinkRates rates{data, series, flows};
};

RateWindow random_window(const Dataset& data, std::mt19937_64& random) {
  const auto pick = [&](size_t count) {
    return std::uniform_int_distribution<size_t>(0, count - 1)(random);
  };
  RateWindow window;
  window.when = {
      std::uniform_int_distribution<int64_t>(data.range_from.ms, data.range_to.ms)(random)};
  window.days = std::uniform_real_distribution<double>(1, 366)(random);
  window.variant = data.variants[pick(data.variants.size())].id;
  if (pick(2)) window.hidden.push_back(data.corridors[pick(data.corridors.size())].id);
  if (pick(3) == 0) window.filter.commodities = {pick(2) ? "oil" : "total"};
  if (pick(3) == 0) window.filter.directions = {pick(2) ? "forward" : "backward"};
  if (pick(4) == 0)
    window.filter.corridors = {data.corridors[pick(data.corridors.size())].id, "titr", "btc"};
  if (pick(4) == 0) window.filter.modes = {pick(2) ? "sea" : "rail"};
  if (pick(4) == 0) window.filter.countries = {pick(2) ? "AZ" : "KZ"};
  return window;
}

/// What entered a path within the window, from C(t) alone: what the units are counted from.
double entered(const World& world, const PathFlow& flow, const RateWindow& window) {
  if (flow.scenario != "base" && flow.scenario != window.variant) return 0;
  for (const std::string& id : window.hidden)
    if (world.data.corridors[flow.corridor].id == id) return 0;
  if (!passes(window.filter, world.data, flow)) return 0;
  return flow.entered(window.when) -
         flow.entered(window.when, std::floor(window.days * double(time::k_ms_per_day)));
}

double amount(const CarriedRates& rates, Way way, uint32_t corridor, bool is_gas) {
  double sum = 0;
  for (const GoodsRate& goods : rates.ways[way])
    if (goods.is_gas == is_gas && (corridor == k_none || goods.corridor == corridor))
      sum += goods.amount;
  return sum;
}

bool is_same(double a, double b, double scale) {
  return std::abs(a - b) <= 1e-9 * std::max(1.0, scale);
}

}  // namespace

TEST_CASE("corridor, links and units: one sum") {
  const World world;
  std::mt19937_64 random(3);
  double most = 0;
  for (const PathFlow& flow : world.flows) most = std::max(most, flow.pieces.back().entered_after);
  int with_something = 0;
  for (int round = 0; round < 400; ++round) {
    const RateWindow window = random_window(world.data, random);
    CAPTURE(time::iso_text(window.when));
    CAPTURE(window.days);
    CAPTURE(window.variant);
    const auto links = world.rates.of_links(world.data, world.flows, window);
    std::map<std::tuple<uint32_t, Way, bool>, double> on_link;
    std::map<std::tuple<uint32_t, Way, bool>, double> of_corridor;
    for (const PathFlow& flow : world.flows) {
      const double sum = entered(world, flow, window);
      with_something += sum > 0;
      const Path& path = world.data.paths[flow.path];
      of_corridor[{flow.corridor, path.backward ? k_backward : k_forward, flow.is_gas}] += sum;
      for (const PathStep& step : path.steps)
        on_link[{step.link, step.reversed ? k_backward : k_forward, flow.is_gas}] += sum;
    }
    for (uint32_t link = 0; link < links.size(); ++link)
      for (const Way way : {k_forward, k_backward})
        for (const bool is_gas : {false, true})
          CHECK(is_same(amount(links[link], way, k_none, is_gas), on_link[{link, way, is_gas}],
                        most));
    for (uint32_t corridor = 0; corridor < world.data.corridors.size(); ++corridor) {
      const CarriedRates whole = world.rates.of_corridor(world.data, world.flows, corridor, window);
      for (const Way way : {k_forward, k_backward})
        for (const bool is_gas : {false, true})
          CHECK(is_same(amount(whole, way, corridor, is_gas), of_corridor[{corridor, way, is_gas}],
                        most));
    }
  }
  CHECK(with_something > 2000);
}

TEST_CASE("links one after the other on an only path carry the corridor's rate") {
  const World world;
  std::mt19937_64 random(5);
  int tested = 0;
  for (int round = 0; round < 200; ++round) {
    RateWindow window = random_window(world.data, random);
    window.filter = {};
    window.hidden.clear();
    for (const char* id : {"scp", "tanap", "wrep", "tanker_aktau_makhachkala"}) {
      const uint32_t corridor = world.data.find_corridor(id);
      const CarriedRates whole = world.rates.of_corridor(world.data, world.flows, corridor, window);
      for (const uint32_t link : world.data.corridors[corridor].links) {
        const CarriedRates one = world.rates.of_link(world.data, world.flows, link, window);
        for (const bool is_gas : {false, true})
          CHECK(is_same(one.per_year(k_forward, is_gas) + one.per_year(k_backward, is_gas),
                        whole.per_year(k_forward, is_gas) + whole.per_year(k_backward, is_gas), 1));
        tested += !one.is_empty();
      }
    }
  }
  CHECK(tested > 200);
}
