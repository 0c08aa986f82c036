// Drawing and pointer handling of the controls.
#include "ui/widgets.h"

#include <imgui.h>
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
    canvas.line(box.x0 + 3.6f * u, box.y0 + 8.2f * u, box.x0 + 6.8f * u, box.y0 + 11.4f * u, tick,
                wide);
    canvas.line(box.x0 + 6.4f * u, box.y0 + 11.4f * u, box.x0 + 12.6f * u, box.y0 + 4.8f * u, tick,
                wide);
  }
  return press.clicked;
}

bool switch_row(Canvas& canvas, const std::string& id, const Rect& row, std::string_view label,
                bool is_on) {
  const Canvas::Press press = canvas.area(id, row);
  const Palette& palette = canvas.palette();
  canvas.fill(row, touched(canvas, id, press), canvas.px(6));
  Rect inner = row.inset(canvas.px(8), 0);
  const Rect track = inner.cut_right(canvas.px(30)).centred(canvas.px(30), canvas.px(16));
  inner.cut_right(canvas.px(8));
  const bool was_elided =
      canvas.text(inner, label, TextRole::body, is_on ? palette.text : palette.quiet);
  const float on = canvas.animations().glide(id + "#on", is_on, 0.25f);
  canvas.fill(track, mixed(palette.raised, palette.accent, on), track.height() * 0.5f);
  canvas.outline(track, mixed(palette.faint, palette.accent, on), track.height() * 0.5f);
  const float radius = track.height() * 0.5f - canvas.px(3);
  const float reach = track.width() - track.height();
  canvas.draw().AddCircleFilled({track.x0 + track.height() * 0.5f + reach * on, track.middle_y()},
                                radius, mixed(palette.quiet, palette.on_accent, on), 24);
  if (press.hovered && was_elided) canvas.tooltip(label);
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
  canvas.draw().AddCircleFilled({x, track.middle_y()}, radius + grow * canvas.px(1), palette.accent,
                                32);
  canvas.draw().AddCircleFilled({x, track.middle_y()}, radius * 0.45f, palette.on_accent, 24);
  return wanted;
}

namespace {

bool fit_side_by_side(const Canvas& canvas, std::span<const std::string> labels, float width) {
  const float part = width / static_cast<float>(labels.size()) - canvas.px(12);
  return std::all_of(labels.begin(), labels.end(), [&](const std::string& label) {
    return canvas.text_width(label, TextRole::small) <= part;
  });
}

}  // namespace

float choice_height(const Canvas& canvas, std::span<const std::string> labels, float width) {
  const bool is_one_line = fit_side_by_side(canvas, labels, width);
  return canvas.px(is_one_line ? 32.0f : 30.0f * static_cast<float>(labels.size()) + 2);
}

std::optional<size_t> choice(Canvas& canvas, const std::string& id, const Rect& rect,
                             std::span<const std::string> labels, size_t chosen) {
  const Palette& palette = canvas.palette();
  canvas.fill(rect, palette.raised, canvas.px(6));
  std::optional<size_t> clicked;
  const bool is_one_line = fit_side_by_side(canvas, labels, rect.width());
  const auto count = static_cast<float>(labels.size());
  const float wide = is_one_line ? rect.width() / count : rect.width();
  const float high = is_one_line ? rect.height() : rect.height() / count;
  for (size_t i = 0; i < labels.size(); ++i) {
    const float x = rect.x0 + (is_one_line ? wide * static_cast<float>(i) : 0);
    const float y = rect.y0 + (is_one_line ? 0 : high * static_cast<float>(i));
    const Rect piece =
        Rect{std::round(x), std::round(y), std::round(x + wide), std::round(y + high)}.inset(
            canvas.px(2));
    const std::string name = id + "." + std::to_string(i);
    const Canvas::Press press = canvas.area(name, piece);
    const bool is_chosen = i == chosen;
    canvas.fill(piece, is_chosen ? palette.accent : touched(canvas, name, press), canvas.px(5));
    const bool was_elided = canvas.text(
        piece.inset(canvas.px(is_one_line ? 4 : 8), 0), labels[i], TextRole::small,
        is_chosen ? palette.on_accent : palette.text, is_one_line ? Align::centre : Align::left);
    if (press.hovered && was_elided) canvas.tooltip(labels[i]);
    if (press.clicked) clicked = i;
  }
  return clicked;
}

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
  ImFont* font = canvas.font(role);
  ImGui::PushFont(font);
  ImGui::PushStyleVar(ImGuiStyleVar_FramePadding,
                      ImVec2(0, std::floor((rect.height() - font->FontSize) * 0.5f)));
  ImGui::PushStyleColor(ImGuiCol_FrameBg, 0);
  ImGui::PushStyleColor(ImGuiCol_Text, palette.text);
  ImGui::PushStyleColor(ImGuiCol_TextDisabled, palette.quiet);
  ImGui::PushStyleColor(ImGuiCol_TextSelectedBg, faded(palette.accent, 0.35f));
  ImGui::SetCursorScreenPos({inner.x0, inner.y0});
  ImGui::SetNextItemWidth(inner.width() - canvas.px(4));
  if (take_focus) ImGui::SetKeyboardFocusHere();
  const std::string label = "##" + id;
  const bool entered = ImGui::InputTextWithHint(
      label.c_str(), hint.c_str(), &text,
      ImGuiInputTextFlags_EnterReturnsTrue | ImGuiInputTextFlags_AutoSelectAll);
  const bool changed = ImGui::IsItemEdited();
  const bool left = ImGui::IsItemDeactivated();
  if (ImGui::IsItemActive())
    canvas.outline(rect, palette.accent, canvas.px(6), std::max(1.0f, canvas.px(1.5f)));
  ImGui::PopStyleColor(4);
  ImGui::PopStyleVar();
  ImGui::PopFont();
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
