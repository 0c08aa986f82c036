// Only what is visible at the date has an entry.
#include "app/panels/legend_panel.h"

#include <algorithm>
#include <array>

#include "app/panels/corridor_facts.h"
#include "app/panels/swatch.h"
#include "ui/icons.h"
#include "ui/widgets.h"

namespace caspian::app {
namespace {

using ui::Rect;
using ui::TextRole;

constexpr float k_sample = 40;  // width of a sample
constexpr float k_gap = 12;     // between sample and words
constexpr float k_width = 272;
constexpr float k_pad = 16;

struct Entry {
  enum class Sample { heading, unit, status, no_data, projected, line, grade };
  Sample sample = Sample::heading;
  std::string text;
  dataset::Status status = dataset::Status::none;
  dataset::TreatyLine::Style style = dataset::TreatyLine::Style::solid;
  std::string letter;
};

std::vector<Entry> corridor_entries(PanelContext& context) {
  const dataset::Dataset& data = context.in.dataset;
  std::array<bool, 6> seen{};
  bool any_without_figure = false, any_projected = false;
  for (uint32_t i = 0; i < data.corridors.size(); ++i) {
    if (context.is_hidden(data.corridors[i].id)) continue;
    const dataset::Status status =
        status_of(data, data.corridors[i].dates, context.now(), context.variant());
    seen[static_cast<size_t>(status)] = true;
    if (status == dataset::Status::none || status == dataset::Status::closed) continue;
    const auto rates =
        dataset::rates_at(data, context.in.rates, i, context.now(), context.variant());
    any_without_figure |= rates.empty();
    for (const dataset::Rate& rate : rates) any_projected |= rate.kind != dataset::Kind::actual;
  }
  std::vector<Entry> entries;
  for (const dataset::Status status :
       {dataset::Status::operating, dataset::Status::under_construction, dataset::Status::planned,
        dataset::Status::suspended})
    if (seen[static_cast<size_t>(status)])
      entries.push_back({.sample = Entry::Sample::status,
                         .text = context.text(status_key(status)),
                         .status = status});
  if (any_without_figure)
    entries.push_back({.sample = Entry::Sample::no_data, .text = context.text("legend.no_data")});
  if (any_projected)
    entries.push_back(
        {.sample = Entry::Sample::projected, .text = context.text("legend.plan_paler")});
  return entries;
}

std::vector<Entry> line_entries(PanelContext& context) {
  using Style = dataset::TreatyLine::Style;
  std::vector<Entry> entries;
  for (const auto& [style, code] : {std::pair{Style::solid, "solid"},
                                    {Style::long_dash, "long_dash"},
                                    {Style::dotted, "dotted"}}) {
    const auto& lines = context.in.dataset.lines;
    const bool is_seen = std::any_of(lines.begin(), lines.end(), [&](const auto& line) {
      return line.style == style && line.shown_at(context.now()) && !context.is_hidden(line.id);
    });
    if (is_seen)
      entries.push_back({.sample = Entry::Sample::line,
                         .text = word(context.in.language, "line_style.", code),
                         .style = style});
  }
  return entries;
}

std::vector<Entry> all_entries(PanelContext& context) {
  const scene::Language& language = context.in.language;
  const scene::LayerToggles& layers = context.in.state.settings.layers;
  std::vector<Entry> entries;
  const auto add = [&](const std::vector<Entry>& more) {
    entries.insert(entries.end(), more.begin(), more.end());
  };
  const UnitFacts& units = context.in.units;
  if (layers.units && units.tonnes_per_unit > 0)
    entries.push_back({.sample = Entry::Sample::unit,
                       .text = context.format("legend.tonnes_per_unit",
                                              {language.number(units.tonnes_per_unit, 0)})});
  if (layers.units && units.bcm_per_unit > 0)
    entries.push_back({.sample = Entry::Sample::unit,
                       .text = context.format("legend.bcm_per_unit",
                                              {language.number(units.bcm_per_unit * 1000, 2)})});
  if (layers.ribbons) add(corridor_entries(context));
  if (layers.lines) {
    const std::vector<Entry> lines = line_entries(context);
    if (!lines.empty()) entries.push_back({.text = context.text("legend.lines")});
    add(lines);
  }
  entries.push_back({.text = context.text("legend.grade")});
  for (const char* grade : {"a", "b", "c"}) {
    // "A: named source": the letter becomes a badge.
    std::string text = word(language, "grade.", grade);
    std::string letter = text.substr(0, text.find(':'));
    if (text.size() > letter.size() + 2) text = text.substr(letter.size() + 2);
    entries.push_back({.sample = Entry::Sample::grade, .text = text, .letter = letter});
  }
  return entries;
}

std::vector<std::string> lines_of(const ui::Canvas& canvas, const Entry& entry) {
  const bool is_heading = entry.sample == Entry::Sample::heading;
  const float width =
      canvas.px(k_width - 2 * k_pad) - (is_heading ? 0 : canvas.px(k_sample + k_gap));
  return canvas.wrap(entry.text, TextRole::small, width);
}

float height_of(const ui::Canvas& canvas, const Entry& entry) {
  const float lines = static_cast<float>(lines_of(canvas, entry).size());
  const float gap = entry.sample == Entry::Sample::heading ? canvas.px(12) : canvas.px(5);
  return lines * canvas.line_height(TextRole::small) + gap;
}

void draw_sample(ui::Canvas& canvas, const Entry& entry, const Rect& rect) {
  const ui::Palette& palette = canvas.palette();
  switch (entry.sample) {
    case Entry::Sample::heading:
      return;
    case Entry::Sample::unit: {
      // A round-ended dash with a soft head, as it moves on the map.
      const float y = rect.middle_y(), thick = canvas.px(4);
      canvas.line(rect.x0, y, rect.x1, y, palette.faint, canvas.px(1));
      const float x = rect.x0 + canvas.px(12);
      canvas.fill({x, y - thick * 0.5f, x + canvas.px(14), y + thick * 0.5f}, palette.accent,
                  thick * 0.5f);
      return;
    }
    case Entry::Sample::status:
      draw_swatch(canvas, rect, palette.text, entry.status, SwatchMark::none);
      return;
    case Entry::Sample::no_data: {
      const float y = std::round(rect.middle_y());
      const float reach = canvas.px(2);
      canvas.line(rect.x0, y - reach, rect.x1, y - reach, palette.quiet);
      canvas.line(rect.x0, y + reach, rect.x1, y + reach, palette.quiet);
      return;
    }
    case Entry::Sample::projected:
      draw_standing(canvas, rect.centred(rect.width(), canvas.px(10)), palette.text,
                    FigureStanding::projected);
      return;
    case Entry::Sample::line:
      draw_line_style(canvas, rect, entry.style, palette.text);
      return;
    case Entry::Sample::grade:
      ui::badge(canvas, rect.x0, rect.middle_y(), entry.letter, palette.raised, palette.text);
      return;
  }
}

}  // namespace

float legend_height(PanelContext& context) {
  float height = context.canvas.px(40 + 8);
  for (const Entry& entry : all_entries(context)) height += height_of(context.canvas, entry);
  return height / context.canvas.px(1000) * 1000;
}

float folded_legend_width(PanelContext& context) {
  const float title = context.canvas.text_width(context.text("legend.title"), TextRole::strong);
  return (title + context.canvas.px(16 + 48)) / context.canvas.px(1000) * 1000;
}

void draw_legend_panel(PanelContext& context, const Rect& rect, bool is_folded) {
  ui::Canvas& canvas = context.canvas;
  const ui::Palette& palette = canvas.palette();
  canvas.begin_panel("legend", rect);
  Rect rest = rect;
  Rect head = rest.cut_top(canvas.px(40)).inset(canvas.px(4));
  if (ui::icon_button(canvas, "legend.close", head.cut_right(canvas.px(32)), ui::icon::k_close,
                      context.text("inspector.close")))
    context.act(actions::ToggleLegend{});
  head.cut_left(canvas.px(12));
  canvas.text(head, context.text("legend.title"), TextRole::strong, palette.text);
  if (is_folded) {
    canvas.end_panel();
    return;
  }
  rest = rest.inset(canvas.px(k_pad), 0);
  for (const Entry& entry : all_entries(context)) {
    const std::vector<std::string> lines = lines_of(canvas, entry);
    const Rect row = rest.cut_top(height_of(canvas, entry));
    const float line = canvas.line_height(TextRole::small);
    if (entry.sample == Entry::Sample::heading) {
      canvas.line(row.x0, row.y0 + canvas.px(4), row.x1, row.y0 + canvas.px(4),
                  ui::faded(palette.faint, 0.6f));
      canvas.paragraph(row.x0, row.y0 + canvas.px(9), lines, TextRole::small, palette.quiet);
      continue;
    }
    const Rect sample{row.x0, row.y0, row.x0 + canvas.px(k_sample), row.y0 + line};
    draw_sample(canvas, entry, sample);
    canvas.paragraph(sample.x1 + canvas.px(k_gap), row.y0, lines, TextRole::small, palette.text);
  }
  canvas.end_panel();
}

}  // namespace caspian::app
