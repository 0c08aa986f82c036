// The stacked areas along the time bar: what the visible corridors carry over time, by corridor or
// by cargo, million tonnes upward and gas in bcm downward, never added to each other. Knows no
// drawing.
#pragma once
#include <string>
#include <vector>

#include "app/panels/corridor_facts.h"
#include "dataset/shown_rates.h"
#include "scene/view_settings.h"

namespace caspian::app {

/// One layer of the stack: a corridor's figures, or those of one cargo.
struct ChartSeries {
  std::string id;  // the corridor's, or "commodity:oil"
  uint32_t corridor = dataset::k_none;
  std::string commodity;  // empty for a corridor
};

/// A part of a layer of one standing. Plans of a cargo stand upon its actual figures.
struct ChartBand {
  size_t series = 0;         // into TimeChart::series
  double low = 0, high = 0;  // per year, in the stack's unit
  FigureStanding standing = FigureStanding::actual;
  std::vector<size_t> parts;  // into ChartInterval::rates
};

/// Rates hold between two dates.
struct ChartInterval {
  time::SimTime from, to;
  std::vector<dataset::ShownRate> rates;
  std::vector<ChartBand> tonnes;  // Mt a year
  std::vector<ChartBand> gas;     // bcm a year
  std::vector<size_t> gaps;       // layers that run without a figure: no data, not zero
};

struct TimeChart {
  std::vector<ChartSeries> series;       // from the bottom up
  std::vector<ChartInterval> intervals;  // sorted, from `from` to `to`
  double most_tonnes = 0,
         most_gas = 0;  // over the whole range of the dataset: the scale does not jump
  std::optional<time::SimTime> last_actual;  // end of the last actual figure of what is visible

  const ChartInterval* at(time::SimTime when) const;
};

TimeChart build_time_chart(const dataset::RateQuestion& question, scene::ColourBy by);

/// Name under which a cargo is pointed at: "commodity:oil".
std::string commodity_id(const std::string& commodity);

/// Dates of the axis: the first days of years (or months when the range is short), at most `most`
/// of them.
struct AxisMark {
  time::SimTime when;
  int year = 0;
  int month = 0;  // 0 = a year's mark
};
std::vector<AxisMark> axis_marks(time::SimTime from, time::SimTime to, size_t most);

/// Values of the upright axis: 1, 2 or 5 times a power of ten, at most `count` of them, the
/// greatest not above `most`.
std::vector<double> value_marks(double most, size_t count);

}  // namespace caspian::app
