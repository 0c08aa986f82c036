// The faces of the interface at one scale, in one atlas: which letters, which sizes. Knows no
// panel.
#pragma once
#include <array>
#include <cstdint>
#include <filesystem>

#include "core/result.h"

struct ImFont;
struct ImFontAtlas;

namespace caspian::ui {

/// The faces of the interface: Noto Sans Regular and Bold, Font Awesome.
struct FontPaths {
  std::filesystem::path regular, bold, icons;
};

/// Em sizes in logical px: 13, 15, 15 bold, 26 bold.
enum class TextRole { small, body, strong, large };
constexpr size_t k_text_roles = 4;

struct FontSet {
  std::array<ImFont*, k_text_roles> fonts{};
  ImFont* of(TextRole role) const { return fonts[static_cast<size_t>(role)]; }
};

/// The font files, read once; build() may be called again for another scale.
class FontFaces {
 public:
  static Result<FontFaces> load(const FontPaths& paths);
  /// Fills `atlas` with every face at `scale` (logical px -> px) and rasterizes it.
  FontSet build(ImFontAtlas& atlas, double scale);

 private:
  std::string regular_, bold_, icons_;
};

}  // namespace caspian::ui
