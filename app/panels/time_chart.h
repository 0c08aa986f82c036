// The stacked areas behind the playhead: what the visible corridors carry over time, million tonnes
// upward and gas in bcm downward, never added to each other. Knows no drawing.
#pragma once
#include <string>
#include <vector>

#include "app/panels/corridor_facts.h"
#include "dataset/dataset.h"
#include "dataset/flow_totals.h"

namespace caspian::app {

struct ChartBand {
  uint32_t corridor = dataset::k_none;
  double low = 0, high = 0;  // per year, in the stack's unit
  FigureStanding standing = FigureStanding::actual;
};

/// Rates hold between two dates.
struct ChartInterval {
  time::SimTime from, to;
  std::vector<ChartBand> tonnes;  // Mt a year
  std::vector<ChartBand> gas;     // bcm a year
};

struct TimeChart {
  std::vector<ChartInterval> intervals;  // sorted, from `from` to `to`
  double most_tonnes = 0,
         most_gas = 0;  // over the whole range of the dataset: the scale does not jump
  std::optional<time::SimTime> last_actual;  // end of the last actual figure of what is visible
};

TimeChart build_time_chart(const dataset::Dataset& dataset,
                           const std::vector<dataset::RateSeries>& rates,
                           const std::vector<std::string>& hidden, const std::string& variant);

/// Dates of the axis: the first days of years (or months when the range is short), at most `most`
/// of them.
struct AxisMark {
  time::SimTime when;
  int year = 0;
  int month = 0;  // 0 = a year's mark
};
std::vector<AxisMark> axis_marks(time::SimTime from, time::SimTime to, size_t most);

}  // namespace caspian::app
