// Hidden corridors are left out; the filter is the business of rates_at.
#include "dataset/shown_rates.h"

#include <algorithm>

namespace caspian::dataset {
namespace {

bool has(const std::vector<std::string>& ids, std::string_view id) {
  return std::find(ids.begin(), ids.end(), id) != ids.end();
}

}  // namespace

std::vector<ShownRate> rates_passing(const RateQuestion& question, uint32_t corridor,
                                     time::SimTime when) {
  std::vector<ShownRate> shown;
  for (Rate& rate : rates_at(question.dataset, question.rates, corridor, when, question.variant,
                             question.filter)) {
    const bool is_part = rate.share < 1;
    shown.push_back({corridor, std::move(rate), is_part});
  }
  return shown;
}

std::vector<ShownRate> shown_rates(const RateQuestion& question, time::SimTime when) {
  std::vector<ShownRate> all;
  for (uint32_t corridor = 0; corridor < question.dataset.corridors.size(); ++corridor) {
    const std::string& id = question.dataset.corridors[corridor].id;
    if (has(question.hidden, id)) continue;
    for (ShownRate& one : rates_passing(question, corridor, when)) all.push_back(std::move(one));
  }
  return all;
}

std::vector<CommodityRate> by_commodity(const std::vector<ShownRate>& rates) {
  std::vector<CommodityRate> sums;
  for (const ShownRate& one : rates) {
    const auto found = std::find_if(sums.begin(), sums.end(), [&](const CommodityRate& sum) {
      return sum.commodity == one.rate.commodity && sum.unit == one.rate.unit;
    });
    CommodityRate& sum = found != sums.end()
                             ? *found
                             : sums.emplace_back(CommodityRate{one.rate.commodity, one.rate.unit});
    sum.per_year += one.rate.per_year;
    sum.any_plan |= one.rate.kind != Kind::actual;
  }
  std::sort(sums.begin(), sums.end(), [](const CommodityRate& a, const CommodityRate& b) {
    return a.unit != b.unit ? a.unit == "Mt" : a.per_year > b.per_year;
  });
  return sums;
}

}  // namespace caspian::dataset
