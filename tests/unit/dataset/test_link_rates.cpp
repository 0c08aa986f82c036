// What runs over links: sums, windows, no data, capacities.
#include <doctest/doctest.h>

#include <cmath>

#include "dataset/link_rates.h"
#include "tests/support/built_in.h"
#include "tests/support/invented_journeys.h"

using namespace caspian;
using namespace caspian::dataset;

namespace {

struct World {
  explicit World(Dataset made) : data(std::move(made)) {
    series = build_rate_series(data);
    flows = build_path_flows(data, series);
    rates = LinkRates(data, series, flows);
  }
  CarriedRates of_link(uint32_t link, const char* date, RateWindow window = {}) const {
    window.when = *time::parse_time(date);
    return rates.of_link(data, flows, link, window);
  }
  Dataset data;
  std::vector<RateSeries> series;
  std::vector<PathFlow> flows;
  LinkRates rates;
};

const World& built_in() {
  static const World world(test::built_in_dataset());
  return world;
}

uint32_t link_of(const char* corridor, int seq) {
  const Dataset& data = built_in().data;
  return data.find_link(data.find_corridor(corridor), seq);
}

double total(const CarriedRates& rates) {
  return rates.per_year(k_forward, false) + rates.per_year(k_backward, false);
}

}  // namespace

TEST_CASE("a link carries its path's figure in the direction in which it is travelled") {
  Dataset data = test::invented_network();
  test::add_figure(data, 2020, 3);
  const World world(std::move(data));
  const CarriedRates first = world.of_link(0, "2020-07-01"), last = world.of_link(2, "2020-07-01");
  CHECK(first.per_year(k_forward, false) == doctest::Approx(3).epsilon(1e-9));
  CHECK(first.ways[k_backward].empty());
  CHECK(last.per_year(k_backward, false) == doctest::Approx(3).epsilon(1e-9));
  CHECK(last.ways[k_forward].empty());
  CHECK(first.has_figure);
}

TEST_CASE("where no figure is known there is no rate, and never zero") {
  Dataset data = test::invented_network();
  test::add_figure(data, 2020, 3);
  const World world(std::move(data));
  CHECK(world.of_link(0, "2019-12-31").is_empty());
  CHECK(!world.of_link(0, "2019-12-31").has_figure);
  // A known part of the window is averaged over that part alone.
  CHECK(total(world.of_link(0, "2020-01-11")) == doctest::Approx(3).epsilon(1e-9));
  // Held for two years, then no more.
  CHECK(total(world.of_link(0, "2022-12-31")) > 2.9);
  CHECK(world.of_link(0, "2023-03-01").is_empty());
}

TEST_CASE("over a change of years the mean goes evenly from one rate to the other") {
  Dataset data = test::invented_network();
  test::add_figure(data, 2021, 2);
  test::add_figure(data, 2022, 6);
  const World world(std::move(data));
  CHECK(total(world.of_link(0, "2022-01-16", {.days = 30})) == doctest::Approx(4).epsilon(1e-9));
  CHECK(total(world.of_link(0, "2022-01-08T12:00", {.days = 30})) ==
        doctest::Approx(3).epsilon(1e-9));
  CHECK(total(world.of_link(0, "2022-01-16", {.days = 5})) == doctest::Approx(6).epsilon(1e-9));
}

TEST_CASE("a corridor's rate is its figure, and the trunk carries all of it") {
  const World& world = built_in();
  const uint32_t titr = world.data.find_corridor("titr");
  const RateWindow window{.when = *time::parse_time("2024-07-01")};
  const CarriedRates corridor = world.rates.of_corridor(world.data, world.flows, titr, window);
  CHECK(total(corridor) == doctest::Approx(4.484).epsilon(1e-9));
  const auto figures =
      figures_behind(world.data, world.series, corridor.ways[k_forward].at(0), window.when, "base");
  REQUIRE(figures.size() == 1);
  CHECK(figures[0].kind == Kind::actual);
  CHECK(!figures[0].source.empty());
}

TEST_CASE("when one path takes over from another, what they share does not jump") {
  // Baku-Tbilisi-Kars closed for works in May 2023: freight of the Middle Corridor went on to Poti.
  const World& world = built_in();
  const uint32_t shared = link_of("titr", 17);
  const double before = total(world.of_link(shared, "2023-04-25"));
  for (const char* date : {"2023-05-02", "2023-05-10", "2023-05-20", "2023-05-31", "2023-06-15"})
    CHECK(total(world.of_link(shared, date)) == doctest::Approx(before).epsilon(1e-6));
}

TEST_CASE("links carry what belongs to other corridors, once") {
  const World& world = built_in();
  const CarriedRates rates = world.of_link(link_of("instc_caspian", 2), "2024-07-01");
  REQUIRE(!rates.is_empty());
  for (const auto& way : rates.ways)
    for (const GoodsRate& goods : way) CHECK(world.data.corridors[goods.corridor].id == "instc");
  RateWindow hidden;
  hidden.hidden = {"instc"};
  const CarriedRates without = world.of_link(link_of("instc_caspian", 2), "2024-07-01", hidden);
  CHECK(without.is_empty());
  CHECK(without.has_figure);
}

TEST_CASE("gas and tonnes are never one sum") {
  const World& world = built_in();
  const CarriedRates gas = world.of_link(link_of("scp", 1), "2024-07-01");
  CHECK(gas.per_year(k_forward, true) > 10);
  CHECK(gas.per_year(k_forward, false) == 0);
  const auto peaks = peak_rates(world.data, world.flows);
  CHECK(peaks[link_of("scp", 1)].mt[k_forward] == 0);
  CHECK(peaks[link_of("scp", 1)].bcm[k_forward] == doctest::Approx(22.5).epsilon(0.02));
}

TEST_CASE("no mean of a window is above the peak of its link") {
  const World& world = built_in();
  const auto peaks = peak_rates(world.data, world.flows);
  for (int year = 2000; year < 2031; ++year)
    for (const char* variant : {"base", "tripp_open"}) {
      const auto all = world.rates.of_links(
          world.data, world.flows, {.when = time::from_calendar({year, 9, 3}), .variant = variant});
      for (size_t link = 0; link < all.size(); ++link)
        for (const Way way : {k_forward, k_backward}) {
          CHECK(all[link].per_year(way, false) <= peaks[link].mt[way] * (1 + 1e-6));
          CHECK(all[link].per_year(way, true) <= peaks[link].bcm[way] * (1 + 1e-6));
        }
    }
}

TEST_CASE("a capacity holds from its year on, the latest one") {
  const Dataset& data = built_in().data;
  const auto at = [&](const char* corridor, const char* date) {
    return capacity_at(data, data.find_corridor(corridor), *time::parse_time(date), "base");
  };
  CHECK(!at("btk", "2016-07-01"));
  CHECK(at("btk", "2018-07-01")->per_year == 6.5);
  CHECK(at("btk", "2025-07-01")->per_year == 5);
  CHECK(!at("titr", "2025-07-01"));  // planned for 2027
  CHECK(at("tanap", "2025-07-01")->is_gas);
  CHECK(!at("bri_kz", "2025-07-01"));
}
