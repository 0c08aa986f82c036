// Cuts time at every change of a rate and stacks what holds in between.
#include "app/panels/time_chart.h"

#include <algorithm>

namespace caspian::app {
namespace {

bool is_shown(const std::vector<std::string>& hidden, const std::string& id) {
  return std::find(hidden.begin(), hidden.end(), id) == hidden.end();
}

/// Every instant at which some rate changes, the ends of the range included.
std::vector<time::SimTime> cuts_of(const dataset::Dataset& dataset,
                                   const std::vector<dataset::RateSeries>& rates) {
  std::vector<time::SimTime> cuts{dataset.range_from, dataset.range_to};
  const auto add = [&](time::SimTime when) {
    if (when > dataset.range_from && when < dataset.range_to) cuts.push_back(when);
  };
  for (const dataset::RateSeries& series : rates)
    for (const dataset::RateSeries::Piece& piece : series.pieces) {
      add(piece.from);
      add(piece.to);
    }
  std::sort(cuts.begin(), cuts.end());
  cuts.erase(std::unique(cuts.begin(), cuts.end()), cuts.end());
  return cuts;
}

void stack(std::vector<ChartBand>& bands, uint32_t corridor, const dataset::Rate& rate) {
  const double low = bands.empty() ? 0 : bands.back().high;
  const FigureStanding standing =
      standing_of(rate.kind, rate.is_interpolated, rate.held_from_year.has_value());
  bands.push_back({corridor, low, low + rate.per_year, standing});
}

}  // namespace

TimeChart build_time_chart(const dataset::Dataset& dataset,
                           const std::vector<dataset::RateSeries>& rates,
                           const std::vector<std::string>& hidden, const std::string& variant) {
  TimeChart chart;
  const std::vector<time::SimTime> cuts = cuts_of(dataset, rates);
  for (size_t i = 0; i + 1 < cuts.size(); ++i) {
    ChartInterval interval{cuts[i], cuts[i + 1], {}, {}};
    const time::SimTime middle{(cuts[i].ms + cuts[i + 1].ms) / 2};
    bool any_actual = false;
    for (uint32_t corridor = 0; corridor < dataset.corridors.size(); ++corridor) {
      if (!is_shown(hidden, dataset.corridors[corridor].id)) continue;
      for (const dataset::Rate& rate :
           dataset::rates_at(dataset, rates, corridor, middle, variant)) {
        if (rate.unit == "Mt") stack(interval.tonnes, corridor, rate);
        if (rate.unit == "bcm") stack(interval.gas, corridor, rate);
        any_actual |=
            rate.kind == dataset::Kind::actual && !rate.held_from_year && !rate.is_interpolated;
      }
    }
    if (any_actual) chart.last_actual = interval.to;
    if (!interval.tonnes.empty())
      chart.most_tonnes = std::max(chart.most_tonnes, interval.tonnes.back().high);
    if (!interval.gas.empty()) chart.most_gas = std::max(chart.most_gas, interval.gas.back().high);
    chart.intervals.push_back(std::move(interval));
  }
  return chart;
}

std::vector<AxisMark> axis_marks(time::SimTime from, time::SimTime to, size_t most) {
  constexpr int k_month_steps[] = {1, 2, 3, 6, 12, 24, 60, 120, 240, 600};
  const time::CalendarDate first = time::calendar_of(from);
  const time::CalendarDate last = time::calendar_of(to);
  const int months = (last.year - first.year) * 12 + last.month - first.month + 1;
  std::vector<AxisMark> marks;
  for (const int step : k_month_steps) {
    if (step < 12 && months > 36) continue;  // months only where a year has room for them
    if (months / step + 1 > static_cast<int>(most) && step != k_month_steps[9]) continue;
    int month = first.year * 12 + first.month - 1;
    month += (step - month % step) % step;
    for (; month <= last.year * 12 + last.month - 1; month += step) {
      const int year = month / 12;
      const time::SimTime when = time::from_calendar({year, month % 12 + 1, 1});
      if (when < from || when > to) continue;
      marks.push_back({when, year, step >= 12 || month % 12 == 0 ? 0 : month % 12 + 1});
    }
    break;
  }
  return marks;
}

}  // namespace caspian::app
