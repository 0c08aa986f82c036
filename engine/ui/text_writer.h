// Text of the interface in every script: shaped as on the map (joined, right to left where the
// script wants it), measured by the same shaper, drawn as quads of a glyph sheet. Knows no panel.
#pragma once
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"
#include "scene/text_shaper.h"
#include "ui/glyph_sheet.h"
#include "ui/palette.h"

struct ImDrawList;

namespace caspian::ui {

/// Em sizes in logical px: 13, 15, 15 bold, 26 bold.
enum class TextRole { small, body, strong, large };
constexpr size_t k_text_roles = 4;

class TextWriter {
 public:
  static Result<std::unique_ptr<TextWriter>> create();

  /// Logical px -> px.
  void set_scale(double scale) { scale_ = static_cast<float>(scale); }
  float em_px(TextRole role) const;
  /// From the top of a line's box to its baseline, and the height of that box, in px.
  float ascent_px(TextRole role) const { return em_px(role) * 1.069f; }
  float height_px(TextRole role) const { return em_px(role) * 1.362f; }

  float width_px(std::string_view text, TextRole role);
  /// Length in bytes of the longest start of `text` (whole characters) no wider than `width_px`.
  size_t fitting(std::string_view text, TextRole role, float width_px);
  /// The pen begins at (x, baseline_y), whatever the direction: x is the left end.
  void draw(ImDrawList& list, float x, float baseline_y, std::string_view text, TextRole role,
            Colour colour);
  /// Letters (with their marks) that no font has, each once, as UTF-8 with a blank after it.
  std::string missing_letters(std::string_view text);

  GlyphSheet& sheet() { return sheet_; }
  /// One sentence for every font that another one stands in for.
  const std::vector<std::string>& notices() const { return shaper_->fonts().notices(); }
  /// Drops what many frames have gathered; between frames.
  void forget();

 private:
  explicit TextWriter(std::unique_ptr<scene::TextShaper> shaper);
  const scene::ShapedText& shape(std::string_view text, TextRole role);

  std::unique_ptr<scene::TextShaper> shaper_;
  GlyphSheet sheet_;
  float scale_ = 1;
};

}  // namespace caspian::ui
