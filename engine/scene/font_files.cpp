// Asks fontconfig; the only file that does.
#include "scene/font_files.h"

#include <array>
#include <memory>

#include <fontconfig/fontconfig.h>

namespace caspian::scene {
namespace {

struct Wish {
  FontRole role;
  const char* family;
  const char* package;
  int weight, slant;
};

constexpr std::array<Wish, k_font_roles> k_wishes{{
    {FontRole::regular, "Noto Sans", "fonts-noto-core", FC_WEIGHT_REGULAR, FC_SLANT_ROMAN},
    {FontRole::bold, "Noto Sans", "fonts-noto-core", FC_WEIGHT_BOLD, FC_SLANT_ROMAN},
    {FontRole::serif_italic, "Noto Serif", "fonts-noto-core", FC_WEIGHT_REGULAR, FC_SLANT_ITALIC},
    {FontRole::icons, "FontAwesome", "fonts-font-awesome", FC_WEIGHT_REGULAR, FC_SLANT_ROMAN},
}};

/// Families for scripts that the design faces do not hold.
struct Script {
  char32_t first, last;
  const char *sans, *serif;
};
constexpr Script k_scripts[] = {
    {0x0530, 0x058F, "Noto Sans Armenian", "Noto Serif Armenian"},
    {0x0600, 0x06FF, "Noto Sans Arabic", "Noto Naskh Arabic"},
    {0x0750, 0x077F, "Noto Sans Arabic", "Noto Naskh Arabic"},
    {0xFB50, 0xFEFC, "Noto Sans Arabic", "Noto Naskh Arabic"},
    {0x10A0, 0x10FF, "Noto Sans Georgian", "Noto Serif Georgian"},
    {0x1C90, 0x1CBF, "Noto Sans Georgian", "Noto Serif Georgian"},
    {0x2E80, 0x9FFF, "Droid Sans Fallback", "Droid Sans Fallback"},
    {0xF900, 0xFAFF, "Droid Sans Fallback", "Droid Sans Fallback"},
    {0xFF00, 0xFFEF, "Droid Sans Fallback", "Droid Sans Fallback"},
};
constexpr char32_t k_first_private = 0xE000, k_last_private = 0xF8FF;  // icons

struct DestroyPattern {
  void operator()(FcPattern* pattern) const { FcPatternDestroy(pattern); }
};
using Pattern = std::unique_ptr<FcPattern, DestroyPattern>;

struct DestroyCharacters {
  void operator()(FcCharSet* set) const { FcCharSetDestroy(set); }
};

const FcChar8* bytes(const char* text) {
  return reinterpret_cast<const FcChar8*>(text);
}

/// The best match of a pattern; empty path when there is none.
FontFile match(FcPattern* pattern) {
  FcConfigSubstitute(nullptr, pattern, FcMatchPattern);
  FcDefaultSubstitute(pattern);
  FcResult outcome = FcResultNoMatch;
  const Pattern found(FcFontMatch(nullptr, pattern, &outcome));
  FontFile file;
  if (!found) return file;
  FcChar8* text = nullptr;
  if (FcPatternGetString(found.get(), FC_FILE, 0, &text) == FcResultMatch) {
    file.path = reinterpret_cast<const char*>(text);
  }
  if (FcPatternGetString(found.get(), FC_FAMILY, 0, &text) == FcResultMatch) {
    file.family = reinterpret_cast<const char*>(text);
  }
  FcPatternGetInteger(found.get(), FC_INDEX, 0, &file.face_index);
  return file;
}

Pattern pattern_of(const Wish& wish) {
  Pattern pattern(FcPatternCreate());
  FcPatternAddString(pattern.get(), FC_FAMILY, bytes(wish.family));
  FcPatternAddInteger(pattern.get(), FC_WEIGHT, wish.weight);
  FcPatternAddInteger(pattern.get(), FC_SLANT, wish.slant);
  FcPatternAddBool(pattern.get(), FC_SCALABLE, FcTrue);
  return pattern;
}

bool is_same_file(const FontFile& a, const FontFile& b) {
  return a.path == b.path && a.face_index == b.face_index;
}

}  // namespace

Result<FontFiles> FontFiles::find() {
  if (!FcInit()) return Failure{"Fonts cannot be looked up: fontconfig did not start."};
  FontFiles fonts;
  for (const Wish& wish : k_wishes) {
    const Pattern pattern = pattern_of(wish);
    FontFile file = match(pattern.get());
    if (file.path.empty()) {
      return Failure{"There is no font on this system; install the package " +
                     std::string(wish.package) + "."};
    }
    if (file.family != wish.family) {
      fonts.notices_.push_back(std::string("The font ") + wish.family + " was not found (package " +
                               wish.package + "); " + file.family + " stands in for it.");
    }
    fonts.files_.push_back(std::move(file));
  }
  return fonts;
}

FontId FontFiles::id_of(const FontFile& file) {
  for (size_t i = 0; i < files_.size(); ++i) {
    if (is_same_file(files_[i], file)) return static_cast<FontId>(i);
  }
  files_.push_back(file);
  return static_cast<FontId>(files_.size() - 1);
}

std::optional<FontId> FontFiles::font_with(char32_t character, FontRole role) {
  if (character >= k_first_private && character <= k_last_private) {
    return static_cast<FontId>(FontRole::icons);
  }
  Wish wish = k_wishes[static_cast<size_t>(role)];
  wish.slant = FC_SLANT_ROMAN;
  for (const Script& script : k_scripts) {
    if (character < script.first || character > script.last) continue;
    wish.family = role == FontRole::serif_italic ? script.serif : script.sans;
  }
  // The family first, whether or not it has this one character; then whoever has it.
  for (const bool any_family : {false, true}) {
    const Pattern pattern = pattern_of(wish);
    const std::unique_ptr<FcCharSet, DestroyCharacters> wanted(FcCharSetCreate());
    FcCharSetAddChar(wanted.get(), character);
    if (any_family) FcPatternAddCharSet(pattern.get(), FC_CHARSET, wanted.get());
    FcConfigSubstitute(nullptr, pattern.get(), FcMatchPattern);
    FcDefaultSubstitute(pattern.get());
    FcResult outcome = FcResultNoMatch;
    const Pattern found(FcFontMatch(nullptr, pattern.get(), &outcome));
    FcCharSet* has = nullptr;
    if (found && FcPatternGetCharSet(found.get(), FC_CHARSET, 0, &has) == FcResultMatch &&
        FcCharSetHasChar(has, character)) {
      return id_of(match(pattern.get()));
    }
  }
  return std::nullopt;
}

}  // namespace caspian::scene
