// Glyphs stand on whole rows and on quarters of a column.
#include "ui/text_writer.h"

#include <imgui.h>

#include <array>
#include <cmath>
#include <set>
#include <vector>

namespace caspian::ui {
namespace {

constexpr std::array<float, k_text_roles> k_em{13, 15, 15, 26};
constexpr size_t k_most_texts = 8000;  // dates and figures make new ones for ever

bool is_continuation(char byte) {
  return (static_cast<unsigned char>(byte) & 0xC0u) == 0x80u;
}

/// Vowel signs and hamza of Persian are drawn upon the letter before them.
bool begins_mark(std::string_view text) {
  const auto lead = static_cast<unsigned char>(text[0]);
  const auto next = text.size() > 1 ? static_cast<unsigned char>(text[1]) : 0;
  return lead == 0xD9 && ((next >= 0x8B && next <= 0x9F) || next == 0xB0);
}

scene::FontRole font_of(TextRole role) {
  return role == TextRole::strong || role == TextRole::large ? scene::FontRole::bold
                                                             : scene::FontRole::regular;
}

}  // namespace

Result<std::unique_ptr<TextWriter>> TextWriter::create() {
  auto fonts = scene::FontFiles::find();
  if (!fonts) return fonts.failure();
  auto shaper = scene::TextShaper::create(std::move(*fonts));
  if (!shaper) return shaper.failure();
  return std::unique_ptr<TextWriter>(new TextWriter(std::move(*shaper)));
}

TextWriter::TextWriter(std::unique_ptr<scene::TextShaper> shaper)
    : shaper_(std::move(shaper)), sheet_(shaper_->fonts()) {}

float TextWriter::em_px(TextRole role) const {
  return std::round(k_em[static_cast<size_t>(role)] * scale_);
}

const scene::ShapedText& TextWriter::shape(std::string_view text, TextRole role) {
  return shaper_->shape(text, font_of(role));
}

float TextWriter::width_px(std::string_view text, TextRole role) {
  return shape(text, role).width * em_px(role);
}

size_t TextWriter::fitting(std::string_view text, TextRole role, float width_px) {
  const scene::ShapedText& shaped = shape(text, role);
  const float em = em_px(role);
  if (shaped.width * em <= width_px) return text.size();
  // As read, whatever stands where: a letter brings the width of its own glyphs.
  std::vector<float> advance(text.size(), 0.0f);
  for (const scene::ShapedGlyph& glyph : shaped.glyphs) advance[glyph.byte] += glyph.advance * em;
  size_t fits = 0;
  float used = 0;
  for (size_t begin = 0; begin < text.size();) {
    size_t end = begin + 1;
    while (end < text.size() && is_continuation(text[end])) ++end;
    used += advance[begin];
    if (used > width_px) break;
    fits = begin = end;
  }
  return fits;
}

void TextWriter::draw(ImDrawList& list, float x, float baseline_y, std::string_view text,
                      TextRole role, Colour colour) {
  const scene::ShapedText& shaped = shape(text, role);
  const ImVec2 low = list.GetClipRectMin(), high = list.GetClipRectMax();
  const float em = em_px(role);
  const auto size = static_cast<int>(em);
  const float base = std::round(baseline_y);
  if (base + em < low.y || base - 2 * em > high.y) return;  // scrolled out of sight
  struct Quad {
    ImVec2 a, c, uv_a, uv_c;
  };
  std::vector<Quad> quads;
  quads.reserve(shaped.glyphs.size());
  for (const scene::ShapedGlyph& glyph : shaped.glyphs) {
    if (glyph.is_space) continue;
    const float quarters = std::round((x + glyph.x * em) * k_glyph_phases);
    const float column = std::floor(quarters / k_glyph_phases);
    const auto phase = static_cast<int>(quarters - column * k_glyph_phases);
    const SheetCell cell = sheet_.cell(glyph.font, glyph.glyph, size, phase);
    if (cell.width == 0) continue;
    const ImVec2 a(column + cell.left, base + std::round(glyph.y * em) + cell.top);
    quads.push_back({a, ImVec2(a.x + cell.width, a.y + cell.height), ImVec2(cell.x, cell.y),
                     ImVec2(float(cell.x + cell.width), float(cell.y + cell.height))});
  }
  if (quads.empty()) return;
  list.PrimReserve(static_cast<int>(quads.size()) * 6, static_cast<int>(quads.size()) * 4);
  for (const Quad& quad : quads) list.PrimRectUV(quad.a, quad.c, quad.uv_a, quad.uv_c, colour);
}

std::string TextWriter::missing_letters(std::string_view text) {
  std::set<std::string> missing;
  for (size_t begin = 0; begin < text.size();) {
    size_t end = begin + 1;
    while (end < text.size() && (is_continuation(text[end]) || begins_mark(text.substr(end))))
      ++end;
    const std::string one(text.substr(begin, end - begin));
    begin = end;
    const uint32_t replacement = shape("\uFFFD", TextRole::body).glyphs.at(0).glyph;
    bool is_missing = false;
    for (const scene::ShapedGlyph& glyph : shape(one, TextRole::body).glyphs)
      is_missing |= glyph.glyph == 0 || (glyph.glyph == replacement && one != "\uFFFD");
    if (is_missing) missing.insert(one);
  }
  std::string all;
  for (const std::string& one : missing) all += one + " ";
  return all;
}

void TextWriter::forget() {
  shaper_->forget(k_most_texts);
}

}  // namespace caspian::ui
