// Which font files text is drawn with, found through fontconfig, and what was not found, in a
// sentence. Knows no glyph shapes.
#pragma once
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "core/result.h"

namespace caspian::scene {

/// Index of a font: the roles first, fonts that fill in for missing glyphs after them.
using FontId = uint16_t;

enum class FontRole : FontId { regular, bold, serif_italic, icons };
constexpr FontId k_font_roles = 4;

struct FontFile {
  std::string family;
  std::filesystem::path path;
  int face_index = 0;
};

class FontFiles {
 public:
  /// Fails only when the system has no font at all.
  static Result<FontFiles> find();

  const FontFile& of(FontRole role) const { return files_[static_cast<FontId>(role)]; }
  const std::vector<FontFile>& all() const { return files_; }
  /// One sentence for every font that another one stands in for.
  const std::vector<std::string>& notices() const { return notices_; }

  /// A font that has a glyph for the character and goes with the role: the same one for a whole
  /// script, so that joined letters are never torn. Added to all() when it is new; nothing when the
  /// system has none.
  std::optional<FontId> font_with(char32_t character, FontRole role);

 private:
  FontId id_of(const FontFile& file);

  std::vector<FontFile> files_;
  std::vector<std::string> notices_;
};

}  // namespace caspian::scene
