// The areas of the time bar's chart in their rectangle: drawing, direct labels, what lies under the
// pointer and what is said of it.
#pragma once
#include "app/panels/panel_context.h"

namespace caspian::app {

/// Dates to px within the chart.
struct TimeAxis {
  time::SimTime from, to;
  float x0 = 0, x1 = 1;

  double share(time::SimTime when) const;
  float x(time::SimTime when) const { return x0 + static_cast<float>(share(when)) * (x1 - x0); }
  time::SimTime when(float at_x) const;
};

/// The chart of what is visible, built anew when that has changed.
const TimeChart& chart_of(PanelContext& context);

/// Tonnes stand on the line between the two parts, gas hangs from it.
struct ChartParts {
  ui::Rect tonnes, gas;
};
ChartParts chart_parts(const TimeChart& chart, const ui::Rect& area);

void draw_chart_areas(PanelContext& context, const TimeChart& chart, const TimeAxis& axis,
                      const ui::Rect& area);
/// Gridlines with their values; names on the areas that have room for them.
void draw_chart_labels(PanelContext& context, const TimeChart& chart, const TimeAxis& axis,
                       const ui::Rect& area);

/// The layers at the playhead by their size, as many as fit: hue, name, value.
void draw_chart_list(PanelContext& context, const TimeChart& chart, const ui::Rect& rect);

/// The band at a place of the chart; null where none is.
const ChartBand* band_at(const TimeChart& chart, const ChartInterval& interval,
                         const ui::Rect& area, float y);
/// Value, unit, kind, quality, source and grade of a band; without one the sums of the date.
std::string chart_words(PanelContext& context, const TimeChart& chart, time::SimTime when,
                        const ChartBand* band);

/// Name and hue of a layer of the chart.
std::string series_name(const PanelContext& context, const ChartSeries& series);
ui::Colour series_hue(const ChartSeries& series, const dataset::Dataset& dataset);

}  // namespace caspian::app
