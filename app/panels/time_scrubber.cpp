// The chart that is also the scrubber: what the visible corridors carry, when things happened,
// where we are.
#include <algorithm>
#include <cmath>

#include "app/panels/interface_palette.h"
#include "app/panels/swatch.h"
#include "app/panels/time_panel.h"
#include "scene/theme.h"
#include "ui/icons.h"
#include "ui/widgets.h"

namespace caspian::app {
namespace {

using ui::Rect;
using ui::TextRole;

/// Dates to px within the chart.
struct TimeAxis {
  time::SimTime from, to;
  float x0 = 0, x1 = 1;

  double share(time::SimTime when) const {
    return static_cast<double>(when.ms - from.ms) /
           static_cast<double>(std::max<int64_t>(1, to.ms - from.ms));
  }
  float x(time::SimTime when) const { return x0 + static_cast<float>(share(when)) * (x1 - x0); }
  time::SimTime when(float at_x) const {
    const double part = std::clamp(static_cast<double>((at_x - x0) / (x1 - x0)), 0.0, 1.0);
    return {from.ms + static_cast<int64_t>(part * static_cast<double>(to.ms - from.ms))};
  }
};

const TimeChart& chart_of(PanelContext& context) {
  std::string key = context.variant() + "|" + context.in.dataset.digest;
  for (const std::string& id : context.in.state.settings.hidden) key += "|" + id;
  if (key != context.local.chart_key) {
    context.local.chart = build_time_chart(context.in.dataset, context.in.rates,
                                           context.in.state.settings.hidden, context.variant());
    context.local.chart_key = key;
  }
  return context.local.chart;
}

/// One stack; `up`: grows from the bottom of `rect`, else hangs from its top.
void draw_stack(PanelContext& context, const std::vector<ChartBand>& bands, float x0, float x1,
                const Rect& rect, double most, bool up) {
  if (most <= 0) return;
  for (const ChartBand& band : bands) {
    const auto low = static_cast<float>(band.low / most) * rect.height();
    const auto high = static_cast<float>(band.high / most) * rect.height();
    const Rect piece = up ? Rect{x0, rect.y1 - high, x1, rect.y1 - low}
                          : Rect{x0, rect.y0 + low, x1, rect.y0 + high};
    const ui::Colour hue =
        to_colour(scene::corridor_colour(context.in.dataset.corridors[band.corridor].id), 0.9f);
    draw_standing(context.canvas, piece, hue, band.standing);
  }
}

void draw_areas(PanelContext& context, const TimeChart& chart, const TimeAxis& axis,
                const Rect& rect) {
  ui::Canvas& canvas = context.canvas;
  const ui::Palette& palette = canvas.palette();
  Rect gas = rect;
  const bool has_gas = chart.most_gas > 0;
  const Rect tonnes = gas.cut_top(has_gas ? std::round(rect.height() * 0.68f) : rect.height());
  for (const ChartInterval& interval : chart.intervals) {
    const float x0 = std::round(std::max(axis.x(interval.from), rect.x0));
    const float x1 = std::round(std::min(axis.x(interval.to), rect.x1));
    if (x1 <= x0) continue;
    draw_stack(context, interval.tonnes, x0, x1, tonnes, chart.most_tonnes, true);
    draw_stack(context, interval.gas, x0, x1, gas, chart.most_gas, false);
  }
  canvas.line(rect.x0, tonnes.y1, rect.x1, tonnes.y1, palette.quiet);
}

void draw_axis(PanelContext& context, const TimeAxis& axis, const Rect& lane, const Rect& area) {
  ui::Canvas& canvas = context.canvas;
  const ui::Palette& palette = canvas.palette();
  const auto most = static_cast<size_t>(lane.width() / canvas.px(52));
  for (const AxisMark& mark : axis_marks(axis.from, axis.to, most)) {
    const float x = std::round(axis.x(mark.when));
    canvas.line(x + 0.5f, area.y0, x + 0.5f, lane.y0 + canvas.px(3),
                ui::faded(palette.quiet, 0.3f));
    const std::string label = mark.month == 0
                                  ? std::to_string(mark.year)
                                  : context.text("month_short." + std::to_string(mark.month));
    const float half = canvas.text_width(label, TextRole::small) * 0.5f;
    const float middle = std::clamp(x, lane.x0 + half, lane.x1 - half);
    canvas.text({middle - half - 1, lane.y0, middle + half + 1, lane.y1}, label, TextRole::small,
                palette.quiet, ui::Align::centre);
  }
}

void draw_events(PanelContext& context, const TimeAxis& axis, const Rect& lane) {
  ui::Canvas& canvas = context.canvas;
  const ui::Palette& palette = canvas.palette();
  const dataset::Dataset& data = context.in.dataset;
  const auto& selection = context.in.state.selection;
  for (size_t i = 0; i < data.events.size(); ++i) {
    const dataset::Event& event = data.events[i];
    if (event.date.first < axis.from || event.date.first > axis.to) continue;
    const float x = std::round(axis.x(event.date.first)) + 0.5f;
    const float y = lane.middle_y();
    const Rect hit{x - canvas.px(4), lane.y0, x + canvas.px(4), lane.y1};
    const ui::Canvas::Press press = canvas.area("event." + event_id(i), hit);
    const bool is_chosen = selection && selection->kind == "event" && selection->id == event_id(i);
    const bool is_plan = event.kind == "plan";
    const float r = canvas.px(is_chosen || press.hovered ? 5.0f : 3.5f);
    const ui::Colour colour = is_chosen || press.hovered ? palette.accent : palette.text;
    canvas.triangle(x - r, y, x, y - r, x + r, y, ui::faded(colour, is_plan ? 0.45f : 0.85f));
    canvas.triangle(x - r, y, x + r, y, x, y + r, ui::faded(colour, is_plan ? 0.45f : 0.85f));
    if (press.hovered) {
      canvas.hand_pointer();
      canvas.tooltip(event.date.text + " · " + context.name(event.title));
    }
    if (press.clicked) context.act(actions::Select{{"event", event_id(i)}});
  }
}

/// A word on the chart with the panel's colour behind it, so that it reads over any area.
void draw_word(ui::Canvas& canvas, const Rect& rect, std::string_view text, ui::Colour colour) {
  canvas.fill(rect, ui::faded(canvas.palette().panel | 0xFF000000u, 0.8f), canvas.px(4));
  canvas.text(rect, text, TextRole::small, colour, ui::Align::centre);
}

void draw_plans_mark(PanelContext& context, const TimeChart& chart, const TimeAxis& axis,
                     const Rect& area) {
  ui::Canvas& canvas = context.canvas;
  const ui::Palette& palette = canvas.palette();
  if (!chart.last_actual || *chart.last_actual <= axis.from || *chart.last_actual >= axis.to)
    return;
  const float x = std::round(axis.x(*chart.last_actual)) + 0.5f;
  for (float y = area.y0; y < area.y1; y += canvas.px(5))
    canvas.line(x, y, x, std::min(y + canvas.px(3), area.y1), palette.quiet);
  const std::string& label = context.text("time.plans");
  Rect rect{x + canvas.px(4), area.y0 + canvas.px(20), area.x1, area.y0 + canvas.px(37)};
  const float width = canvas.text_width(label, TextRole::small) + canvas.px(8);
  if (rect.width() < width) return;
  rect.x1 = rect.x0 + width;
  draw_word(canvas, rect, label, palette.text);
}

void tell_figures(PanelContext& context, const TimeChart& chart, time::SimTime when) {
  const auto found =
      std::find_if(chart.intervals.begin(), chart.intervals.end(),
                   [&](const ChartInterval& one) { return one.from <= when && when < one.to; });
  std::string lines = context.in.language.long_date(when);
  if (found != chart.intervals.end()) {
    std::vector<std::pair<ChartBand, std::string>> bands;
    for (const ChartBand& band : found->tonnes) bands.emplace_back(band, "Mt");
    for (const ChartBand& band : found->gas) bands.emplace_back(band, "bcm");
    for (const auto& [band, unit] : bands) {
      lines += "\n" + amount_text(context.in.language, band.high - band.low, unit) + "  " +
               context.short_name(context.in.dataset.corridors[band.corridor]);
      if (band.standing == FigureStanding::projected)
        lines += " (" + context.text("kind.plan") + ")";
      if (band.standing == FigureStanding::held || band.standing == FigureStanding::interpolated)
        lines += " (" + context.text("quality.assumed") + ")";
    }
  }
  context.canvas.tooltip(lines);
}

/// Range chips and units at the upper right, where the future is nearly empty; notes at the upper
/// left.
void draw_captions(PanelContext& context, const TimeChart& chart, Rect row) {
  ui::Canvas& canvas = context.canvas;
  const ui::Palette& palette = canvas.palette();
  const dataset::Dataset& data = context.in.dataset;
  const AppState& state = context.in.state;
  const auto year = [](time::SimTime when) { return std::to_string(time::calendar_of(when).year); };
  const std::pair<time::SimTime, time::SimTime> ranges[] = {{data.opening_from, data.opening_to},
                                                            {data.range_from, data.range_to}};
  for (size_t i = 0; i < std::size(ranges); ++i) {
    const std::string label =
        context.format("time.opening_range", {year(ranges[i].first), year(ranges[i].second)});
    const Rect chip = row.cut_right(canvas.text_width(label, TextRole::small) + canvas.px(14));
    canvas.fill(chip, ui::faded(palette.panel | 0xFF000000u, 0.8f), canvas.px(4));
    const bool is_on = state.bar_from == ranges[i].first && state.bar_to == ranges[i].second;
    if (ui::text_button(canvas, "time.range." + std::to_string(i), chip, label, is_on))
      context.act(actions::SetTimeRange{ranges[i].first, ranges[i].second});
    row.cut_right(canvas.px(4));
  }
  std::string units;
  if (chart.most_tonnes > 0)
    units = context.format("unit.per_year", {"", context.text("unit.mt")}).substr(1);
  if (chart.most_gas > 0)
    units += (units.empty() ? "" : " · ") +
             context.format("unit.per_year", {"", context.text("unit.bcm")}).substr(1);
  if (row.width() < canvas.px(480)) units.clear();  // they would stand in the way of the areas
  const Rect label = row.cut_right(canvas.text_width(units, TextRole::small) + canvas.px(12));
  if (!units.empty()) draw_word(canvas, label, units, palette.quiet);
  if (canvas.is_hovered(label)) canvas.tooltip(context.text("time.volumes") + ", " + units);
  if (!context.in.units.motion_is_scaled) return;
  const std::string& note = context.text("time.motion_not_to_scale");
  const float width = canvas.text_width(note, TextRole::small) + canvas.px(12);
  if (width < row.width()) draw_word(canvas, row.cut_left(width), note, palette.accent);
}

void zoom_range(PanelContext& context, const TimeAxis& axis, float steps) {
  const dataset::Dataset& data = context.in.dataset;
  const time::SimTime pivot = axis.when(context.canvas.pointer_x());
  const double factor = std::pow(0.8, static_cast<double>(steps));
  const int64_t shortest = 60 * time::k_ms_per_day;
  const auto span = static_cast<int64_t>(static_cast<double>(axis.to.ms - axis.from.ms) * factor);
  const int64_t new_span = std::clamp(span, shortest, data.range_to.ms - data.range_from.ms);
  int64_t from = pivot.ms - static_cast<int64_t>(axis.share(pivot) * static_cast<double>(new_span));
  from = std::clamp(from, data.range_from.ms, data.range_to.ms - new_span);
  context.act(actions::SetTimeRange{{from}, {from + new_span}});
}

}  // namespace

void draw_time_scrubber(PanelContext& context, const Rect& rect) {
  ui::Canvas& canvas = context.canvas;
  const ui::Palette& palette = canvas.palette();
  const AppState& state = context.in.state;
  const TimeChart& chart = chart_of(context);
  Rect rest = rect;
  const Rect years = rest.cut_bottom(canvas.px(16));
  const Rect event_lane = rest.cut_bottom(canvas.px(12));
  const Rect area = rest;
  const TimeAxis axis{state.bar_from, state.bar_to, rect.x0, rect.x1};

  canvas.mark("time.chart", {rect.x0, area.y0, rect.x1, years.y1});
  draw_axis(context, axis, years, area);
  draw_areas(context, chart, axis, area);
  draw_plans_mark(context, chart, axis, area);
  draw_captions(context, chart, Rect{area.x0, area.y0, area.x1, area.y0 + canvas.px(18)});
  if (state.settings.layers.events) draw_events(context, axis, event_lane);

  const Rect grip{rect.x0, area.y0, rect.x1, years.y1};
  const ui::Canvas::Press press = canvas.area("time.scrub", grip);
  const time::SimTime pointed = axis.when(canvas.pointer_x());
  if (press.held) {
    if (pointed != context.now()) context.act(actions::Seek{pointed});
  } else if (press.hovered) {
    canvas.line(canvas.pointer_x(), area.y0, canvas.pointer_x(), years.y0,
                ui::faded(palette.text, 0.5f));
    tell_figures(context, chart, pointed);
  }
  if (const float steps = canvas.wheel_over(grip); steps != 0) zoom_range(context, axis, steps);

  if (context.now() < axis.from || context.now() > axis.to) return;
  const float x = std::round(axis.x(context.now()));
  const float thick = canvas.px(2);
  canvas.fill({x - thick * 0.5f, area.y0 - canvas.px(2), x + thick * 0.5f, years.y0}, palette.text);
  const float r = canvas.px(6);
  canvas.triangle(x - r, area.y0 - r, x + r, area.y0 - r, x, area.y0 + r * 0.6f, palette.accent);
}

}  // namespace caspian::app
