// Coverage of glyphs at the very sizes they are drawn with, on one sheet that grows: text of the
// interface is sharp at every scale. Places on it are told in texels.
#pragma once
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <unordered_map>
#include <vector>

#include "core/image.h"
#include "scene/font_files.h"

namespace caspian::ui {

constexpr int k_glyph_phases = 4;  // a glyph may begin at quarters of a px

/// Where a glyph lies on the sheet, and where its cell lies relative to the pen (y down), in px.
struct SheetCell {
  uint16_t x = 0, y = 0, width = 0, height = 0;  // nothing to draw when the width is 0
  int16_t left = 0, top = 0;
};

class GlyphSheet {
 public:
  /// `fonts` must outlive the sheet; fonts added to it later are seen.
  explicit GlyphSheet(const scene::FontFiles& fonts);
  ~GlyphSheet();

  /// Forgets all glyphs; the picture given (at most as wide as the sheet) stands at its top left.
  void reset(PixelSize size, std::span<const uint8_t> picture);
  /// Drawn first when it is new. `phase` 0 to k_glyph_phases - 1.
  SheetCell cell(scene::FontId font, uint32_t glyph, int em_px, int phase);
  bool is_nearly_full() const { return shelf_y_ > k_greatest_height * 3 / 4; }

  PixelSize size() const { return {k_width, static_cast<uint32_t>(height_)}; }
  std::span<const uint8_t> pixels() const { return pixels_; }
  /// Goes up with every change of the pixels.
  uint64_t revision() const { return revision_; }

 private:
  struct Faces;
  static constexpr int k_width = 1024;
  static constexpr int k_greatest_height = 8192;
  bool make_room(int width, int height, SheetCell& cell);
  void grow_to(int height);

  std::unique_ptr<Faces> faces_;
  std::unordered_map<uint64_t, SheetCell> cells_;
  std::vector<uint8_t> pixels_;
  int height_ = 0, pen_x_ = 0, shelf_y_ = 0, shelf_height_ = 0;
  uint64_t revision_ = 0;
};

}  // namespace caspian::ui
