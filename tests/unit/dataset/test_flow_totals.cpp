#include <doctest/doctest.h>

#include <cmath>

#include "dataset/flow_totals.h"
#include "tests/support/built_in.h"

using namespace caspian;
using namespace caspian::dataset;

namespace {

time::SimTime mid_year(int year) {
  return time::from_calendar({year, 7, 2});
}

/// One corridor `k` with figures of our own.
struct Invented {
  Dataset data;

  Invented() {
    data.variants = {{"base", {}, false}, {"open", {}, true}};
    data.corridors.resize(1);
    data.corridors[0].id = "k";
  }
  Invented& figure(int year, double value, Kind kind = Kind::actual,
                   const char* scenario = "base") {
    Volume& row = data.volumes.emplace_back();
    row.corridor = 0;
    row.year = year;
    row.commodity = "total";
    row.value = value;
    row.unit = "Mt";
    row.kind = kind;
    row.scenario = scenario;
    row.is_flow = true;
    return *this;
  }
  Invented& date(std::optional<WrittenDate> StatusDates::*which, const char* text) {
    data.corridors[0].dates.*which = WrittenDate{text, *time::parse_date(text, 1800, 2200)};
    return *this;
  }
  std::vector<Rate> rates(time::SimTime when, const char* variant = "base") const {
    return rates_at(data, build_rate_series(data), 0, when, variant);
  }
  std::optional<double> rate(int year) const {
    const auto found = rates(mid_year(year));
    return found.empty() ? std::nullopt : std::optional<double>(found.at(0).per_year);
  }
};

}  // namespace

TEST_CASE("every row marked for flows comes back at mid-year") {
  const Dataset& data = test::built_in_dataset();
  const auto series = build_rate_series(data);
  size_t rows = 0;
  for (const Volume& volume : data.volumes) {
    if (!volume.is_flow) continue;
    ++rows;
    const auto rates =
        rates_at(data, series, volume.corridor, mid_year(*volume.year), volume.scenario);
    bool is_back = false;
    for (const Rate& rate : rates)
      is_back |= rate.commodity == volume.commodity && rate.scenario == volume.scenario &&
                 rate.unit == volume.unit && rate.kind == volume.kind &&
                 rate.source == volume.source &&
                 std::abs(rate.per_year - volume.value) <= 0.001 * volume.value &&
                 !rate.is_interpolated && !rate.held_from_year;
    CHECK_MESSAGE(is_back, data.corridors[volume.corridor].id, " ", *volume.year);
  }
  CHECK(rows == 123);
}

TEST_CASE("containers and ports never flow") {
  for (const RateSeries& series : build_rate_series(test::built_in_dataset())) {
    CHECK(series.unit != "TEU");
    CHECK(series.corridor != k_none);
    for (size_t i = 1; i < series.pieces.size(); ++i)
      CHECK(series.pieces[i - 1].to <= series.pieces[i].from);
  }
}

TEST_CASE("two figures up to three years apart are joined, year by year") {
  const Invented joined = Invented().figure(2010, 1).figure(2013, 4);
  CHECK(joined.rate(2009) == std::nullopt);
  CHECK(joined.rate(2010) == 1);
  CHECK(joined.rate(2011) == 2);
  CHECK(joined.rate(2012) == 3);
  CHECK(joined.rates(mid_year(2011)).at(0).is_interpolated);
  CHECK(joined.rates(mid_year(2011)).at(0).quality == Quality::assumed);
  CHECK(!joined.rates(mid_year(2010)).at(0).is_interpolated);
  // Within a year the rate stands still: the year's amount is exact.
  CHECK(joined.rates(time::from_calendar({2011, 1, 1})).at(0).per_year == 2);
  CHECK(joined.rates(time::from_calendar({2011, 12, 31}, time::k_ms_per_day - 1)).at(0).per_year ==
        2);

  const Invented apart = Invented().figure(2010, 1).figure(2014, 4);
  CHECK(apart.rate(2011) == std::nullopt);
  CHECK(apart.rate(2013) == std::nullopt);
}

TEST_CASE("the last actual figure is held for two years, and marked") {
  const Invented held = Invented().figure(2020, 3).figure(2021, 5);
  CHECK(held.rate(2022) == 5);
  CHECK(held.rate(2023) == 5);
  CHECK(held.rate(2024) == std::nullopt);
  CHECK(held.rates(mid_year(2023)).at(0).held_from_year == 2021);
  CHECK(!held.rates(mid_year(2021)).at(0).held_from_year);

  const Invented planned =
      Invented().figure(2021, 5).figure(2022, 6, Kind::forecast).figure(2030, 9, Kind::plan);
  CHECK(planned.rate(2022) == 6);
  CHECK(planned.rates(mid_year(2022)).at(0).kind == Kind::forecast);
  CHECK(planned.rate(2023) == std::nullopt);
  CHECK(planned.rate(2030) == 9);
  CHECK(planned.rate(2031) == std::nullopt);  // a plan is not held
}

TEST_CASE("nothing is carried over a suspension, and zero means closed") {
  const Invented stopped = Invented()
                               .figure(2020, 3)
                               .figure(2022, 5)
                               .date(&StatusDates::opened, "2000")
                               .date(&StatusDates::suspended_from, "2021-05")
                               .date(&StatusDates::suspended_to, "2021-09");
  CHECK(stopped.rate(2021) == std::nullopt);
  const Invented cut = Invented()
                           .figure(2021, 5)
                           .date(&StatusDates::opened, "2000")
                           .date(&StatusDates::suspended_from, "2022-05")
                           .date(&StatusDates::suspended_to, "2023-01");
  CHECK(cut.rates(time::from_calendar({2022, 4, 30})).size() == 1);
  CHECK(cut.rates(time::from_calendar({2022, 5, 1})).empty());
  CHECK(cut.rate(2023) == std::nullopt);

  const Invented closed = Invented().figure(2005, 6).figure(2007, 0).figure(2010, 4);
  CHECK(closed.rate(2006) == std::nullopt);
  CHECK(closed.rate(2007) == 0);
  CHECK(closed.rate(2008) == std::nullopt);
}

TEST_CASE("nothing flows before the corridor opens") {
  const Invented opening = Invented()
                               .figure(2006, 9)
                               .date(&StatusDates::construction_started, "2002")
                               .date(&StatusDates::opened, "2006-06-04");
  CHECK(opening.rates(time::from_calendar({2006, 6, 3})).empty());
  CHECK(opening.rates(time::from_calendar({2006, 6, 4})).at(0).per_year == 9);
}

TEST_CASE("an actual figure displaces the plan of its year") {
  const Invented both =
      Invented().figure(2025, 5.2, Kind::plan).figure(2025, 4.1).figure(2024, 4.4);
  CHECK(both.rate(2025) == 4.1);
  CHECK(both.rates(mid_year(2025)).size() == 1);
}

TEST_CASE("a variant's figures come on top of the base") {
  const Invented two = Invented().figure(2030, 3, Kind::plan).figure(2030, 10, Kind::plan, "open");
  CHECK(two.rates(mid_year(2030)).size() == 1);
  const auto rates = two.rates(mid_year(2030), "open");
  REQUIRE(rates.size() == 2);
  CHECK(rates[0].per_year + rates[1].per_year == 13);
}
