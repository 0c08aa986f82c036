// Draws with FreeType, lightly hinted: stems stand on whole rows, widths stay as shaped.
#include "ui/glyph_sheet.h"

#include <algorithm>

#include <ft2build.h>
#include FT_FREETYPE_H
#include FT_OUTLINE_H

#include "core/check.h"

namespace caspian::ui {

struct GlyphSheet::Faces {
  const scene::FontFiles& fonts;
  FT_Library library = nullptr;
  std::vector<FT_Face> opened;  // by FontId; null when not yet opened or unreadable

  explicit Faces(const scene::FontFiles& files) : fonts(files) {
    CASPIAN_CHECK(FT_Init_FreeType(&library) == 0);
  }
  ~Faces() {
    for (FT_Face face : opened) {
      if (face) FT_Done_Face(face);
    }
    FT_Done_FreeType(library);
  }

  FT_Face of(scene::FontId font) {
    if (font >= fonts.all().size()) return nullptr;
    if (font >= opened.size()) opened.resize(font + 1u, nullptr);
    if (!opened[font]) {
      const scene::FontFile& file = fonts.all()[font];
      FT_Face face = nullptr;
      if (FT_New_Face(library, file.path.c_str(), file.face_index, &face) == 0) opened[font] = face;
    }
    return opened[font];
  }

  /// The glyph's picture in its face's slot, or null when there is nothing to see.
  const FT_GlyphSlotRec_* draw(scene::FontId font, uint32_t glyph, int em_px, int phase) {
    FT_Face face = of(font);
    if (!face || FT_Set_Pixel_Sizes(face, 0, static_cast<FT_UInt>(em_px)) != 0) return nullptr;
    if (FT_Load_Glyph(face, glyph, FT_LOAD_TARGET_LIGHT | FT_LOAD_NO_BITMAP) != 0) return nullptr;
    FT_GlyphSlot slot = face->glyph;
    if (slot->format != FT_GLYPH_FORMAT_OUTLINE) return nullptr;
    FT_Outline_Translate(&slot->outline, phase * 64 / k_glyph_phases, 0);
    const bool drawn = FT_Render_Glyph(slot, FT_RENDER_MODE_NORMAL) == 0;
    return drawn && slot->bitmap.width > 0 ? slot : nullptr;
  }
};

GlyphSheet::GlyphSheet(const scene::FontFiles& fonts) : faces_(std::make_unique<Faces>(fonts)) {}
GlyphSheet::~GlyphSheet() = default;

void GlyphSheet::grow_to(int height) {
  while (height > height_) height_ = height_ == 0 ? 256 : height_ * 2;
  pixels_.resize(static_cast<size_t>(k_width) * static_cast<size_t>(height_), 0);
}

void GlyphSheet::reset(PixelSize size, std::span<const uint8_t> picture) {
  CASPIAN_CHECK(size.width <= k_width && picture.size() == size_t{size.width} * size.height);
  cells_.clear();
  pixels_.clear();
  height_ = 0;
  grow_to(static_cast<int>(size.height) + 1);
  for (uint32_t row = 0; row < size.height; ++row) {
    std::copy_n(picture.begin() + static_cast<ptrdiff_t>(row) * size.width, size.width,
                pixels_.begin() + static_cast<ptrdiff_t>(row) * k_width);
  }
  pen_x_ = 0;
  shelf_y_ = static_cast<int>(size.height) + 1;
  shelf_height_ = 0;
  ++revision_;
}

bool GlyphSheet::make_room(int width, int height, SheetCell& cell) {
  const int wide = width + 1, high = height + 1;  // a clear texel between neighbours
  if (wide > k_width) return false;
  if (pen_x_ + wide > k_width) {
    shelf_y_ += shelf_height_;
    pen_x_ = 0;
    shelf_height_ = 0;
  }
  if (shelf_y_ + high > k_greatest_height) return false;
  grow_to(shelf_y_ + high);
  cell.x = static_cast<uint16_t>(pen_x_);
  cell.y = static_cast<uint16_t>(shelf_y_);
  pen_x_ += wide;
  shelf_height_ = std::max(shelf_height_, high);
  return true;
}

SheetCell GlyphSheet::cell(scene::FontId font, uint32_t glyph, int em_px, int phase) {
  const uint64_t key = (uint64_t{font} << 48) | (static_cast<uint64_t>(em_px) << 34) |
                       (static_cast<uint64_t>(phase) << 32) | glyph;
  if (const auto found = cells_.find(key); found != cells_.end()) return found->second;
  SheetCell cell;
  if (const FT_GlyphSlotRec_* slot = faces_->draw(font, glyph, em_px, phase)) {
    const FT_Bitmap& bitmap = slot->bitmap;
    const int width = static_cast<int>(bitmap.width), height = static_cast<int>(bitmap.rows);
    if (make_room(width, height, cell)) {
      cell.width = static_cast<uint16_t>(width);
      cell.height = static_cast<uint16_t>(height);
      cell.left = static_cast<int16_t>(slot->bitmap_left);
      cell.top = static_cast<int16_t>(-slot->bitmap_top);
      for (int row = 0; row < height; ++row) {
        std::copy_n(bitmap.buffer + static_cast<ptrdiff_t>(row) * bitmap.pitch, width,
                    pixels_.begin() + static_cast<ptrdiff_t>(cell.y + row) * k_width + cell.x);
      }
      ++revision_;
    }
  }
  cells_.emplace(key, cell);
  return cell;
}

}  // namespace caspian::ui
