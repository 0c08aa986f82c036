// Strings -> positioned glyphs, in em units, whatever the script or direction. The only user of
// libraqm. Knows no pixels and no atlas.
#pragma once
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"
#include "scene/font_files.h"

namespace caspian::scene {

/// One glyph of a run; lengths in em, x to the right and y down from the start of the baseline.
struct ShapedGlyph {
  FontId font = 0;
  uint32_t glyph = 0;
  float x = 0, y = 0;
  float advance = 0;
  uint32_t byte = 0;  // of the text, where its character (of a ligature the first) begins
  bool is_space = false;
};

struct ShapedText {
  std::vector<ShapedGlyph> glyphs;  // left to right as seen
  float width = 0;                  // em; without spacing after the last glyph
  bool allows_spacing = true;       // letter-spacing harms joined scripts and Georgian
  bool is_right_to_left = false;    // as a paragraph: any letter or digit of such a script in it
};

class TextShaper {
 public:
  static Result<std::unique_ptr<TextShaper>> create(FontFiles fonts);
  ~TextShaper();

  /// Shapes and remembers. The reference stays valid until forget().
  const ShapedText& shape(std::string_view text, FontRole role);
  /// Drops what is remembered once there are more texts than this; not while any is in use.
  void forget(size_t most_texts);
  /// A single icon of the icon font.
  const ShapedText& icon(char32_t character);

  const FontFiles& fonts() const { return fonts_; }
  /// Height of capitals and of the lower-case x above the baseline, in em.
  float cap_height(FontRole role) const;
  /// One sentence for every character that no font has; it is drawn as a replacement sign.
  const std::vector<std::string>& notices() const;

 private:
  struct State;
  explicit TextShaper(FontFiles fonts);

  FontFiles fonts_;
  std::unique_ptr<State> state_;
};

/// Capitals without a locale: Latin, Cyrillic and Armenian; dotted and dotless i as Turkic
/// languages want them. Scripts without capitals, and Georgian, stay as they are.
std::string upper_case(std::string_view text, std::string_view language_code);
/// Letters or digits of a script written from right to left are in it: it is set so as a whole.
bool is_right_to_left(std::string_view utf8);
/// UTF-8 -> characters; bytes that are no UTF-8 become U+FFFD.
std::u32string characters_of(std::string_view utf8);

}  // namespace caspian::scene
