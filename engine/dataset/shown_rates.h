// What the visible corridors carry at a date, as far as the filter lets it pass: one answer for
// list, legend, chart and totals.
#pragma once
#include <span>
#include <string>
#include <vector>

#include "dataset/flow_filter.h"
#include "dataset/flow_totals.h"
#include "dataset/path_flows.h"

namespace caspian::dataset {

struct RateQuestion {
  const Dataset& dataset;
  const std::vector<RateSeries>& rates;
  std::span<const PathFlow> flows;  // of these rates: they tell which part takes which path
  const FlowFilter& filter;
  const std::string& variant;
  const std::vector<std::string>& hidden;  // ids
};

struct ShownRate {
  uint32_t corridor = k_none;
  Rate rate;             // per_year: the part that passes the filter
  bool is_part = false;  // of a greater figure
};

/// Of one corridor, whether it is hidden or not.
std::vector<ShownRate> rates_passing(const RateQuestion& question, uint32_t corridor,
                                     time::SimTime when);
/// Of all that are not hidden, in the order of the corridors. What has no figure is not in it.
std::vector<ShownRate> shown_rates(const RateQuestion& question, time::SimTime when);

/// Their sum by commodity and unit; amounts of different units are never added.
struct CommodityRate {
  std::string commodity, unit;
  double per_year = 0;
  bool any_plan = false;  // plans or forecasts are part of it
};
std::vector<CommodityRate> by_commodity(const std::vector<ShownRate>& rates);

}  // namespace caspian::dataset
