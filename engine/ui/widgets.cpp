// Drawing and pointer handling of the controls.
#include "ui/widgets.h"

#include <imgui.h>
#include <imgui_internal.h>
#include <imgui_stdlib.h>

#include <algorithm>
#include <cmath>

#include "ui/icons.h"

namespace caspian::ui {
namespace {

/// Hover comes and goes softly.
Colour touched(Canvas& canvas, const std::string& id, const Canvas::Press& press) {
  const float glow = canvas.animations().glide(id + "#hover", press.hovered, 0.12f);
  const Palette& palette = canvas.palette();
  if (press.held && press.hovered) return palette.pressed;
  return faded(palette.hover, glow);
}

}  // namespace

bool icon_button(Canvas& canvas, const std::string& id, const Rect& rect, const char* icon,
                 std::string_view tip, bool is_on) {
  const Canvas::Press press = canvas.area(id, rect);
  const Palette& palette = canvas.palette();
  canvas.fill(rect, touched(canvas, id, press), canvas.px(6));
  canvas.text(rect, icon, TextRole::body, is_on ? palette.accent : palette.text, Align::centre);
  if (press.hovered && !tip.empty()) canvas.tooltip(tip);
  return press.clicked;
}

bool accent_button(Canvas& canvas, const std::string& id, const Rect& rect, const char* icon,
                   std::string_view tip) {
  const Canvas::Press press = canvas.area(id, rect);
  const Palette& palette = canvas.palette();
  const Colour fill = press.hovered ? mixed(palette.accent, palette.text, 0.2f) : palette.accent;
  canvas.fill(rect, fill, canvas.px(6));
  canvas.text(rect, icon, TextRole::body, palette.on_accent, Align::centre);
  if (press.hovered && !tip.empty()) canvas.tooltip(tip);
  return press.clicked;
}

bool text_button(Canvas& canvas, const std::string& id, const Rect& rect, std::string_view label,
                 bool is_on, TextRole role) {
  const Canvas::Press press = canvas.area(id, rect);
  const Palette& palette = canvas.palette();
  canvas.fill(rect, is_on ? palette.raised : touched(canvas, id, press), canvas.px(6));
  const bool was_elided = canvas.text(rect.inset(canvas.px(4), 0), label, role,
                                      is_on ? palette.accent : palette.text, Align::centre);
  if (press.hovered && was_elided) canvas.tooltip(label);
  return press.clicked;
}

bool tick_box(Canvas& canvas, const std::string& id, const Rect& rect, bool is_on, Colour hue) {
  const Canvas::Press press = canvas.area(id, rect);
  const Palette& palette = canvas.palette();
  const float on = canvas.animations().glide(id + "#on", is_on, 0.25f);
  const Rect box = rect.centred(canvas.px(16), canvas.px(16));
  const float rounding = canvas.px(4);
  canvas.fill(box, palette.raised, rounding);
  canvas.outline(box, press.hovered ? palette.text : palette.quiet, rounding,
                 std::max(1.0f, canvas.px(1)));
  if (on > 0) {
    canvas.fill(box, faded(hue, on), rounding);
    // The tick is dark on light hues and light on dark ones.
    const float luma = 0.299f * static_cast<float>(hue & 0xFFu) +
                       0.587f * static_cast<float>(hue >> 8 & 0xFFu) +
                       0.114f * static_cast<float>(hue >> 16 & 0xFFu);
    const Colour tick = faded(luma > 120 ? colour_of(0x14191C) : colour_of(0xFFFFFF), on);
    const float u = box.width() / 16;
    const float wide = 2 * u;
    canvas.unmirrored(box, [&](const Rect& seen) {  // a tick is a tick in every script
      const float x = seen.x0, y = seen.y0;
      canvas.line(x + 3.6f * u, y + 8.2f * u, x + 6.8f * u, y + 11.4f * u, tick, wide);
      canvas.line(x + 6.4f * u, y + 11.4f * u, x + 12.6f * u, y + 4.8f * u, tick, wide);
    });
  }
  return press.clicked;
}

namespace {

/// Lines one under the other in the vertical middle of a rectangle.
void centred_lines(Canvas& canvas, const Rect& rect, const std::vector<std::string>& lines,
                   TextRole role, Colour colour) {
  const float high = canvas.line_height(role) * static_cast<float>(lines.size());
  canvas.paragraph(rect.x0, rect.middle_y() - high * 0.5f, lines, role, colour);
}

float switch_label_width(const Canvas& canvas, float width) {
  return width - canvas.px(54);  // the track and the margins
}

float list_row_height(const Canvas& canvas, const std::string& label, float width) {
  const auto lines = canvas.wrap(label, TextRole::small, width - canvas.px(20));
  return std::max(
      canvas.px(30),
      canvas.line_height(TextRole::small) * static_cast<float>(lines.size()) + canvas.px(12));
}

}  // namespace

float switch_height(const Canvas& canvas, std::string_view label, float width) {
  const auto lines = canvas.wrap(label, TextRole::body, switch_label_width(canvas, width));
  return std::max(
      canvas.px(30),
      canvas.line_height(TextRole::body) * static_cast<float>(lines.size()) + canvas.px(8));
}

bool switch_row(Canvas& canvas, const std::string& id, const Rect& row, std::string_view label,
                bool is_on) {
  const Canvas::Press press = canvas.area(id, row);
  const Palette& palette = canvas.palette();
  canvas.fill(row, touched(canvas, id, press), canvas.px(6));
  Rect inner = row.inset(canvas.px(8), 0);
  const Rect track = inner.cut_right(canvas.px(30)).centred(canvas.px(30), canvas.px(16));
  inner.cut_right(canvas.px(8));
  centred_lines(canvas, inner,
                canvas.wrap(label, TextRole::body, switch_label_width(canvas, row.width())),
                TextRole::body, is_on ? palette.text : palette.quiet);
  const float on = canvas.animations().glide(id + "#on", is_on, 0.25f);
  canvas.fill(track, mixed(palette.raised, palette.accent, on), track.height() * 0.5f);
  canvas.outline(track, mixed(palette.faint, palette.accent, on), track.height() * 0.5f);
  const float radius = track.height() * 0.5f - canvas.px(3);
  const float reach = track.width() - track.height();
  canvas.disc(track.x0 + track.height() * 0.5f + reach * on, track.middle_y(), radius,
              mixed(palette.quiet, palette.on_accent, on));
  return press.clicked;
}

std::optional<float> slider(Canvas& canvas, const std::string& id, const Rect& rect, float share) {
  const Canvas::Press press = canvas.area(id, rect);
  const Palette& palette = canvas.palette();
  const float radius = canvas.px(7);
  const Rect track = rect.centred(rect.width() - 2 * radius, canvas.px(4));
  std::optional<float> wanted;
  if (press.held) {
    wanted = std::clamp((canvas.pointer_x() - track.x0) / track.width(), 0.0f, 1.0f);
    share = *wanted;
  }
  const float x = track.x0 + track.width() * std::clamp(share, 0.0f, 1.0f);
  canvas.fill(track, palette.raised, track.height() * 0.5f);
  canvas.outline(track, palette.faint, track.height() * 0.5f);
  canvas.fill({track.x0, track.y0, x, track.y1}, palette.accent, track.height() * 0.5f);
  const float grow = canvas.animations().glide(id + "#hover", press.hovered || press.held, 0.12f);
  canvas.disc(x, track.middle_y(), radius + grow * canvas.px(1), palette.accent);
  canvas.disc(x, track.middle_y(), radius * 0.45f, palette.on_accent);
  return wanted;
}

namespace {

/// All beside each other if they fit; many as a grid; few under each other.
size_t columns_of(const Canvas& canvas, std::span<const std::string> labels, float width) {
  float widest = 0;
  for (const std::string& label : labels)
    widest = std::max(widest, canvas.text_width(label, TextRole::small));
  const auto fit = static_cast<size_t>(std::max(1.0f, width / (widest + canvas.px(12))));
  if (fit >= labels.size()) return std::max<size_t>(1, labels.size());
  return labels.size() > 4 ? fit : 1;
}

size_t rows_of(size_t labels, size_t columns) {
  return (labels + columns - 1) / columns;
}

}  // namespace

float choice_height(const Canvas& canvas, std::span<const std::string> labels, float width) {
  const size_t columns = columns_of(canvas, labels, width);
  if (columns > 1 || labels.size() < 2) {
    const size_t rows = rows_of(labels.size(), columns);
    return canvas.px(rows == 1 ? 32.0f : 30.0f * static_cast<float>(rows) + 2);
  }
  float high = canvas.px(2);
  for (const std::string& label : labels) high += list_row_height(canvas, label, width);
  return high;
}

std::optional<size_t> choice(Canvas& canvas, const std::string& id, const Rect& rect,
                             std::span<const std::string> labels, size_t chosen) {
  const Palette& palette = canvas.palette();
  canvas.fill(rect, palette.raised, canvas.px(6));
  std::optional<size_t> clicked;
  const size_t columns = columns_of(canvas, labels, rect.width());
  const bool is_list = columns == 1 && labels.size() > 1;
  const float wide = rect.width() / static_cast<float>(columns);
  const float even = rect.height() / static_cast<float>(rows_of(labels.size(), columns));
  float y = rect.y0;
  for (size_t i = 0; i < labels.size(); ++i) {
    const float x = rect.x0 + wide * static_cast<float>(i % columns);
    const float high = is_list ? list_row_height(canvas, labels[i], rect.width()) : even;
    const Rect piece =
        Rect{std::round(x), std::round(y), std::round(x + wide), std::round(y + high)}.inset(
            canvas.px(2));
    if (i % columns == columns - 1) y += high;
    const std::string name = id + "." + std::to_string(i);
    const Canvas::Press press = canvas.area(name, piece);
    const bool is_chosen = i == chosen;
    canvas.fill(piece, is_chosen ? palette.accent : touched(canvas, name, press), canvas.px(5));
    const Colour ink = is_chosen ? palette.on_accent : palette.text;
    if (is_list) {
      const Rect inner = piece.inset(canvas.px(8), 0);
      centred_lines(canvas, inner,
                    canvas.wrap(labels[i], TextRole::small, rect.width() - canvas.px(20)),
                    TextRole::small, ink);
    } else if (canvas.text(piece.inset(canvas.px(4), 0), labels[i], TextRole::small, ink,
                           Align::centre) &&
               press.hovered) {
      canvas.tooltip(labels[i]);
    }
    if (press.clicked) clicked = i;
  }
  return clicked;
}

namespace {

/// Bytes before the n-th character.
size_t byte_of(std::string_view text, int characters) {
  size_t at = 0;
  for (; characters > 0 && at < text.size(); --characters) {
    do ++at;
    while (at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0u) == 0x80u);
  }
  return at;
}

/// The text, what is chosen of it and the cursor. ImGui edits, but knows the letters of no script.
void draw_field_text(Canvas& canvas, const Rect& seen, const std::string& text, TextRole role,
                     const ImGuiInputTextState* editing) {
  const Palette& palette = canvas.palette();
  const bool from_right = scene::is_right_to_left(text) || (text.empty() && canvas.is_mirrored());
  const float whole = canvas.text_width(text, role);
  const auto reach = [&](int characters) {
    return canvas.text_width(std::string_view(text).substr(0, byte_of(text, characters)), role);
  };
  const float cursor = editing != nullptr ? reach(editing->Stb.cursor) : 0;
  // The end that is written at stays in sight.
  const float hidden = std::max(0.0f, cursor - seen.width() + canvas.px(2));
  const auto at = [&](float way) {
    return from_right ? seen.x1 - way + hidden : seen.x0 + way - hidden;
  };
  ImDrawList& list = canvas.draw();
  list.PushClipRect({seen.x0, seen.y0}, {seen.x1, seen.y1}, true);
  const float half = seen.height() * 0.3f;
  if (editing != nullptr && editing->HasSelection()) {
    const float one = at(reach(editing->Stb.select_start));
    const float other = at(reach(editing->Stb.select_end));
    list.AddRectFilled({std::min(one, other), seen.middle_y() - half},
                       {std::max(one, other), seen.middle_y() + half},
                       faded(palette.accent, 0.35f));
  }
  const float left = from_right ? at(whole) : at(0);
  canvas.write(std::round(left), seen.middle_y() - canvas.text_height(role) * 0.5f, text, role,
               palette.text);
  if (editing != nullptr) {
    const float x = std::round(at(cursor)) + 0.5f;
    list.AddLine({x, seen.middle_y() - half}, {x, seen.middle_y() + half}, palette.text,
                 std::max(1.0f, canvas.px(1)));
  }
  list.PopClipRect();
}

}  // namespace

