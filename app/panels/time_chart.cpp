// Cuts time at every change of a rate and stacks what holds in between.
#include "app/panels/time_chart.h"

#include <algorithm>
#include <cmath>

namespace caspian::app {
namespace {

using dataset::ShownRate;

/// Every instant at which some rate or some path's part of it changes, the ends of the range
/// included.
std::vector<time::SimTime> cuts_of(const dataset::RateQuestion& question) {
  const dataset::Dataset& data = question.dataset;
  std::vector<time::SimTime> cuts{data.range_from, data.range_to};
  const auto add = [&](time::SimTime when) {
    if (when > data.range_from && when < data.range_to) cuts.push_back(when);
  };
  const auto add_all = [&](const auto& pieces) {
    for (const auto& piece : pieces) {
      add(piece.from);
      add(piece.to);
    }
  };
  for (const dataset::RateSeries& series : question.rates) add_all(series.pieces);
  if (!question.filter.is_empty())
    for (const dataset::PathFlow& flow : question.flows) add_all(flow.pieces);
  std::sort(cuts.begin(), cuts.end());
  cuts.erase(std::unique(cuts.begin(), cuts.end()), cuts.end());
  return cuts;
}

FigureStanding standing_at(const dataset::Rate& rate) {
  return standing_of(rate.kind, rate.is_interpolated, rate.held_from_year.has_value());
}

class Builder {
 public:
  Builder(const dataset::RateQuestion& question, scene::ColourBy by) : question_(question) {
    if (by == scene::ColourBy::corridor) {
      for (uint32_t i = 0; i < question.dataset.corridors.size(); ++i)
        chart_.series.push_back({question.dataset.corridors[i].id, i, {}});
      return;
    }
    by_commodity_ = true;
    for (const dataset::RateSeries& series : question.rates)
      if (std::none_of(chart_.series.begin(), chart_.series.end(),
                       [&](const ChartSeries& one) { return one.commodity == series.commodity; }))
        chart_.series.push_back(
            {commodity_id(series.commodity), dataset::k_none, series.commodity});
    std::sort(chart_.series.begin(), chart_.series.end(),
              [](const auto& a, const auto& b) { return a.commodity < b.commodity; });
  }

  TimeChart build() {
    const std::vector<time::SimTime> cuts = cuts_of(question_);
    for (size_t i = 0; i + 1 < cuts.size(); ++i) add_interval(cuts[i], cuts[i + 1]);
    return std::move(chart_);
  }

 private:
  size_t series_of(const ShownRate& one) const {
    if (!by_commodity_) return one.corridor;
    const auto found = std::find_if(
        chart_.series.begin(), chart_.series.end(),
        [&](const ChartSeries& series) { return series.commodity == one.rate.commodity; });
    return static_cast<size_t>(found - chart_.series.begin());
  }

  void add_interval(time::SimTime from, time::SimTime to) {
    ChartInterval interval{.from = from, .to = to};
    const time::SimTime middle{(from.ms + to.ms) / 2};
    interval.rates = dataset::shown_rates(question_, middle);
    interval.tonnes = stack(interval, "Mt");
    interval.gas = stack(interval, "bcm");
    if (!by_commodity_) interval.gaps = gaps_of(interval, middle);
    const bool any_actual = std::any_of(
        interval.rates.begin(), interval.rates.end(),
        [](const ShownRate& one) { return standing_at(one.rate) == FigureStanding::actual; });
    if (any_actual) chart_.last_actual = to;
    if (!interval.tonnes.empty())
      chart_.most_tonnes = std::max(chart_.most_tonnes, interval.tonnes.back().high);
    if (!interval.gas.empty())
      chart_.most_gas = std::max(chart_.most_gas, interval.gas.back().high);
    chart_.intervals.push_back(std::move(interval));
  }

  std::vector<ChartBand> stack(const ChartInterval& interval, std::string_view unit) const {
    std::vector<ChartBand> bands;
    for (size_t i = 0; i < interval.rates.size(); ++i) {
      const ShownRate& one = interval.rates[i];
      if (one.rate.unit != unit) continue;
      const size_t series = series_of(one);
      const FigureStanding standing = standing_at(one.rate);
      const auto known = std::find_if(bands.begin(), bands.end(), [&](const ChartBand& band) {
        return band.series == series && band.standing == standing;
      });
      ChartBand& band =
          known != bands.end() ? *known : bands.emplace_back(ChartBand{series, 0, 0, standing, {}});
      band.high += one.rate.per_year;
      band.parts.push_back(i);
    }
    std::sort(bands.begin(), bands.end(), [](const ChartBand& a, const ChartBand& b) {
      return a.series != b.series ? a.series < b.series : a.standing < b.standing;
    });
    double low = 0;
    for (ChartBand& band : bands) {
      band.low = low;
      low = band.high += low;
    }
    return bands;
  }

  std::vector<size_t> gaps_of(const ChartInterval& interval, time::SimTime when) const {
    std::vector<size_t> gaps;
    for (uint32_t i = 0; i < question_.dataset.corridors.size(); ++i) {
      const dataset::Corridor& corridor = question_.dataset.corridors[i];
      const auto has = [&](const std::vector<std::string>& ids) {
        return std::find(ids.begin(), ids.end(), corridor.id) != ids.end();
      };
      if (has(question_.hidden) ||
          (!question_.filter.corridors.empty() && !has(question_.filter.corridors)) ||
          status_of(question_.dataset, corridor.dates, when, question_.variant) !=
              dataset::Status::operating)
        continue;
      if (std::none_of(interval.rates.begin(), interval.rates.end(),
                       [&](const ShownRate& one) { return one.corridor == i; }))
        gaps.push_back(i);
    }
    return gaps;
  }

  const dataset::RateQuestion& question_;
  bool by_commodity_ = false;
  TimeChart chart_;
};

}  // namespace

const ChartInterval* TimeChart::at(time::SimTime when) const {
  const auto found =
      std::find_if(intervals.begin(), intervals.end(),
                   [&](const ChartInterval& one) { return one.from <= when && when < one.to; });
  return found == intervals.end() ? nullptr : &*found;
}

TimeChart build_time_chart(const dataset::RateQuestion& question, scene::ColourBy by) {
  return Builder(question, by).build();
}

std::string commodity_id(const std::string& commodity) {
  return "commodity:" + commodity;
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

std::vector<double> value_marks(double most, size_t count) {
  if (most <= 0 || count == 0) return {};
  double step = std::pow(10.0, std::floor(std::log10(most / static_cast<double>(count))));
  for (const double factor : {2.0, 2.5, 2.0})
    if (most / step > static_cast<double>(count) + 0.999) step *= factor;
  std::vector<double> marks;
  for (int i = 1; static_cast<double>(i) * step <= most * 1.0001; ++i)
    marks.push_back(static_cast<double>(i) * step);
  return marks;
}

}  // namespace caspian::app
