// What is shown follows what is hidden and the filter, and is the same whether asked by corridor or
// by cargo.
#include <doctest/doctest.h>

#include "dataset/shown_rates.h"
#include "tests/support/built_in.h"

using namespace caspian;

namespace {

struct Asked {
  std::vector<dataset::RateSeries> rates = dataset::build_rate_series(test::built_in_dataset());
  std::vector<dataset::PathFlow> flows = dataset::build_path_flows(test::built_in_dataset(), rates);
  dataset::FlowFilter filter;
  std::string variant = "base";
  std::vector<std::string> hidden;

  double sum(const char* unit, const char* when = "2024-07-01") const {
    double all = 0;
    for (const dataset::ShownRate& one :
         dataset::shown_rates({test::built_in_dataset(), rates, flows, filter, variant, hidden},
                              *time::parse_time(when)))
      if (one.rate.unit == unit) all += one.rate.per_year;
    return all;
  }
};

}  // namespace

TEST_CASE("shown rates: a list of the filter splits the whole into parts") {
  Asked asked;
  const double whole = asked.sum("Mt");
  REQUIRE(whole > 10);
  for (const auto& [list, ids] :
       {std::pair<std::vector<std::string> dataset::FlowFilter::*, std::vector<std::string>>{
            &dataset::FlowFilter::directions, {"forward", "backward"}},
        {&dataset::FlowFilter::qualities, {"measured", "modelled", "assumed"}}}) {
    double parts = 0;
    for (const std::string& id : ids) {
      asked.filter = {};
      asked.filter.*list = {id};
      parts += asked.sum("Mt");
    }
    // What takes no path in the tables has neither direction nor quality.
    CHECK(parts <= whole * 1.000001);
    CHECK(parts > 0.9 * whole);
  }
}

TEST_CASE("shown rates: cargo, corridor and hiding") {
  Asked asked;
  const double whole = asked.sum("Mt"), gas = asked.sum("bcm");
  CHECK(gas > 1);
  asked.filter.commodities = {"oil"};
  const double oil = asked.sum("Mt");
  CHECK(oil > 0);
  CHECK(oil < whole);
  CHECK(asked.sum("bcm") == 0);
  asked.filter = {.corridors = {"titr"}};
  const double titr = asked.sum("Mt");
  CHECK(titr > 0);
  asked.filter = {};
  asked.hidden = {"titr"};
  CHECK(asked.sum("Mt") == doctest::Approx(whole - titr));
  asked.filter.countries = {"KZ"};
  asked.hidden.clear();
  CHECK(asked.sum("Mt") < whole);
  CHECK(asked.sum("Mt") >= titr);
}

TEST_CASE("shown rates: by cargo, tonnes and gas apart") {
  Asked asked;
  const auto rates = dataset::shown_rates(
      {test::built_in_dataset(), asked.rates, asked.flows, asked.filter, asked.variant, {}},
      *time::parse_time("2024-07-01"));
  double tonnes = 0;
  for (const dataset::CommodityRate& sum : dataset::by_commodity(rates)) {
    CHECK((sum.unit == "Mt" || sum.unit == "bcm"));
    if (sum.unit == "Mt") tonnes += sum.per_year;
    if (sum.commodity == "gas") CHECK(sum.unit == "bcm");
  }
  CHECK(tonnes == doctest::Approx(asked.sum("Mt")));
}
