// The list of corridors: grouped, searched, ticked, soloed, and chosen by a click on the row.
#include "app/panels/corridors_panel.h"

#include <algorithm>

#include "app/panels/filter_bar.h"
#include "app/panels/interface_palette.h"
#include "app/panels/swatch.h"
#include "scene/theme.h"
#include "ui/icons.h"
#include "ui/widgets.h"

namespace caspian::app {
namespace {

using ui::Rect;
using ui::TextRole;

/// What a row shows, measured before it is drawn.
struct Row {
  const dataset::Corridor* corridor = nullptr;
  bool is_shown = true, is_chosen = false;
  ui::Colour hue = 0;
  dataset::Status status = dataset::Status::none;
  RateLine rate;
  std::vector<std::string> name_lines;
  bool name_was_elided = false;
  bool figure_is_below = false;  // status and figure do not fit beside each other
  float height = 0;
};

/// All others are hidden.
bool is_only_one(PanelContext& context, const std::string& id) {
  const auto& corridors = context.in.dataset.corridors;
  return std::all_of(corridors.begin(), corridors.end(), [&](const dataset::Corridor& one) {
    return context.is_hidden(one.id) == (one.id != id);
  });
}

constexpr float k_indent = 32;  // from the row's left to its name

Row measure_row(PanelContext& context, uint32_t index, float width) {
  const dataset::Dataset& data = context.in.dataset;
  ui::Canvas& canvas = context.canvas;
  Row row;
  row.corridor = &data.corridors[index];
  row.is_shown = !context.is_hidden(row.corridor->id);
  const auto& selection = context.in.state.selection;
  row.is_chosen = selection && selection->kind == "corridor" && selection->id == row.corridor->id;
  row.hue = to_colour(scene::corridor_colour(row.corridor->id));
  row.status = status_of(data, row.corridor->dates, context.now(), context.variant());
  std::vector<dataset::Rate> rates;
  for (dataset::ShownRate& one : dataset::rates_passing(context.question(), index, context.now()))
    rates.push_back(std::move(one.rate));
  row.rate = rate_line(data, context.in.language, rates);
  // It has a figure, only not one that passes.
  if (rates.empty() &&
      !dataset::rates_at(data, context.in.rates, index, context.now(), context.variant()).empty())
    row.rate.figure = context.text("filter.out");
  row.name_lines =
      canvas.wrap(capitalised(context.short_name(*row.corridor), context.in.language),
                  TextRole::body, width - canvas.px(k_indent + 30), 4, &row.name_was_elided);
  const float lines = static_cast<float>(row.name_lines.size());
  row.height = canvas.px(14) + lines * canvas.line_height(TextRole::body) +
               canvas.line_height(TextRole::small) + canvas.px(2);
  const float one_line = canvas.px(28 + 10 + 14 + 8) +
                         canvas.text_width(context.text(status_key(row.status)), TextRole::small) +
                         canvas.text_width(row.rate.figure, TextRole::small);
  row.figure_is_below = one_line > width - canvas.px(k_indent + 8);
  if (row.figure_is_below) row.height += canvas.line_height(TextRole::small);
  if (!row.rate.qualifier.empty()) row.height += canvas.line_height(TextRole::small);
  return row;
}

void draw_figures(PanelContext& context, const Row& row, Rect rect) {
  ui::Canvas& canvas = context.canvas;
  const ui::Palette& palette = canvas.palette();
  Rect line = rect.cut_top(canvas.line_height(TextRole::small));
  const Rect swatch = line.cut_left(canvas.px(28));
  draw_swatch(canvas, swatch, row.hue, row.status, swatch_mark(context.in.dataset, *row.corridor));
  line.cut_left(canvas.px(10));
  const float rate_width = canvas.text_width(row.rate.figure, TextRole::small);
  const Rect figure = row.figure_is_below ? rect.cut_top(canvas.line_height(TextRole::small))
                                          : line.cut_right(rate_width + 1);
  canvas.text(figure, row.rate.figure, TextRole::small,
              row.rate.has_figure ? palette.text : palette.quiet, ui::Align::right);
  line.cut_right(canvas.px(8));
  const Rect mark = line.cut_left(canvas.px(8));
  draw_status_mark(canvas, mark.middle_x(), mark.middle_y(), canvas.px(4), row.status,
                   palette.quiet);
  line.cut_left(canvas.px(6));
  canvas.text(line, context.text(status_key(row.status)), TextRole::small, palette.quiet);
  if (row.rate.qualifier.empty()) return;
  canvas.text(rect.cut_top(canvas.line_height(TextRole::small)), row.rate.qualifier,
              TextRole::small, palette.quiet, ui::Align::right);
}

void draw_solo(PanelContext& context, const Row& row, const Rect& rect, bool is_near) {
  ui::Canvas& canvas = context.canvas;
  const ui::Palette& palette = canvas.palette();
  const std::string& id = row.corridor->id;
  const ui::Canvas::Press press = canvas.area("corridor." + id + ".solo", rect);
  const bool is_solo = is_only_one(context, id);
  const float near = canvas.animations().glide("near." + id, is_near || press.hovered, 0.12f);
  const ui::Colour colour = is_solo || press.hovered ? palette.accent : palette.quiet;
  canvas.text(rect, ui::icon::k_dot_circle, TextRole::small,
              ui::faded(colour, is_solo ? 1.0f : 0.35f + 0.65f * near), ui::Align::centre);
  if (press.hovered) canvas.tooltip(context.text(is_solo ? "panel.solo_end" : "panel.solo"));
  if (press.clicked) context.act(actions::SoloCorridor{id});
}

void draw_row(PanelContext& context, const Row& row, const Rect& rect) {
  ui::Canvas& canvas = context.canvas;
  const ui::Palette& palette = canvas.palette();
  const std::string& id = row.corridor->id;
  const std::string prefix = "corridor." + id;
  const bool is_near = canvas.is_hovered(rect) || context.in.state.hover == id;
  if (canvas.is_hovered(rect)) context.point_at(id);
  const float near = canvas.animations().glide(prefix + "#near", is_near, 0.12f);
  if (row.is_chosen) canvas.fill(rect, palette.raised, canvas.px(6));
  canvas.fill(rect, ui::faded(palette.hover, near), canvas.px(6));
  if (row.is_chosen)
    canvas.fill({rect.x0, rect.y0 + canvas.px(8), rect.x0 + canvas.px(3), rect.y1 - canvas.px(8)},
                row.hue, canvas.px(2));

  Rect rest = rect.inset(canvas.px(8), canvas.px(6));
  const float name_height = canvas.line_height(TextRole::body);
  const Rect tick{rect.x0 + canvas.px(4), rest.y0 - canvas.px(4), rect.x0 + canvas.px(30),
                  rest.y0 + name_height + canvas.px(4)};
  if (ui::tick_box(canvas, prefix + ".toggle", tick, row.is_shown, row.hue))
    context.act(actions::ToggleCorridor{id});
  const Rect solo{rect.x1 - canvas.px(30), tick.y0, rect.x1 - canvas.px(4), tick.y1};
  draw_solo(context, row, solo, is_near);

  const ui::Canvas::Press press =
      canvas.area(prefix + ".row", {tick.x1, rect.y0, solo.x0, rect.y1});
  if (press.hovered) {
    canvas.hand_pointer();
    const std::string& whole = context.name(row.corridor->name);
    if (canvas.pointer_y() > rect.y1 - canvas.px(26) && row.rate.has_figure)
      canvas.tooltip(row.rate.explanation);
    else if (row.name_was_elided || whole != context.short_name(*row.corridor))
      canvas.tooltip(whole);
  }
  if (press.clicked) context.act(actions::Select{{"corridor", id}});

  rest.x0 = rect.x0 + canvas.px(k_indent);
  const float name_bottom =
      rest.y0 + canvas.paragraph(rest.x0, rest.y0, row.name_lines, TextRole::body,
                                 row.is_shown ? palette.text : palette.quiet);
  rest.y0 = name_bottom + canvas.px(3);
  draw_figures(context, row, rest);
}

void draw_group_head(PanelContext& context, CorridorGroup group,
                     const std::vector<uint32_t>& members, const Rect& rect) {
  ui::Canvas& canvas = context.canvas;
  const ui::Palette& palette = canvas.palette();
  const std::string key(group_key(group));
  size_t shown = 0;
  for (const uint32_t index : members)
    shown += context.is_hidden(context.in.dataset.corridors[index].id) ? 0 : 1;

  Rect rest = rect;
  const Rect tick = rest.cut_left(canvas.px(30)).moved(canvas.px(2), 0);
  if (ui::tick_box(canvas, key + ".toggle", tick, shown > 0, palette.quiet)) {
    for (const uint32_t index : members)
      context.act(actions::ShowCorridor{context.in.dataset.corridors[index].id, shown == 0});
  }
  const ui::Canvas::Press press = canvas.area(key + ".fold", rest);
  const bool is_folded = context.local.folded.contains(key);
  if (press.hovered) canvas.hand_pointer();
  const Rect arrow = rest.cut_right(canvas.px(32));
  canvas.text(arrow, is_folded ? ui::icon::k_chevron_right : ui::icon::k_chevron_down,
              TextRole::small, press.hovered ? palette.text : palette.quiet, ui::Align::centre);
  const std::string count =
      context.in.language.digits(std::to_string(shown) + " / " + std::to_string(members.size()));
  const float count_width = canvas.text_width(count, TextRole::small);
  canvas.text(rest.cut_right(count_width + 1), count, TextRole::small, palette.quiet,
              ui::Align::right);
  rest.cut_left(canvas.px(2));
  canvas.text(rest, context.text(key), TextRole::strong, palette.text);
  if (!press.clicked) return;
  if (is_folded)
    context.local.folded.erase(key);
  else
    context.local.folded.insert(key);
}

void draw_list(PanelContext& context, const Rect& rect) {
  ui::Canvas& canvas = context.canvas;
  const dataset::Dataset& data = context.in.dataset;
  const Rect content = canvas.begin_scroll("corridors.list", rect);
  float y = content.y0;
  bool any = false;
  for (const CorridorGroup group : k_corridor_groups) {
    std::vector<uint32_t> members;
    for (uint32_t i = 0; i < data.corridors.size(); ++i)
      if (group_of(data, data.corridors[i]) == group &&
          matches(data.corridors[i], context.in.state.search))
        members.push_back(i);
    if (members.empty()) continue;
    any = true;
    const Rect head{content.x0, y, content.x1, y + canvas.px(32)};
    draw_group_head(context, group, members, head);
    y = head.y1;
    const bool is_searching = !context.in.state.search.empty();
    if (context.local.folded.contains(std::string(group_key(group))) && !is_searching) continue;
    for (const uint32_t index : members) {
      const Row row = measure_row(context, index, content.width());
      draw_row(context, row, {content.x0, y, content.x1, y + row.height});
      y += row.height;
    }
    y += canvas.px(8);
  }
  if (!any)
    y += canvas.paragraph(content.x0 + canvas.px(8), y + canvas.px(8),
                          {context.text("panel.nothing_found")}, TextRole::body,
                          canvas.palette().quiet);
  canvas.end_scroll(y);
}

void draw_corridors_tab(PanelContext& context, Rect rect) {
  ui::Canvas& canvas = context.canvas;
  std::string search = context.in.state.search;
  Rect field = rect.cut_top(canvas.px(32));
  if (!search.empty()) {
    const Rect clear = field.cut_right(canvas.px(32));
    if (ui::icon_button(canvas, "search.clear", clear, ui::icon::k_close, ""))
      context.act(actions::SetSearch{""});
  }
  if (ui::text_field(canvas, "search", field, search, context.text("panel.search"),
                     ui::icon::k_search) == ui::FieldEvent::changed)
    context.act(actions::SetSearch{search});
  rect.cut_top(canvas.px(4));
  draw_filter_bar(context, rect.cut_top(filter_bar_height(context, rect.width())));
  Rect summary = rect.cut_top(canvas.px(28));
  const auto& hidden = context.in.state.settings.hidden;
  size_t shown = 0;
  for (const dataset::Corridor& corridor : context.in.dataset.corridors)
    shown += std::find(hidden.begin(), hidden.end(), corridor.id) == hidden.end() ? 1 : 0;
  const size_t all = context.in.dataset.corridors.size();
  if (shown < all) {
    const std::string& label = context.text("panel.show_all");
    const Rect button =
        summary.cut_right(canvas.text_width(label, TextRole::small) + canvas.px(16));
    if (ui::text_button(canvas, "corridors.show_all", button.inset(0, canvas.px(2)), label))
      context.act(actions::ShowAllCorridors{});
  }
  summary.cut_left(canvas.px(4));
  canvas.text(summary,
              context.format("panel.shown_count", {std::to_string(shown), std::to_string(all)}),
              TextRole::small, canvas.palette().quiet);
  draw_list(context, rect);
}

}  // namespace

void draw_corridors_panel(PanelContext& context, const Rect& rect, bool is_open) {
  ui::Canvas& canvas = context.canvas;
  canvas.begin_panel("corridors", rect);
  if (!is_open) {
    if (ui::icon_button(canvas, "panel.open", rect.inset(canvas.px(4)), ui::icon::k_list,
                        context.text("panel.expand"))) {
      // Open but pushed aside by the inspector: make room. Otherwise: open.
      if (context.in.state.panel_open)
        context.act(actions::Deselect{});
      else
        context.act(actions::TogglePanel{});
    }
    canvas.end_panel();
    return;
  }
  Rect rest = rect.inset(canvas.px(12), canvas.px(8));
  Rect head = rest.cut_top(canvas.px(32));
  if (ui::icon_button(canvas, "panel.close", head.cut_right(canvas.px(32)),
                      ui::icon::k_chevron_left, context.text("panel.collapse")))
    context.act(actions::TogglePanel{});
  head.cut_left(canvas.px(4));
  const std::string& title = context.name(context.in.dataset.title);
  const std::string& shown_title = title.empty() ? context.text("app.subtitle") : title;
  if (canvas.text(head, shown_title, TextRole::strong, canvas.palette().text) &&
      canvas.is_hovered(head))
    canvas.tooltip(shown_title);
  rest.cut_top(canvas.px(4));
  const std::string tabs[] = {context.text("panel.corridors"), context.text("panel.layers")};
  if (const auto tab =
          ui::choice(canvas, "tab", rest.cut_top(canvas.px(32)), tabs, context.local.tab))
    context.local.tab = *tab;
  rest.cut_top(canvas.px(8));
  if (context.local.tab == 0)
    draw_corridors_tab(context, rest);
  else
    draw_layers_tab(context, rest);
  canvas.end_panel();
}

}  // namespace caspian::app
