// Keys and mouse in three groups, in two columns where there is room.
#include "app/panels/help_panel.h"

#include <algorithm>
#include <cmath>

#include "app/key_bindings.h"
#include "ui/icons.h"
#include "ui/widgets.h"

namespace caspian::app {
namespace {

using ui::Rect;
using ui::TextRole;

struct HelpGroup {
  const char* title;
  std::vector<KeyHelp> rows;
};

/// The table of keys in its three groups.
std::vector<HelpGroup> help_groups() {
  std::vector<HelpGroup> groups{
      {"help.group.view", {}}, {"help.group.time", {}}, {"help.group.program", {}}};
  for (const KeyHelp& row : key_help()) groups[static_cast<size_t>(row.group)].rows.push_back(row);
  return groups;
}

std::string keys_text(const PanelContext& context, const KeyHelp& row) {
  const std::string_view keys = row.keys;
  return keys.starts_with("key.") ? context.text(keys) : std::string(keys);
}

float cap_width(const PanelContext& context, const KeyHelp& row) {
  const ui::Canvas& canvas = context.canvas;
  return std::max(canvas.px(44),
                  canvas.text_width(keys_text(context, row), TextRole::small) + canvas.px(16));
}

/// "Drag: move the ground": the cap already says what to do.
std::string meaning_text(const PanelContext& context, const KeyHelp& row) {
  const std::string& whole = context.text(row.meaning);
  const size_t colon = whole.find(": ");
  const bool says_how = std::string_view(row.keys).starts_with("key.");
  return says_how && colon != std::string::npos ? whole.substr(colon + 2) : whole;
}

/// One or two groups under each other; every meaning in a column begins at the same place.
struct Column {
  std::vector<HelpGroup> groups;
  float caps = 0, width = 0, height = 0;
};

Column column_of(const PanelContext& context, std::vector<HelpGroup> groups) {
  const ui::Canvas& canvas = context.canvas;
  Column column{std::move(groups), 0, 0, 0};
  float meanings = 0;
  for (const HelpGroup& group : column.groups) {
    column.height += canvas.px(44) + canvas.px(28) * static_cast<float>(group.rows.size());
    for (const KeyHelp& row : group.rows) {
      column.caps = std::max(column.caps, cap_width(context, row));
      meanings = std::max(meanings, canvas.text_width(meaning_text(context, row), TextRole::body));
    }
  }
  column.width = column.caps + canvas.px(12) + meanings + 1;
  return column;
}

/// `squeeze`: rows closer together where the picture is low, 1 = as they are best.
void draw_column(PanelContext& context, const Column& column, Rect rect, float squeeze) {
  ui::Canvas& canvas = context.canvas;
  const ui::Palette& palette = canvas.palette();
  for (const HelpGroup& group : column.groups) {
    canvas.text(rect.cut_top(canvas.px(36) * squeeze), context.text(group.title), TextRole::strong,
                palette.accent);
    for (const KeyHelp& row : group.rows) {
      Rect line = rect.cut_top(canvas.px(28) * squeeze);
      Rect cap = line.cut_left(column.caps);
      cap.x1 = cap.x0 + cap_width(context, row);
      canvas.fill(cap.inset(0, canvas.px(3) * squeeze), palette.raised, canvas.px(4));
      canvas.text(cap, keys_text(context, row), TextRole::small, palette.text, ui::Align::centre);
      line.cut_left(canvas.px(12));
      canvas.text(line, meaning_text(context, row), TextRole::body, palette.text);
    }
    rect.cut_top(canvas.px(8) * squeeze);
  }
}

}  // namespace

void draw_help_sheet(PanelContext& context) {
  ui::Canvas& canvas = context.canvas;
  const bool is_open = context.in.state.help_open;
  const float slide = canvas.animations().glide("help", is_open, 0.15f);
  if (!is_open) return;
  const Rect picture = canvas.picture();
  const float pad = canvas.px(24);
  std::vector<HelpGroup> groups = help_groups();
  std::vector<Column> columns{column_of(context, {groups[0], groups[1]}),
                              column_of(context, {groups[2]})};
  if (columns[0].width + columns[1].width + 3 * pad > picture.width() - canvas.px(16))
    columns = {column_of(context, std::move(groups))};
  float wide = pad, high = 0;
  for (const Column& column : columns) {
    wide += column.width + pad;
    high = std::max(high, column.height);
  }
  const float squeeze =
      std::clamp((picture.height() - canvas.px(104)) / std::max(1.0f, high), 0.5f, 1.0f);
  high *= squeeze;
  Rect card = picture.centred(wide, high + canvas.px(88)).moved(0, (1 - slide) * canvas.px(12));
  card = {std::round(card.x0), std::round(std::max(canvas.px(8), card.y0)), std::round(card.x1),
          std::round(card.y1)};

  if (canvas.scrim("help_scrim")) context.act(actions::ToggleHelp{});
  canvas.begin_overlay("help", card);
  Rect rest = card.inset(pad, canvas.px(16));
  Rect head = rest.cut_top(canvas.px(36));
  if (ui::icon_button(canvas, "help.close", head.cut_right(canvas.px(36)), ui::icon::k_close,
                      context.text("inspector.close")))
    context.act(actions::ToggleHelp{});
  canvas.text(head, context.text("help.title"), TextRole::large, canvas.palette().text);
  canvas.text(rest.cut_bottom(canvas.px(20)), context.text("help.close"), TextRole::small,
              canvas.palette().quiet);
  for (const Column& column : columns) {
    draw_column(context, column, rest.cut_left(column.width), squeeze);
    rest.cut_left(pad);
  }
  canvas.end_panel();
}

}  // namespace caspian::app
