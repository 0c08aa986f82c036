// Amounts of path flows, added up per link. The divisor is the known part of the window of the
// whole figure, not of the single flow: when one path takes over from another, the sum stays.
#include "dataset/link_rates.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

namespace caspian::dataset {
namespace {

constexpr double k_mt_per_tonne = 1e-6;

double ms_of_year(time::SimTime when) {
  const int year = time::calendar_of(when).year;
  return static_cast<double>(time::from_calendar({year + 1, 1, 1}).ms -
                             time::from_calendar({year, 1, 1}).ms);
}

bool is_in_variant(const PathFlow& flow, const std::string& variant) {
  return flow.scenario == "base" || flow.scenario == variant;
}

/// When any piece holds, as sorted spans that do not touch.
std::vector<TimeSpan> united(std::vector<TimeSpan> spans) {
  std::sort(spans.begin(), spans.end(),
            [](const TimeSpan& a, const TimeSpan& b) { return a.from < b.from; });
  std::vector<TimeSpan> all;
  for (const TimeSpan& span : spans) {
    if (!all.empty() && span.from <= all.back().to)
      all.back().to = std::max(all.back().to, span.to);
    else
      all.push_back(span);
  }
  return all;
}

using FigureKey = std::tuple<uint32_t, std::string, std::string>;  // corridor, goods, scenario

void add(const PathFlow& flow, double amount, double per_year, std::vector<GoodsRate>& way) {
  const auto key = [](const auto& goods) {
    return std::tie(goods.corridor, goods.commodity, goods.is_plan, goods.is_gas);
  };
  const auto place =
      std::lower_bound(way.begin(), way.end(), flow,
                       [&](const GoodsRate& a, const PathFlow& b) { return key(a) < key(b); });
  if (place != way.end() && key(*place) == key(flow)) {
    place->amount += amount;
    place->per_year += per_year;
    place->quality = std::max(place->quality, flow.quality);
    return;
  }
  way.insert(place, {.corridor = flow.corridor,
                     .commodity = flow.commodity,
                     .is_gas = flow.is_gas,
                     .is_plan = flow.is_plan,
                     .quality = flow.quality,
                     .amount = amount,
                     .per_year = per_year});
}

/// Largest sum of rates at any time; each change is (when, by how much).
double most_of(std::vector<std::pair<int64_t, double>> changes) {
  std::sort(changes.begin(), changes.end());
  double sum = 0, most = 0;
  for (size_t i = 0; i < changes.size(); ++i) {
    sum += changes[i].second;
    if (i + 1 == changes.size() || changes[i + 1].first != changes[i].first)
      most = std::max(most, sum);
  }
  return most;
}

}  // namespace

double CarriedRates::per_year(Way way, bool is_gas) const {
  double sum = 0;
  for (const GoodsRate& goods : ways[way])
    if (goods.is_gas == is_gas) sum += goods.per_year;
  return sum;
}

LinkRates::LinkRates(const Dataset& data, const std::vector<RateSeries>& series,
                     const std::vector<PathFlow>& flows)
    : uses_(data.links.size()) {
  std::map<FigureKey, uint32_t> groups;
  std::vector<std::vector<TimeSpan>> spans;
  const auto group_of = [&](const auto& figure) {
    const auto [found, is_new] =
        groups.try_emplace(FigureKey{figure.corridor, figure.commodity, figure.scenario},
                           static_cast<uint32_t>(spans.size()));
    if (is_new) spans.emplace_back();
    return found->second;
  };
  for (const RateSeries& one : series)
    for (const RateSeries::Piece& piece : one.pieces)
      spans[group_of(one)].push_back({piece.from, piece.to});
  for (uint32_t i = 0; i < flows.size(); ++i) {
    const uint32_t group = group_of(flows[i]);
    group_of_flow_.push_back(group);
    for (const PathFlow::Piece& piece : flows[i].pieces)
      spans[group].push_back({piece.from, piece.to});
    for (const PathStep& step : data.paths[flows[i].path].steps)
      uses_[step.link].push_back({i, step.reversed ? k_backward : k_forward});
  }
  for (std::vector<TimeSpan>& group : spans) known_.push_back(united(std::move(group)));
}

double LinkRates::known_ms(uint32_t group, time::SimTime from, time::SimTime to) const {
  const std::vector<TimeSpan>& spans = known_[group];
  double sum = 0;
  auto span = std::upper_bound(spans.begin(), spans.end(), from,
                               [](time::SimTime t, const TimeSpan& s) { return t < s.to; });
  for (; span != spans.end() && span->from < to; ++span)
    sum += static_cast<double>(std::min(span->to, to).ms - std::max(span->from, from).ms);
  return sum;
}

LinkRates::FlowRate LinkRates::rate_of(const Dataset& data, const PathFlow& flow, uint32_t index,
                                       const RateWindow& window) const {
  FlowRate rate;
  if (!is_in_variant(flow, window.variant)) return rate;
  const auto back_ms = static_cast<int64_t>(window.days * time::k_ms_per_day);
  const time::SimTime from{window.when.ms - back_ms};
  const double known = known_ms(group_of_flow_[index], from, window.when);
  rate.amount = flow.entered(window.when) - flow.entered(from);
  if (known <= 0 || rate.amount <= 0) return rate;
  rate.is_known = true;
  const auto is_hidden = [&] {
    return std::find(window.hidden.begin(), window.hidden.end(),
                     data.corridors[flow.corridor].id) != window.hidden.end();
  };
  rate.is_counted = !is_hidden() && passes(window.filter, data, flow);
  rate.per_year =
      rate.amount / known * ms_of_year(window.when) * (flow.is_gas ? 1 : k_mt_per_tonne);
  return rate;
}

std::vector<CarriedRates> LinkRates::of_links(const Dataset& data,
                                              const std::vector<PathFlow>& flows,
                                              const RateWindow& window) const {
  std::vector<FlowRate> rates;
  rates.reserve(flows.size());
  for (uint32_t i = 0; i < flows.size(); ++i) rates.push_back(rate_of(data, flows[i], i, window));
  std::vector<CarriedRates> carried(data.links.size());
  for (size_t link = 0; link < uses_.size(); ++link)
    for (const Use& use : uses_[link]) {
      const FlowRate& rate = rates[use.flow];
      carried[link].has_figure |= rate.is_known;
      if (rate.is_counted)
        add(flows[use.flow], rate.amount, rate.per_year, carried[link].ways[use.way]);
    }
  return carried;
}

CarriedRates LinkRates::of_link(const Dataset& data, const std::vector<PathFlow>& flows,
                                uint32_t link, const RateWindow& window) const {
  CarriedRates carried;
  for (const Use& use : uses_[link]) {
    const FlowRate rate = rate_of(data, flows[use.flow], use.flow, window);
    carried.has_figure |= rate.is_known;
    if (rate.is_counted) add(flows[use.flow], rate.amount, rate.per_year, carried.ways[use.way]);
  }
  return carried;
}

CarriedRates LinkRates::of_corridor(const Dataset& data, const std::vector<PathFlow>& flows,
                                    uint32_t corridor, const RateWindow& window) const {
  CarriedRates carried;
  for (uint32_t i = 0; i < flows.size(); ++i) {
    if (flows[i].corridor != corridor) continue;
    const FlowRate rate = rate_of(data, flows[i], i, window);
    carried.has_figure |= rate.is_known;
    if (rate.is_counted)
      add(flows[i], rate.amount, rate.per_year,
          carried.ways[data.paths[flows[i].path].backward ? k_backward : k_forward]);
  }
  return carried;
}

std::vector<PeakRates> peak_rates(const Dataset& data, const std::vector<PathFlow>& flows) {
  struct Over {
    const PathFlow* flow;
    Way way;
  };
  std::vector<std::vector<Over>> over(data.links.size());
  for (const PathFlow& flow : flows)
    for (const PathStep& step : data.paths[flow.path].steps)
      over[step.link].push_back({&flow, step.reversed ? k_backward : k_forward});
  std::set<std::string> variants{"base"};
  for (const Variant& variant : data.variants) variants.insert(variant.id);
  std::vector<PeakRates> peaks(data.links.size());
  for (size_t link = 0; link < over.size(); ++link)
    for (const Way way : {k_forward, k_backward})
      for (const bool is_gas : {false, true})
        for (const std::string& variant : variants) {
          std::vector<std::pair<int64_t, double>> changes;
          for (const auto& [flow, runs] : over[link]) {
            if (runs != way || flow->is_gas != is_gas || !is_in_variant(*flow, variant)) continue;
            for (const PathFlow::Piece& piece : flow->pieces) {
              const double per_year =
                  piece.per_ms * ms_of_year(piece.from) * (is_gas ? 1 : k_mt_per_tonne);
              changes.push_back({piece.from.ms, per_year});
              changes.push_back({piece.to.ms, -per_year});
            }
          }
          double& peak = is_gas ? peaks[link].bcm[way] : peaks[link].mt[way];
          peak = std::max(peak, most_of(std::move(changes)));
        }
  return peaks;
}

std::optional<Capacity> capacity_at(const Dataset& data, uint32_t corridor, time::SimTime when,
                                    const std::string& variant) {
  const int year = time::calendar_of(when).year;
  std::optional<Capacity> latest;
  int of_year = 0;
  for (uint32_t i = 0; i < data.volumes.size(); ++i) {
    const Volume& row = data.volumes[i];
    if (row.corridor != corridor || row.corridor == k_none || row.measure != "capacity" ||
        !row.year || *row.year > year || row.part_of_total || row.value <= 0 ||
        (row.unit != "Mt" && row.unit != "bcm") ||
        (row.scenario != "base" && row.scenario != variant))
      continue;
    if (latest && *row.year < of_year) continue;
    of_year = *row.year;
    latest = Capacity{.per_year = row.value, .is_gas = row.unit == "bcm", .volume = i};
  }
  return latest;
}

std::vector<Rate> figures_behind(const Dataset& data, const std::vector<RateSeries>& series,
                                 const GoodsRate& goods, time::SimTime when,
                                 const std::string& variant) {
  std::vector<Rate> figures = rates_at(data, series, goods.corridor, when, variant);
  std::erase_if(figures, [&](const Rate& rate) {
    return rate.commodity != goods.commodity || (rate.kind != Kind::actual) != goods.is_plan;
  });
  return figures;
}

}  // namespace caspian::dataset
