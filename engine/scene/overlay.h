// What is drawn over the picture in screen space, as plain data: boxes, glyphs and their halos.
// Pixels from the top left, y down; colours as displayed. Knows neither the map nor the device.
#pragma once
#include <vector>

#include <glm/glm.hpp>

#include "scene/text_shaper.h"

namespace caspian::scene {

struct ScreenRect {
  float x = 0, y = 0, width = 0, height = 0;

  float right() const { return x + width; }
  float bottom() const { return y + height; }
  bool overlaps(const ScreenRect& other) const {
    return x < other.right() && other.x < right() && y < other.bottom() && other.y < bottom();
  }
  bool contains(const ScreenRect& other) const {
    return other.x >= x && other.y >= y && other.right() <= right() && other.bottom() <= bottom();
  }
  bool contains(glm::vec2 point) const {
    return point.x >= x && point.y >= y && point.x < right() && point.y < bottom();
  }
  ScreenRect grown(float by) const { return {x - by, y - by, width + 2 * by, height + 2 * by}; }
  bool operator==(const ScreenRect&) const = default;
};

/// A glyph with its pen position, running along a direction. Halo: an outline of that width around
/// it.
struct OverlayGlyph {
  FontId font = 0;
  uint32_t glyph = 0;
  glm::vec2 pen{0};
  glm::vec2 along{1, 0};
  float size_px = 12;
  float halo_px = 0;
  glm::vec4 colour{1};
  glm::vec4 halo{0};
};

/// A rectangle with round corners, filled and stroked (inside its edge); also dots, dashes,
/// lozenges.
struct OverlayBox {
  glm::vec2 centre{0};
  glm::vec2 half{0};
  glm::vec2 along{1, 0};
  float radius_px = 0;
  float stroke_px = 0;
  glm::vec4 fill{0};
  glm::vec4 stroke{0};
};

/// The glyphs of one straight line of text: they stay as they are when the whole is mirrored.
struct OverlayLine {
  size_t first = 0, count = 0;  // of Overlay::glyphs
  float left = 0, width = 0;
};

/// Drawn in this order: boxes, halos, glyphs.
struct Overlay {
  std::vector<OverlayBox> boxes;
  std::vector<OverlayGlyph> glyphs;
  std::vector<OverlayLine> lines;  // what add_text() has put in

  void append(const Overlay& other) {
    for (OverlayLine line : other.lines) {
      line.first += glyphs.size();
      lines.push_back(line);
    }
    boxes.insert(boxes.end(), other.boxes.begin(), other.boxes.end());
    glyphs.insert(glyphs.end(), other.glyphs.begin(), other.glyphs.end());
  }
};

/// Left for right about a vertical axis, for languages written from right to left; text reads on.
void mirror(Overlay& overlay, float axis_x);

struct TextStyle {
  FontRole role = FontRole::regular;
  float size_px = 12;
  float spacing_em = 0;  // between letters
  float halo_px = 0;
  glm::vec4 colour{1};
  glm::vec4 halo{0};
};

/// Width in px with the style's spacing (not after the last glyph).
float text_width(const ShapedText& text, const TextStyle& style);
/// Puts a line of text with the start of its baseline at `pen`.
void add_text(Overlay& overlay, const ShapedText& text, glm::vec2 pen, const TextStyle& style);

}  // namespace caspian::scene