FieldEvent text_field(Canvas& canvas, const std::string& id, const Rect& rect, std::string& text,
                      const std::string& hint, const char* icon, bool take_focus, TextRole role) {
  const Palette& palette = canvas.palette();
  canvas.fill(rect, palette.raised, canvas.px(6));
  Rect inner = rect;
  if (icon != nullptr)
    canvas.text(inner.cut_left(canvas.px(32)), icon, TextRole::body, palette.quiet, Align::centre);
  else
    inner.cut_left(canvas.px(8));
  canvas.mark(id, rect);
  inner.cut_right(canvas.px(4));
  const Rect seen = canvas.placed(inner);
  ImGui::PushStyleVar(ImGuiStyleVar_FramePadding,
                      ImVec2(0, std::floor((rect.height() - ImGui::GetFontSize()) * 0.5f)));
  for (const ImGuiCol colour :
       {ImGuiCol_FrameBg, ImGuiCol_Text, ImGuiCol_TextDisabled, ImGuiCol_TextSelectedBg})
    ImGui::PushStyleColor(colour, 0);
  ImGui::SetCursorScreenPos({seen.x0, seen.y0});
  ImGui::SetNextItemWidth(seen.width());
  if (take_focus) ImGui::SetKeyboardFocusHere();
  const std::string label = "##" + id;
  const bool entered =
      ImGui::InputText(label.c_str(), &text,
                       ImGuiInputTextFlags_EnterReturnsTrue | ImGuiInputTextFlags_AutoSelectAll);
  const bool changed = ImGui::IsItemEdited();
  const bool left = ImGui::IsItemDeactivated();
  const bool is_active = ImGui::IsItemActive();
  const ImGuiInputTextState* editing =
      is_active ? ImGui::GetInputTextState(ImGui::GetItemID()) : nullptr;
  ImGui::PopStyleColor(4);
  ImGui::PopStyleVar();
  if (is_active)
    canvas.outline(rect, palette.accent, canvas.px(6), std::max(1.0f, canvas.px(1.5f)));
  if (text.empty() && !hint.empty()) canvas.text(inner, hint, role, palette.quiet);
  draw_field_text(canvas, seen, text, role, editing);
  if (entered) return FieldEvent::entered;
  if (changed) return FieldEvent::changed;
  return left ? FieldEvent::left : FieldEvent::none;
}

float badge(Canvas& canvas, float x, float middle_y, std::string_view label, Colour fill,
            Colour text) {
  const float wide = canvas.text_width(label, TextRole::small) + canvas.px(10);
  const float tall = canvas.px(18);
  const Rect rect{x, std::round(middle_y - tall * 0.5f), x + wide,
                  std::round(middle_y + tall * 0.5f)};
  canvas.fill(rect, fill, canvas.px(4));
  canvas.text(rect, label, TextRole::small, text, Align::centre);
  return wide;
}

}  // namespace caspian::ui
