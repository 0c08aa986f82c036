// Lines of text as glyphs.
#include "scene/overlay.h"

#include <cmath>

namespace caspian::scene {
namespace {

float spacing_of(const ShapedText& text, const TextStyle& style) {
  return text.allows_spacing ? style.spacing_em : 0.0f;
}

}  // namespace

float text_width(const ShapedText& text, const TextStyle& style) {
  if (text.glyphs.empty()) return 0;
  const float gaps = static_cast<float>(text.glyphs.size() - 1);
  return (text.width + gaps * spacing_of(text, style)) * style.size_px;
}

void add_text(Overlay& overlay, const ShapedText& text, glm::vec2 pen, const TextStyle& style) {
  const float spacing = spacing_of(text, style);
  float spaced = 0;
  const size_t first = overlay.glyphs.size();
  for (const ShapedGlyph& glyph : text.glyphs) {
    if (!glyph.is_space) {
      overlay.glyphs.push_back(
          {glyph.font, glyph.glyph, pen + glm::vec2(glyph.x + spaced, glyph.y) * style.size_px,
           glm::vec2(1, 0), style.size_px, style.halo_px, style.colour, style.halo});
    }
    spaced += spacing;
  }
  overlay.lines.push_back({first, overlay.glyphs.size() - first, pen.x, text_width(text, style)});
}

void mirror(Overlay& overlay, float axis_x) {
  for (OverlayBox& box : overlay.boxes) {
    box.centre.x = 2 * axis_x - box.centre.x;
    box.along.x = -box.along.x;
  }
  for (OverlayLine& line : overlay.lines) {
    const float left = std::round(2 * axis_x - line.left - line.width);
    for (size_t i = line.first; i < line.first + line.count; ++i)
      overlay.glyphs[i].pen.x += left - line.left;
    line.left = left;
  }
}

}  // namespace caspian::scene
