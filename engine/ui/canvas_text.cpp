// Text on a canvas: measured, elided, wrapped, aligned.
#include <imgui.h>

#include <algorithm>
#include <cmath>

#include "ui/canvas.h"
#include "ui/icons.h"

namespace caspian::ui {
namespace {

/// The character that begins at a byte; 0 at the end. For valid UTF-8.
char32_t character_at(std::string_view text, size_t at) {
  if (at >= text.size()) return 0;
  const auto lead = static_cast<unsigned char>(text[at]);
  const size_t length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  char32_t c = length == 1 ? lead : lead & (0xFFu >> (length + 1));
  for (size_t k = 1; k < length && at + k < text.size(); ++k)
    c = (c << 6) | (static_cast<unsigned char>(text[at + k]) & 0x3Fu);
  return c;
}

size_t start_of_previous(std::string_view text, size_t at) {
  do --at;
  while (at > 0 && (static_cast<unsigned char>(text[at]) & 0xC0u) == 0x80u);
  return at;
}

bool is_chinese(char32_t c) {
  return c >= 0x2E80 && c <= 0x9FFF;
}
/// Chinese marks that never begin a line.
bool is_closing_mark(char32_t c) {
  constexpr std::u32string_view k_marks = U"，。、；：？！）》」”";
  return k_marks.find(c) != k_marks.npos;
}

/// A line may end before the character at `at`.
bool may_break(std::string_view text, size_t at) {
  const char before = text[at - 1];
  if (text[at] == ' ' || before == ' ' || before == '-' || before == '/') return true;
  const char32_t next = character_at(text, at);
  const char32_t last = character_at(text, start_of_previous(text, at));
  if (is_closing_mark(next) || last == U'（' || last == U'“') return false;
  return is_chinese(next) || is_chinese(last) || is_closing_mark(last) || last == U'\u2013';
}

}  // namespace

void Canvas::note_text(float x, float y, const std::string& text, TextRole role,
                       bool was_elided) const {
  if (text_log_ == nullptr || text.empty()) return;
  const float height = writer_.height_px(role);
  const float middle = y + height * 0.5f, half = height * 0.27f;
  text_log_->push_back({text,
                        panel_,
                        {x, middle - half, x + writer_.width_px(text, role), middle + half},
                        within_,
                        was_elided});
}

float Canvas::text_width(std::string_view text, TextRole role) const {
  return writer_.width_px(text, role);
}

float Canvas::line_height(TextRole role) const {
  const float em_share = role == TextRole::large ? 0.86f : 0.98f;
  return std::round(writer_.height_px(role) * em_share);
}

std::string Canvas::elided(std::string_view text, TextRole role, float width,
                           bool* was_elided) const {
  if (was_elided != nullptr) *was_elided = false;
  if (writer_.width_px(text, role) <= width) return std::string(text);
  if (was_elided != nullptr) *was_elided = true;
  constexpr std::string_view k_ellipsis = "…";
  size_t length = writer_.fitting(text, role, width - writer_.width_px(k_ellipsis, role));
  std::string shown;
  // What is joined to the next letter ends in another shape, which may be wider.
  while (true) {
    while (length > 0 && (text[length - 1] == ' ' || text[length - 1] == ',')) --length;
    shown = std::string(text.substr(0, length)).append(k_ellipsis);
    if (length == 0 || writer_.width_px(shown, role) <= width) return shown;
    length = start_of_previous(text, length);
  }
}

std::vector<std::string> Canvas::wrap(std::string_view text, TextRole role, float width,
                                      size_t max_lines, bool* was_elided) const {
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
    size_t length = writer_.fitting(text, role, width);
    if (length < text.size()) {
      // Break after the last space or hyphen that fits; a lone long word breaks between letters.
      size_t cut = length;
      while (cut > 0 && !may_break(text, cut)) cut = start_of_previous(text, cut);
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

void Canvas::write(float left, float top, std::string_view text, TextRole role, Colour colour) {
  writer_.draw(draw(), left, top + writer_.ascent_px(role), text, role, colour);
}

bool Canvas::text(const Rect& wanted, std::string_view text, TextRole role, Colour colour,
                  Align align) {
  if (mirrored_) {
    if (align != Align::centre) align = align == Align::left ? Align::right : Align::left;
    // Arrows that point onwards point the other way.
    if (text == icon::k_chevron_left) {
      text = icon::k_chevron_right;
    } else if (text == icon::k_chevron_right) {
      text = icon::k_chevron_left;
    }
  }
  const Rect rect = placed(wanted);
  bool was_elided = false;
  const std::string shown = elided(text, role, rect.width() + 0.5f, &was_elided);
  const float width = writer_.width_px(shown, role);
  float x = rect.x0;
  if (align == Align::centre) x = rect.middle_x() - width * 0.5f;
  if (align == Align::right) x = rect.x1 - width;
  const float y = rect.middle_y() - writer_.height_px(role) * 0.5f;
  write(std::round(x), y, shown, role, colour);
  note_text(x, y, shown, role, was_elided);
  return was_elided;
}

float Canvas::paragraph(float x, float y, const std::vector<std::string>& lines, TextRole role,
                        Colour colour) {
  const float step = line_height(role);
  const float lead = (step - writer_.height_px(role)) * 0.5f;
  for (size_t i = 0; i < lines.size(); ++i) {
    const float top = y + lead + step * static_cast<float>(i);
    float left = placed_x(x);
    if (mirrored_) left -= writer_.width_px(lines[i], role);
    write(std::round(left), top, lines[i], role, colour);
    note_text(left, top, lines[i], role, lines[i].ends_with("…"));
  }
  return step * static_cast<float>(lines.size());
}

}  // namespace caspian::ui
