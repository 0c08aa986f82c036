// Text on a canvas: measured, elided, wrapped.
#include <imgui.h>

#include <cmath>

#include "ui/canvas.h"

namespace caspian::ui {
namespace {

float width_of(const ImFont& font, std::string_view text) {
  return font.CalcTextSizeA(font.FontSize, 1e9f, 0, text.data(), text.data() + text.size()).x;
}

bool is_continuation(char byte) {
  return (static_cast<unsigned char>(byte) & 0xC0u) == 0x80u;
}

/// Length in bytes of the longest start of `text` (whole characters) that is not wider than
/// `width`.
size_t fitting(const ImFont& font, std::string_view text, float width) {
  size_t begin = 0;
  float used = 0;
  while (begin < text.size()) {
    size_t end = begin + 1;
    while (end < text.size() && is_continuation(text[end])) ++end;
    used += width_of(font, text.substr(begin, end - begin));  // ImGui knows no kerning
    if (used > width) break;
    begin = end;
  }
  return begin;
}

}  // namespace

void Canvas::note_text(float x, float y, const std::string& text, TextRole role,
                       bool was_elided) const {
  if (text_log_ == nullptr || text.empty()) return;
  const ImFont& font = *fonts_.of(role);
  const float middle = y + font.FontSize * 0.5f, half = font.FontSize * 0.27f;
  text_log_->push_back({text,
                        panel_,
                        {x, middle - half, x + width_of(font, text), middle + half},
                        within_,
                        was_elided});
}

float Canvas::text_width(std::string_view text, TextRole role) const {
  return width_of(*fonts_.of(role), text);
}

float Canvas::line_height(TextRole role) const {
  const float em_share = role == TextRole::large ? 0.86f : 0.98f;
  return std::round(fonts_.of(role)->FontSize * em_share);
}

std::string Canvas::elided(std::string_view text, TextRole role, float width,
                           bool* was_elided) const {
  const ImFont& font = *fonts_.of(role);
  if (was_elided != nullptr) *was_elided = false;
  if (width_of(font, text) <= width) return std::string(text);
  if (was_elided != nullptr) *was_elided = true;
  constexpr std::string_view k_ellipsis = "…";
  size_t length = fitting(font, text, width - width_of(font, k_ellipsis));
  while (length > 0 && (text[length - 1] == ' ' || text[length - 1] == ',')) --length;
  return std::string(text.substr(0, length)).append(k_ellipsis);
}

std::vector<std::string> Canvas::wrap(std::string_view text, TextRole role, float width,
                                      size_t max_lines, bool* was_elided) const {
  const ImFont& font = *fonts_.of(role);
  if (was_elided != nullptr) *was_elided = false;
  std::vector<std::string> lines;
  while (!text.empty()) {
    if (const size_t end = text.find('\n'); end != std::string_view::npos) {
      const std::vector<std::string> before =
          wrap(text.substr(0, end), role, width, max_lines - lines.size(), was_elided);
      lines.insert(lines.end(), before.begin(), before.end());
      text.remove_prefix(end + 1);
      if (lines.size() >= max_lines) return lines;
      continue;
    }
    if (lines.size() + 1 >= max_lines) {
      lines.push_back(elided(text, role, width, was_elided));
      return lines;
    }
    size_t length = fitting(font, text, width);
    if (length < text.size()) {
      // Break after the last space or hyphen that fits; a lone long word breaks between letters.
      size_t cut = length;
      while (cut > 0 && text[cut] != ' ' && text[cut - 1] != '-' && text[cut - 1] != '/' &&
             text[cut - 1] != ' ')
        --cut;
      if (cut > 0) length = cut;
    }
    if (length == 0) length = text.size();  // narrower than one letter
    std::string_view one = text.substr(0, length);
    text.remove_prefix(length);
    while (!one.empty() && one.back() == ' ') one.remove_suffix(1);
    while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
    lines.emplace_back(one);
  }
  return lines;
}

bool Canvas::text(const Rect& rect, std::string_view text, TextRole role, Colour colour,
                  Align align) {
  ImFont* font = fonts_.of(role);
  bool was_elided = false;
  const std::string shown = elided(text, role, rect.width() + 0.5f, &was_elided);
  const float width = width_of(*font, shown);
  float x = rect.x0;
  if (align == Align::centre) x = rect.middle_x() - width * 0.5f;
  if (align == Align::right) x = rect.x1 - width;
  const float y = rect.middle_y() - font->FontSize * 0.5f;
  draw().AddText(font, font->FontSize, {std::round(x), std::round(y)}, colour, shown.data(),
                 shown.data() + shown.size());
  note_text(x, y, shown, role, was_elided);
  return was_elided;
}

float Canvas::paragraph(float x, float y, const std::vector<std::string>& lines, TextRole role,
                        Colour colour) {
  ImFont* font = fonts_.of(role);
  const float step = line_height(role);
  const float lead = (step - font->FontSize) * 0.5f;
  for (size_t i = 0; i < lines.size(); ++i) {
    const float top = std::round(y + lead + step * static_cast<float>(i));
    draw().AddText(font, font->FontSize, {std::round(x), top}, colour, lines[i].data(),
                   lines[i].data() + lines[i].size());
    note_text(x, top, lines[i], role, lines[i].ends_with("…"));
  }
  return step * static_cast<float>(lines.size());
}

}  // namespace caspian::ui
