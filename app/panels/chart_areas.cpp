// Steps, not slopes: a yearly figure holds for its year. What the pointer is over keeps its colour,
// the others step back.
#include "app/panels/chart_areas.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <set>

#include "app/panels/interface_palette.h"
#include "app/panels/swatch.h"
#include "scene/theme.h"

namespace caspian::app {
namespace {

using ui::Rect;
using ui::TextRole;

constexpr float k_stepped_back = 0.28f;
constexpr size_t k_most_sources = 3;

/// "" when nothing is pointed at or chosen that the chart knows.
std::string emphasised(const PanelContext& context, const TimeChart& chart) {
  const AppState& state = context.in.state;
  std::string id = state.hover;
  if (id.empty() && state.selection && state.selection->kind == "corridor")
    id = state.selection->id;
  const bool is_known = std::any_of(chart.series.begin(), chart.series.end(),
                                    [&](const ChartSeries& one) { return one.id == id; });
  return is_known ? id : "";
}

Rect piece_of(const ChartBand& band, float x0, float x1, const Rect& rect, double most, bool up) {
  const auto low = static_cast<float>(band.low / most) * rect.height();
  const auto high = static_cast<float>(band.high / most) * rect.height();
  return up ? Rect{x0, rect.y1 - high, x1, rect.y1 - low}
            : Rect{x0, rect.y0 + low, x1, rect.y0 + high};
}

struct Span {
  float x0 = 0, x1 = 0;
};
Span span_of(const ChartInterval& interval, const TimeAxis& axis) {
  return {std::round(std::max(axis.x(interval.from), axis.x0)),
          std::round(std::min(axis.x(interval.to), axis.x1))};
}

/// One stack; `up`: grows from the bottom of `rect`, else hangs from its top.
void draw_stack(PanelContext& context, const TimeChart& chart, const std::vector<ChartBand>& bands,
                Span span, const Rect& rect, double most, bool up, const std::string& emphasis) {
  if (most <= 0) return;
  for (const ChartBand& band : bands) {
    const ChartSeries& series = chart.series[band.series];
    const bool steps_back = !emphasis.empty() && series.id != emphasis;
    const ui::Colour hue =
        ui::faded(series_hue(series, context.in.dataset), steps_back ? k_stepped_back : 0.9f);
    draw_standing(context.canvas, piece_of(band, span.x0, span.x1, rect, most, up), hue,
                  band.standing);
  }
}

/// No data is a gap, not zero: a dotted line where what is pointed at runs without a figure, or
/// where nothing shown has one.
void draw_gap(PanelContext& context, const TimeChart& chart, const ChartInterval& interval,
              Span span, float y, const std::string& emphasis) {
  ui::Canvas& canvas = context.canvas;
  ui::Colour colour = canvas.palette().quiet;
  if (emphasis.empty()) {
    if (interval.gaps.empty() || !interval.rates.empty()) return;
  } else {
    const auto gap = std::find_if(interval.gaps.begin(), interval.gaps.end(), [&](size_t series) {
      return chart.series[series].id == emphasis;
    });
    if (gap == interval.gaps.end()) return;
    colour = series_hue(chart.series[*gap], context.in.dataset);
  }
  const float pitch = canvas.px(5), dot = canvas.px(2);
  for (float x = std::ceil(span.x0 / pitch) * pitch; x + dot <= span.x1; x += pitch)
    canvas.fill({x, y - dot * 0.5f, x + dot, y + dot * 0.5f}, colour);
}

/// Where a layer's name has room: the longest run of intervals that share a strip high enough.
struct Room {
  float x0 = 0, x1 = 0, y0 = 0, y1 = 0;
  float width() const { return x1 - x0; }
};

Room widest_room(const TimeChart& chart, const TimeAxis& axis, const Rect& rect, double most,
                 bool up, size_t series, float height) {
  Room best, run;
  for (const ChartInterval& interval : chart.intervals) {
    const Span span = span_of(interval, axis);
    if (span.x1 <= span.x0) continue;
    Rect strip{0, std::numeric_limits<float>::max(), 0, std::numeric_limits<float>::lowest()};
    for (const ChartBand& band : up ? interval.tonnes : interval.gas) {
      if (band.series != series) continue;
      const Rect piece = piece_of(band, span.x0, span.x1, rect, most, up);
      strip.y0 = std::min(strip.y0, piece.y0);
      strip.y1 = std::max(strip.y1, piece.y1);
    }
    const bool is_high = strip.y1 - strip.y0 >= height;
    const float y0 = std::max(run.y0, strip.y0), y1 = std::min(run.y1, strip.y1);
    if (is_high && run.width() > 0 && y1 - y0 >= height)
      run = {run.x0, span.x1, y0, y1};
    else
      run = is_high ? Room{span.x0, span.x1, strip.y0, strip.y1} : Room{};
    if (run.width() > best.width()) best = run;
  }
  return best;
}

void draw_names(PanelContext& context, const TimeChart& chart, const TimeAxis& axis,
                const Rect& rect, double most, bool up, const Rect& keep_off) {
  ui::Canvas& canvas = context.canvas;
  if (most <= 0) return;
  const float height = canvas.line_height(TextRole::small);
  for (size_t i = 0; i < chart.series.size(); ++i) {
    const Room room = widest_room(chart, axis, rect, most, up, i, height);
    const std::string name =
        capitalised(series_name(context, chart.series[i]), context.in.language);
    const float width = canvas.text_width(name, TextRole::small) + canvas.px(10);
    if (room.width() < width) continue;
    const float x = std::round((room.x0 + room.x1 - width) * 0.5f);
    const float y = std::round((room.y0 + room.y1 - height) * 0.5f);
    const Rect label{x, y, x + width, y + height};
    if (label.x0 < keep_off.x1 && label.x1 > keep_off.x0 && label.y0 < keep_off.y1 &&
        label.y1 > keep_off.y0)
      continue;
    canvas.fill(label, ui::faded(canvas.palette().panel | 0xFF000000u, 0.62f), canvas.px(4));
    canvas.text(label, name, TextRole::small, canvas.palette().text, ui::Align::centre);
  }
}

void draw_values(PanelContext& context, const Rect& rect, double most, bool up,
                 std::string_view unit) {
  ui::Canvas& canvas = context.canvas;
  const ui::Palette& palette = canvas.palette();
  const float height = canvas.line_height(TextRole::small);
  const auto count = static_cast<size_t>(rect.height() / (height * 1.6f));
  const std::vector<double> marks = value_marks(most, count);
  for (size_t i = 0; i < marks.size(); ++i) {
    const auto along = static_cast<float>(marks[i] / most) * rect.height();
    const float y = std::round(up ? rect.y1 - along : rect.y0 + along) + 0.5f;
    canvas.line(rect.x0, y, rect.x1, y, ui::faded(palette.quiet, 0.25f));
    std::string label = figure_text(context.in.language, marks[i]);
    if (i + 1 == marks.size()) label = amount_text(context.in.language, marks[i], unit);
    const float width = canvas.text_width(label, TextRole::small) + canvas.px(8);
    const float top = up ? y : y - height;
    if (top < rect.y0 + canvas.px(2)) continue;
    const Rect text{rect.x0, top, rect.x0 + width, top + height};
    canvas.fill(text, ui::faded(palette.panel | 0xFF000000u, 0.7f), canvas.px(4));
    canvas.text(text, label, TextRole::small, palette.quiet, ui::Align::centre);
  }
}

/// Kind, quality, grade and sources of the rates that a band is made of.
std::string standing_words(PanelContext& context, const ChartInterval& interval,
                           const ChartBand& band) {
  const scene::Language& language = context.in.language;
  const dataset::Dataset& data = context.in.dataset;
  std::set<std::string> kinds, qualities, grades, sources;
  bool any_part = false;
  for (const size_t index : band.parts) {
    const dataset::ShownRate& one = interval.rates[index];
    std::string kind = word(language, "kind.", kind_code(one.rate.kind));
    if (one.rate.held_from_year)
      kind = language.format("figure.held", {std::to_string(*one.rate.held_from_year)});
    else if (one.rate.is_interpolated)
      kind = language.text("figure.interpolated");
    kinds.insert(kind);
    qualities.insert(word(language, "quality.", quality_code(one.rate.quality)));
    any_part |= one.is_part;
    if (one.rate.volume < data.volumes.size())
      grades.insert(std::string(grade_letter(data.volumes[one.rate.volume].grade)));
    if (!one.rate.source.empty()) sources.insert(one.rate.source);
  }
  const auto joined = [](const std::set<std::string>& words) {
    std::string all;
    for (const std::string& one : words) all += (all.empty() ? "" : ", ") + one;
    return all;
  };
  std::string words = joined(kinds) + " · " + joined(qualities);
  if (!grades.empty()) words += " · " + language.format("grade.short", {joined(grades)});
  if (any_part) words += "\n" + language.text("chart.part");
  size_t told = 0;
  for (const std::string& source : sources) {
    if (told++ < k_most_sources) words += "\n" + language.text("inspector.source") + ": " + source;
  }
  if (told > k_most_sources)
    words += "\n" + language.format("legend.more", {std::to_string(told - k_most_sources)});
  return words;
}

std::string unit_of(const ChartInterval& interval, const ChartBand& band) {
  return band.parts.empty() ? "" : interval.rates[band.parts.front()].rate.unit;
}

}  // namespace

double TimeAxis::share(time::SimTime when) const {
  return static_cast<double>(when.ms - from.ms) /
         static_cast<double>(std::max<int64_t>(1, to.ms - from.ms));
}

time::SimTime TimeAxis::when(float at_x) const {
  const double part = std::clamp(static_cast<double>((at_x - x0) / (x1 - x0)), 0.0, 1.0);
  return {from.ms + static_cast<int64_t>(part * static_cast<double>(to.ms - from.ms))};
}

const TimeChart& chart_of(PanelContext& context) {
  const scene::ViewSettings& settings = context.in.state.settings;
  std::string key = context.variant() + "|" + context.in.dataset.digest;
  for (const std::string& id : settings.hidden) key += "|" + id;
  for (const auto& [name, list] : dataset::filter_keys())
    for (const std::string& id : settings.filter.*list) key += "|" + std::string(name) + "=" + id;
  key += settings.colour_by == scene::ColourBy::commodity ? "|c" : "";
  if (key != context.local.chart_key) {
    context.local.chart = build_time_chart(context.question(), settings.colour_by);
    context.local.chart_key = key;
  }
  return context.local.chart;
}

ChartParts chart_parts(const TimeChart& chart, const Rect& area) {
  ChartParts parts;
  parts.gas = area;
  float share = 1;
  if (chart.most_gas > 0) share = chart.most_tonnes > 0 ? 0.68f : 0;
  parts.tonnes = parts.gas.cut_top(std::round(area.height() * share));
  return parts;
}

void draw_chart_areas(PanelContext& context, const TimeChart& chart, const TimeAxis& axis,
                      const Rect& area) {
  ui::Canvas& canvas = context.canvas;
  const ChartParts parts = chart_parts(chart, area);
  const std::string emphasis = emphasised(context, chart);
  for (const ChartInterval& interval : chart.intervals) {
    const Span span = span_of(interval, axis);
    if (span.x1 <= span.x0) continue;
    draw_stack(context, chart, interval.tonnes, span, parts.tonnes, chart.most_tonnes, true,
               emphasis);
    draw_stack(context, chart, interval.gas, span, parts.gas, chart.most_gas, false, emphasis);
    draw_gap(context, chart, interval, span, parts.tonnes.y1 - canvas.px(4), emphasis);
  }
  canvas.line(area.x0, parts.tonnes.y1, area.x1, parts.tonnes.y1, canvas.palette().quiet);
}

void draw_chart_labels(PanelContext& context, const TimeChart& chart, const TimeAxis& axis,
                       const Rect& area) {
  const ChartParts parts = chart_parts(chart, area);
  draw_values(context, parts.tonnes, chart.most_tonnes, true, "Mt");
  draw_values(context, parts.gas, chart.most_gas, false, "bcm");
  const Rect values{area.x0, area.y0, area.x0 + context.canvas.px(76), area.y1};
  draw_names(context, chart, axis, parts.tonnes, chart.most_tonnes, true, values);
  draw_names(context, chart, axis, parts.gas, chart.most_gas, false, values);
}

const ChartBand* band_at(const TimeChart& chart, const ChartInterval& interval, const Rect& area,
                         float y) {
  const ChartParts parts = chart_parts(chart, area);
  const auto find = [&](const std::vector<ChartBand>& bands, const Rect& rect, double most,
                        bool up) -> const ChartBand* {
    if (most <= 0) return nullptr;
    for (const ChartBand& band : bands) {
      const Rect piece = piece_of(band, 0, 1, rect, most, up);
      // A thin band is hit a little beside itself too.
      const float slack = std::max(0.0f, 1.5f - piece.height() * 0.5f);
      if (y >= piece.y0 - slack && y <= piece.y1 + slack) return &band;
    }
    return nullptr;
  };
  if (const ChartBand* band = find(interval.tonnes, parts.tonnes, chart.most_tonnes, true))
    return band;
  return find(interval.gas, parts.gas, chart.most_gas, false);
}

std::string chart_words(PanelContext& context, const TimeChart& chart, time::SimTime when,
                        const ChartBand* band) {
  const scene::Language& language = context.in.language;
  std::string words = language.long_date(when);
  const ChartInterval* interval = chart.at(when);
  if (interval == nullptr) return words;
  if (band != nullptr) {
    const std::string unit = unit_of(*interval, *band);
    words += "\n" +
             capitalised(series_name(context, chart.series[band->series]), context.in.language) +
             ": " + amount_text(language, band->high - band->low, unit);
    return words + "\n" + standing_words(context, *interval, *band);
  }
  if (interval->rates.empty()) return words + "\n" + language.text("figure.none");
  std::string sums;
  for (const auto& [bands, unit] :
       {std::pair{&interval->tonnes, "Mt"}, std::pair{&interval->gas, "bcm"}})
    if (!bands->empty())
      sums += (sums.empty() ? "" : " · ") + amount_text(language, bands->back().high, unit);
  words += "\n" + language.text("chart.sum") + ": " + sums;
  std::string without;
  for (const size_t gap : interval->gaps)
    without += (without.empty() ? "" : ", ") + series_name(context, chart.series[gap]);
  if (!without.empty()) words += "\n" + language.text("figure.none") + ": " + without;
  return words;
}

std::string series_name(const PanelContext& context, const ChartSeries& series) {
  if (series.corridor == dataset::k_none)
    return word(context.in.language, "commodity.", series.commodity);
  return context.short_name(context.in.dataset.corridors[series.corridor]);
}

ui::Colour series_hue(const ChartSeries& series, const dataset::Dataset& dataset) {
  return to_colour(series.corridor == dataset::k_none
                       ? scene::commodity_colour(series.commodity)
                       : scene::corridor_colour(dataset.corridors[series.corridor].id));
}

}  // namespace caspian::app
