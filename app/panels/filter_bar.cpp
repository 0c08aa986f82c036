// Chips wrap to as many rows as they need; the menu offers only what some flow has.
#include "app/panels/filter_bar.h"

#include <algorithm>
#include <set>

#include "scene/filter_words.h"
#include "ui/icons.h"
#include "ui/widgets.h"

namespace caspian::app {
namespace {

using ui::Rect;
using ui::TextRole;

constexpr float k_chip = 26, k_gap = 4;

std::string value_name(const PanelContext& context, std::string_view key, std::string_view id) {
  return capitalised(
      scene::filter_value_name(context.in.dataset, context.in.language, context.in.names, key, id),
      context.in.language);
}

bool is_in(const dataset::FlowFilter& filter, std::string_view key, const std::string& id) {
  for (const auto& [name, list] : dataset::filter_keys())
    if (name == key)
      return std::find((filter.*list).begin(), (filter.*list).end(), id) != (filter.*list).end();
  return false;
}

struct Chip {
  std::string key, id, label;
  Rect rect;  // from the bar's upper left
};

/// Where the chips go, then the two buttons.
struct Arranged {
  std::vector<Chip> chips;
  Rect add, clear;
  float height = 0;
};

Arranged arrange(const PanelContext& context, float width) {
  const ui::Canvas& canvas = context.canvas;
  const dataset::FlowFilter& filter = context.in.state.settings.filter;
  const float high = canvas.px(k_chip), gap = canvas.px(k_gap);
  Arranged all;
  float x = 0, y = 0;
  const auto place = [&](float wide) {
    wide = std::min(wide, width);
    if (x > 0 && x + wide > width) x = 0, y += high + gap;
    const Rect rect{x, y, x + wide, y + high};
    x = rect.x1 + gap;
    return rect;
  };
  for (const auto& [key, list] : dataset::filter_keys())
    for (const std::string& id : filter.*list) {
      Chip chip{std::string(key), id, value_name(context, key, id), {}};
      chip.rect = place(canvas.text_width(chip.label, TextRole::small) + canvas.px(40));
      all.chips.push_back(std::move(chip));
    }
  const float word = canvas.text_width(context.text("filter.title"), TextRole::small);
  all.add = place(canvas.px(all.chips.empty() ? 40.0f : 26.0f) + (all.chips.empty() ? word : 0));
  if (!all.chips.empty()) all.clear = place(canvas.px(26));
  all.height = y + high;
  return all;
}

void draw_chip(PanelContext& context, const Chip& chip, Rect rect) {
  ui::Canvas& canvas = context.canvas;
  const ui::Palette& palette = canvas.palette();
  const ui::Canvas::Press press = canvas.area("filter.chip." + chip.key + "." + chip.id, rect);
  const float round = rect.height() * 0.5f;
  canvas.fill(rect, palette.raised, round);
  canvas.outline(rect, press.hovered ? palette.text : ui::faded(palette.accent, 0.7f), round);
  if (press.hovered) {
    canvas.hand_pointer();
    canvas.tooltip(context.text("filter." + chip.key) + ": " + chip.label + "\n" +
                   context.text("filter.remove"));
  }
  rect.cut_left(canvas.px(12));
  canvas.text(rect.cut_right(canvas.px(24)), ui::icon::k_close, TextRole::small,
              press.hovered ? palette.text : palette.quiet, ui::Align::centre);
  canvas.text(rect, chip.label, TextRole::small, palette.text);
  if (press.clicked) context.act(actions::ToggleFilter{chip.key, chip.id});
}

/// A heading that folds the values below it.
bool draw_menu_heading(PanelContext& context, const FilterChoice& choice, const Rect& row) {
  ui::Canvas& canvas = context.canvas;
  const ui::Palette& palette = canvas.palette();
  const std::string key = "filter." + choice.key;
  const ui::Canvas::Press press = canvas.area(key + ".fold", row);
  const bool is_folded = context.local.folded.contains(key);
  if (press.hovered) canvas.hand_pointer();
  Rect rest = row.inset(canvas.px(8), 0);
  canvas.text(rest.cut_right(canvas.px(20)),
              is_folded ? ui::icon::k_chevron_right : ui::icon::k_chevron_down, TextRole::small,
              press.hovered ? palette.text : palette.quiet, ui::Align::centre);
  canvas.text(rest, context.text(key), TextRole::strong, palette.text);
  if (press.clicked) {
    if (is_folded)
      context.local.folded.erase(key);
    else
      context.local.folded.insert(key);
  }
  return !is_folded;
}

void draw_menu_value(PanelContext& context, const FilterChoice& choice, const std::string& id,
                     const std::vector<std::string>& lines, const Rect& row) {
  ui::Canvas& canvas = context.canvas;
  const ui::Palette& palette = canvas.palette();
  const std::string name = "filter.add." + choice.key + "." + id;
  const bool is_on = is_in(context.in.state.settings.filter, choice.key, id);
  const ui::Canvas::Press press = canvas.area(name, row);
  if (press.hovered) {
    canvas.fill(row, palette.hover, canvas.px(6));
    canvas.hand_pointer();
  }
  const Rect box = Rect{row.x0, row.y0, row.x0 + canvas.px(36), row.y0 + canvas.px(28)}.centred(
      canvas.px(16), canvas.px(16));
  canvas.fill(box, is_on ? palette.accent : palette.raised, canvas.px(4));
  canvas.outline(box, is_on ? palette.accent : palette.quiet, canvas.px(4));
  if (is_on)
    canvas.text(box.inset(-canvas.px(4)), ui::icon::k_check, TextRole::small, palette.on_accent,
                ui::Align::centre);
  canvas.paragraph(row.x0 + canvas.px(36), row.y0 + canvas.px(4), lines, TextRole::body,
                   is_on ? palette.text : palette.quiet);
  if (press.clicked) context.act(actions::ToggleFilter{choice.key, id});
}

}  // namespace

std::vector<FilterChoice> filter_choices(const dataset::Dataset& dataset,
                                         const std::vector<dataset::RateSeries>& rates,
                                         std::span<const dataset::PathFlow> flows) {
  std::set<std::string> commodities, modes, directions, countries, qualities;
  std::set<uint32_t> corridors;
  for (const dataset::RateSeries& series : rates) {
    commodities.insert(series.commodity);
    corridors.insert(series.corridor);
  }
  for (const dataset::PathFlow& flow : flows) {
    const dataset::Path& path = dataset.paths[flow.path];
    commodities.insert(flow.commodity);
    corridors.insert(flow.corridor);
    directions.insert(path.backward ? "backward" : "forward");
    qualities.insert(std::string(dataset::quality_id(flow.quality)));
    for (const dataset::PathStep& step : path.steps) {
      const dataset::Link& link = dataset.links[step.link];
      modes.insert(std::string(dataset::mode_id(link.mode)));
      countries.insert(dataset.nodes[link.from_node].country);
      countries.insert(dataset.nodes[link.to_node].country);
      countries.insert(link.transit.begin(), link.transit.end());
    }
  }
  countries.erase("XX");
  const auto list = [](const std::set<std::string>& ids) {
    return std::vector<std::string>(ids.begin(), ids.end());
  };
  std::vector<std::string> ids;
  for (const uint32_t corridor : corridors) ids.push_back(dataset.corridors[corridor].id);
  std::vector<std::string> ways(directions.rbegin(), directions.rend());  // forward first
  std::vector<FilterChoice> choices{
      {"commodity", list(commodities)}, {"direction", ways}, {"mode", list(modes)},
      {"country", list(countries)},     {"corridor", ids},   {"quality", list(qualities)}};
  std::erase_if(choices, [](const FilterChoice& choice) { return choice.ids.empty(); });
  return choices;
}

float filter_bar_height(PanelContext& context, float width) {
  return arrange(context, width).height;
}

void draw_filter_bar(PanelContext& context, const Rect& rect) {
  ui::Canvas& canvas = context.canvas;
  const Arranged all = arrange(context, rect.width());
  for (const Chip& chip : all.chips) draw_chip(context, chip, chip.rect.moved(rect.x0, rect.y0));
  const Rect add = all.add.moved(rect.x0, rect.y0);
  const bool is_open = context.local.filter_menu_open;
  bool add_clicked = false;
  if (all.chips.empty()) {
    add_clicked = ui::text_button(
        canvas, "filter.open", add,
        std::string(ui::icon::k_filter) + "  " + context.text("filter.title"), is_open);
  } else {
    add_clicked = ui::icon_button(canvas, "filter.open", add, ui::icon::k_plus,
                                  context.text("filter.add"), is_open);
    if (ui::icon_button(canvas, "filter.clear", all.clear.moved(rect.x0, rect.y0),
                        ui::icon::k_close, context.text("filter.clear")))
      context.act(actions::ClearFilter{});
  }
  if (add_clicked) context.local.filter_menu_open = !is_open;
}

void draw_filter_menu(PanelContext& context, const Rect& beside) {
  if (!context.local.filter_menu_open) return;
  ui::Canvas& canvas = context.canvas;
  const Rect picture = canvas.picture();
  const float width = canvas.px(272);
  const float x = std::min(beside.x1 + canvas.px(8), picture.x1 - width - canvas.px(8));
  const Rect card{x, beside.y0, x + width,
                  std::min(beside.y0 + canvas.px(480), picture.y1 - canvas.px(104))};
  canvas.begin_overlay("filter_menu", card);
  Rect rest = card.inset(canvas.px(8));
  Rect head = rest.cut_top(canvas.px(32));
  if (ui::icon_button(canvas, "filter.close", head.cut_right(canvas.px(32)), ui::icon::k_close,
                      context.text("inspector.close")))
    context.local.filter_menu_open = false;
  head.cut_left(canvas.px(8));
  canvas.text(head, context.text("filter.title"), TextRole::strong, canvas.palette().text);
  const Rect content = canvas.begin_scroll("filter.values", rest);
  float y = content.y0;
  for (FilterChoice& choice :
       filter_choices(context.in.dataset, context.in.rates, context.in.flows)) {
    if (choice.key == "country" || choice.key == "corridor")
      std::sort(choice.ids.begin(), choice.ids.end(), [&](const auto& a, const auto& b) {
        return value_name(context, choice.key, a) < value_name(context, choice.key, b);
      });
    const Rect heading{content.x0, y, content.x1, y + canvas.px(30)};
    y = heading.y1;
    if (!draw_menu_heading(context, choice, heading)) continue;
    for (const std::string& id : choice.ids) {
      const auto lines = canvas.wrap(value_name(context, choice.key, id), TextRole::body,
                                     content.width() - canvas.px(40));
      const Rect row{
          content.x0, y, content.x1,
          y + canvas.px(8) + canvas.line_height(TextRole::body) * static_cast<float>(lines.size())};
      draw_menu_value(context, choice, id, lines, row);
      y = row.y1;
    }
    y += canvas.px(6);
  }
  canvas.end_scroll(y);
  canvas.end_panel();
}

}  // namespace caspian::app
