// Draws glyphs with FreeType at one size, turns them into distances and puts them on shelves.
#include "scene/glyph_atlas.h"

#include <algorithm>

#include <ft2build.h>
#include FT_FREETYPE_H

#include "core/check.h"
#include "scene/distance_field.h"

namespace caspian::scene {

struct GlyphAtlas::Faces {
  const FontFiles& fonts;
  FT_Library library = nullptr;
  std::vector<FT_Face> opened;  // by FontId; null when not yet opened or unreadable

  explicit Faces(const FontFiles& files) : fonts(files) {
    CASPIAN_CHECK(FT_Init_FreeType(&library) == 0);
  }
  ~Faces() {
    for (FT_Face face : opened) {
      if (face) FT_Done_Face(face);
    }
    FT_Done_FreeType(library);
  }

  FT_Face of(FontId font) {
    if (font >= fonts.all().size()) return nullptr;
    if (font >= opened.size()) opened.resize(font + 1u, nullptr);
    if (!opened[font]) {
      const FontFile& file = fonts.all()[font];
      FT_Face face = nullptr;
      if (FT_New_Face(library, file.path.c_str(), file.face_index, &face) != 0) return nullptr;
      FT_Set_Pixel_Sizes(face, 0, k_atlas_em_px);
      opened[font] = face;
    }
    return opened[font];
  }
};

GlyphAtlas::GlyphAtlas(const FontFiles& fonts) : faces_(std::make_unique<Faces>(fonts)) {}
GlyphAtlas::~GlyphAtlas() = default;

bool GlyphAtlas::make_room(int width, int height, AtlasCell& cell) {
  if (width > k_width) return false;
  if (pen_x_ + width > k_width) {
    shelf_y_ += shelf_height_;
    pen_x_ = 0;
    shelf_height_ = 0;
  }
  if (shelf_y_ + height > k_greatest_height) return false;
  while (shelf_y_ + height > height_) {
    height_ = height_ == 0 ? 512 : height_ * 2;
    pixels_.resize(static_cast<size_t>(k_width) * static_cast<size_t>(height_), 0);
  }
  cell.x = static_cast<uint16_t>(pen_x_);
  cell.y = static_cast<uint16_t>(shelf_y_);
  pen_x_ += width;
  shelf_height_ = std::max(shelf_height_, height);
  return true;
}

const AtlasCell& GlyphAtlas::cell(FontId font, uint32_t glyph) {
  const uint64_t key = (static_cast<uint64_t>(font) << 32) | glyph;
  if (const auto found = cells_.find(key); found != cells_.end()) return found->second;

  AtlasCell cell;
  FT_Face face = faces_->of(font);
  // Without hinting: the same outline at every size.
  if (face && FT_Load_Glyph(face, glyph, FT_LOAD_NO_HINTING | FT_LOAD_NO_BITMAP) == 0 &&
      FT_Render_Glyph(face->glyph, FT_RENDER_MODE_NORMAL) == 0 && face->glyph->bitmap.width > 0) {
    const FT_Bitmap& bitmap = face->glyph->bitmap;
    CoverageImage coverage;
    coverage.width = static_cast<int>(bitmap.width);
    coverage.height = static_cast<int>(bitmap.rows);
    coverage.values.resize(static_cast<size_t>(bitmap.width) * bitmap.rows);
    for (unsigned row = 0; row < bitmap.rows; ++row) {
      const unsigned char* from = bitmap.buffer + static_cast<ptrdiff_t>(row) * bitmap.pitch;
      std::copy(from, from + bitmap.width,
                coverage.values.begin() + static_cast<ptrdiff_t>(row * bitmap.width));
    }
    constexpr int k_padding = k_atlas_reach_px + 1;
    const CoverageImage field =
        signed_distances(coverage, k_padding, static_cast<float>(k_atlas_reach_px));
    if (make_room(field.width, field.height, cell)) {
      cell.width = static_cast<uint16_t>(field.width);
      cell.height = static_cast<uint16_t>(field.height);
      cell.left = static_cast<int16_t>(face->glyph->bitmap_left - k_padding);
      cell.top = static_cast<int16_t>(-face->glyph->bitmap_top - k_padding);
      for (int row = 0; row < field.height; ++row) {
        std::copy_n(field.values.begin() + static_cast<ptrdiff_t>(row) * field.width, field.width,
                    pixels_.begin() + static_cast<ptrdiff_t>(cell.y + row) * k_width + cell.x);
      }
      ++revision_;
    }
  }
  return cells_.emplace(key, cell).first->second;
}

}  // namespace caspian::scene
