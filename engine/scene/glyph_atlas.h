// One picture with the distance field of every glyph asked for so far; grows on demand. What a
// glyph's cell holds never depends on what else is in the atlas, so a frame looks the same however
// it grew.
#pragma once
#include <cstdint>
#include <memory>
#include <span>
#include <unordered_map>
#include <vector>

#include "scene/font_files.h"

namespace caspian::scene {

constexpr int k_atlas_em_px = 48;     // texels per em
constexpr int k_atlas_reach_px = 12;  // distances are kept up to here: room for halos

/// Where a glyph lies in the atlas, and where its cell lies relative to the pen, in texels (y
/// down).
struct AtlasCell {
  uint16_t x = 0, y = 0, width = 0, height = 0;  // nothing to draw when the width is 0
  int16_t left = 0, top = 0;
};

class GlyphAtlas {
 public:
  /// `fonts` must outlive the atlas; fonts added to it later are seen.
  explicit GlyphAtlas(const FontFiles& fonts);
  ~GlyphAtlas();

  /// Draws the glyph first when it is new. References stay valid.
  const AtlasCell& cell(FontId font, uint32_t glyph);

  int width() const { return k_width; }
  int height() const { return height_; }
  std::span<const uint8_t> pixels() const { return pixels_; }
  /// Goes up with every change of the pixels.
  uint64_t revision() const { return revision_; }

 private:
  struct Faces;
  static constexpr int k_width = 1024;
  static constexpr int k_greatest_height = 8192;
  bool make_room(int width, int height, AtlasCell& cell);

  std::unique_ptr<Faces> faces_;
  std::unordered_map<uint64_t, AtlasCell> cells_;
  std::vector<uint8_t> pixels_;
  int height_ = 0;
  int pen_x_ = 0, shelf_y_ = 0, shelf_height_ = 0;
  uint64_t revision_ = 0;
};

}  // namespace caspian::scene
