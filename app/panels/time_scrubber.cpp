// The chart that is also the scrubber: what the visible corridors carry, when things happened,
// where we are.
#include <algorithm>
#include <cmath>

#include "app/panels/chart_areas.h"
#include "app/panels/time_panel.h"
#include "ui/icons.h"
#include "ui/widgets.h"

namespace caspian::app {
namespace {

using ui::Rect;
using ui::TextRole;

void draw_axis(PanelContext& context, const TimeAxis& axis, const Rect& lane, const Rect& area) {
  ui::Canvas& canvas = context.canvas;
  const ui::Palette& palette = canvas.palette();
  const auto most = static_cast<size_t>(lane.width() / canvas.px(52));
  for (const AxisMark& mark : axis_marks(axis.from, axis.to, most)) {
    const float x = std::round(axis.x(mark.when));
    canvas.line(x + 0.5f, area.y0, x + 0.5f, lane.y0 + canvas.px(3),
                ui::faded(palette.quiet, 0.3f));
    const std::string label = mark.month == 0
                                  ? context.in.language.plain(mark.year)
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
      canvas.tooltip(context.in.language.digits(event.date.text) + " · " +
                     context.name(event.title));
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

/// What the areas are divided by, and how large the chart is.
void draw_chart_switches(PanelContext& context, Rect& row) {
  ui::Canvas& canvas = context.canvas;
  const ui::Palette& palette = canvas.palette();
  const AppState& state = context.in.state;
  const ui::Colour ground = ui::faded(palette.panel | 0xFF000000u, 0.8f);
  const Rect size = row.cut_right(canvas.px(24));
  canvas.fill(size, ground, canvas.px(4));
  if (ui::icon_button(canvas, "chart.size", size, ui::icon::k_area_chart,
                      context.text(state.chart_open ? "chart.small" : "chart.large"),
                      state.chart_open))
    context.act(actions::ToggleChart{});
  row.cut_right(canvas.px(4));
  const bool by_cargo = state.settings.colour_by == scene::ColourBy::commodity;
  const std::string& label = context.text(by_cargo ? "chart.by_commodity" : "chart.by_corridor");
  const float width = canvas.text_width(label, TextRole::small) + canvas.px(14);
  if (row.width() < width + canvas.px(60)) return;
  const Rect chip = row.cut_right(width);
  canvas.fill(chip, ground, canvas.px(4));
  if (ui::text_button(canvas, "chart.by", chip, label))
    context.act(
        actions::SetColourBy{by_cargo ? scene::ColourBy::corridor : scene::ColourBy::commodity});
  row.cut_right(canvas.px(4));
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
  draw_chart_switches(context, row);
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
  // The map's furniture says it too, when it is there.
  if (!context.in.units.motion_is_scaled || state.settings.layers.furniture) return;
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
  draw_chart_areas(context, chart, axis, area);
  if (state.chart_open) {
    draw_chart_labels(context, chart, axis, area);
  }
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
    const ChartInterval* interval = chart.at(pointed);
    const ChartBand* band =
        interval ? band_at(chart, *interval, area, canvas.pointer_y()) : nullptr;
    if (band) context.point_at(chart.series[band->series].id);
    canvas.tooltip(chart_words(context, chart, pointed, band));
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
