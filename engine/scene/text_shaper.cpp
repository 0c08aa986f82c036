// Shapes with libraqm (HarfBuzz, FriBidi, FreeType), unhinted, so that one result serves every
// size.
#include "scene/text_shaper.h"

#include <algorithm>
#include <cstdio>
#include <map>
#include <unordered_map>

#include <ft2build.h>
#include FT_FREETYPE_H
#include FT_TRUETYPE_TABLES_H
#include <raqm.h>

#include "core/check.h"

namespace caspian::scene {
namespace {

// Faces stand at this many px per em while shaping: positions come back in 1/64 px.
constexpr int k_shaping_px = 1024;
constexpr float k_em = 64.0f * k_shaping_px;
constexpr char32_t k_replacement = 0xFFFD;
constexpr FontId k_nobody = UINT16_MAX;

bool is_space(char32_t c) {
  return c == ' ' || c == 0xA0 || (c >= 0x2000 && c <= 0x200A);
}
/// Joiners and direction marks have no glyph of their own but steer the letters beside them.
bool is_control(char32_t c) {
  return c >= 0x200C && c <= 0x200F;
}
bool is_dropped(char32_t c) {
  return c < 0x20 || c == 0x200B || (c >= 0x202A && c <= 0x202E) || c == 0xFEFF;
}
/// Marks upon the letter before them: always in its font.
bool is_mark(char32_t c) {
  return (c >= 0x0300 && c <= 0x036F) || (c >= 0x064B && c <= 0x065F) || c == 0x0670;
}
bool is_of_right_to_left_script(char32_t c) {
  return (c >= 0x0590 && c <= 0x08FF) || (c >= 0xFB1D && c <= 0xFDFF) ||
         (c >= 0xFE70 && c <= 0xFEFC);
}

/// Scripts whose letters join, stack or (Georgian) are never spaced by custom.
bool forbids_spacing(char32_t c) {
  return (c >= 0x10A0 && c <= 0x10FF) || (c >= 0x1C90 && c <= 0x1CBF) ||  // Georgian
         (c >= 0x0590 && c <= 0x109F) || (c >= 0xFB1D && c <= 0xFEFC);  // Hebrew ... Burmese, forms
}

struct LocatedCharacter {
  char32_t character;
  uint32_t byte;
};

/// UTF-8 -> characters and where each begins; bytes that are no UTF-8 become U+FFFD.
std::vector<LocatedCharacter> located_characters(std::string_view utf8) {
  std::vector<LocatedCharacter> out;
  out.reserve(utf8.size());
  for (size_t i = 0; i < utf8.size();) {
    const auto lead = static_cast<unsigned char>(utf8[i]);
    const size_t length = lead < 0x80    ? 1
                          : lead >= 0xF0 ? 4
                          : lead >= 0xE0 ? 3
                          : lead >= 0xC2 ? 2
                                         : 0;
    char32_t c = length == 1 ? lead : lead & (0xFFu >> (length + 1));
    bool is_whole = length > 0 && i + length <= utf8.size();
    for (size_t k = 1; is_whole && k < length; ++k) {
      const auto next = static_cast<unsigned char>(utf8[i + k]);
      is_whole = (next & 0xC0) == 0x80;
      c = (c << 6) | (next & 0x3Fu);
    }
    is_whole = is_whole && c <= 0x10FFFF && !(c >= 0xD800 && c <= 0xDFFF);
    out.push_back({is_whole ? c : k_replacement, static_cast<uint32_t>(i)});
    i += is_whole ? length : 1;
  }
  return out;
}

std::string code_point(char32_t c) {
  char text[16];
  std::snprintf(text, sizeof text, "U+%04X", static_cast<unsigned>(c));
  return text;
}

}  // namespace

struct TextShaper::State {
  FT_Library library = nullptr;
  std::vector<FT_Face> faces;  // by FontId; null where the file cannot be opened
  std::unordered_map<std::string, ShapedText> shaped;
  std::map<std::pair<char32_t, FontRole>, FontId> stand_ins;  // where the role's font lacks them
  std::vector<std::string> notices;

  State() { CASPIAN_CHECK(FT_Init_FreeType(&library) == 0); }
  ~State() {
    for (FT_Face face : faces) {
      if (face) FT_Done_Face(face);
    }
    FT_Done_FreeType(library);
  }

  FT_Face open(const FontFile& file) {
    FT_Face face = nullptr;
    if (FT_New_Face(library, file.path.c_str(), file.face_index, &face) != 0) return nullptr;
    FT_Set_Pixel_Sizes(face, 0, k_shaping_px);
    return face;
  }

  /// The font a character is drawn with; beyond all faces when nobody has it.
  FontId font_of(char32_t c, FontRole role, FontFiles& fonts) {
    const auto own = static_cast<FontId>(role);
    if (FT_Get_Char_Index(faces[own], c) != 0) return own;
    const auto known = stand_ins.find({c, role});
    if (known != stand_ins.end()) return known->second;
    const std::optional<FontId> other = fonts.font_with(c, role);
    if (other && *other >= faces.size()) {
      FT_Face face = open(fonts.all()[*other]);
      faces.push_back(face ? face : faces[own]);
    }
    if (!other) {
      notices.push_back("No font has a glyph for " + code_point(c) +
                        "; a replacement sign is drawn. Install a font with it, for example from "
                        "fonts-noto-core or fonts-droid-fallback.");
    }
    return stand_ins.emplace(std::pair{c, role}, other.value_or(k_nobody)).first->second;
  }
};

TextShaper::TextShaper(FontFiles fonts)
    : fonts_(std::move(fonts)), state_(std::make_unique<State>()) {}
TextShaper::~TextShaper() = default;

Result<std::unique_ptr<TextShaper>> TextShaper::create(FontFiles fonts) {
  std::unique_ptr<TextShaper> shaper(new TextShaper(std::move(fonts)));
  for (const FontFile& file : shaper->fonts_.all()) {
    FT_Face face = shaper->state_->open(file);
    if (!face) return Failure{"The font file " + file.path.string() + " cannot be read."};
    shaper->state_->faces.push_back(face);
  }
  return shaper;
}

const std::vector<std::string>& TextShaper::notices() const {
  return state_->notices;
}

float TextShaper::cap_height(FontRole role) const {
  const auto* os2 = static_cast<const TT_OS2*>(
      FT_Get_Sfnt_Table(state_->faces[static_cast<FontId>(role)], FT_SFNT_OS2));
  const float units = state_->faces[static_cast<FontId>(role)]->units_per_EM;
  return os2 && os2->version >= 2 ? static_cast<float>(os2->sCapHeight) / units : 0.7f;
}

namespace {

/// Runs libraqm over characters whose fonts are chosen.
ShapedText run_raqm(const std::u32string& characters, const std::vector<FontId>& fonts,
                    const std::vector<uint32_t>& bytes, const std::vector<FT_Face>& faces) {
  ShapedText out;
  out.is_right_to_left =
      std::any_of(characters.begin(), characters.end(), is_of_right_to_left_script);
  raqm_t* raqm = raqm_create();
  CASPIAN_CHECK(raqm != nullptr);
  std::vector<uint32_t> codes(characters.begin(), characters.end());
  bool ok = raqm_set_text(raqm, codes.data(), codes.size()) &&
            raqm_set_par_direction(
                raqm, out.is_right_to_left ? RAQM_DIRECTION_RTL : RAQM_DIRECTION_LTR) &&
            raqm_set_freetype_load_flags(raqm, FT_LOAD_NO_HINTING);
  for (size_t i = 0; ok && i < fonts.size(); ++i) {
    ok = raqm_set_freetype_face_range(raqm, faces[fonts[i]], i, 1);
  }
  size_t count = 0;
  raqm_glyph_t* glyphs = ok && raqm_layout(raqm) ? raqm_get_glyphs(raqm, &count) : nullptr;
  float pen = 0;
  for (size_t i = 0; i < count; ++i) {
    const raqm_glyph_t& glyph = glyphs[i];
    const auto face = std::find(faces.begin(), faces.end(), glyph.ftface);
    ShapedGlyph shaped;
    shaped.font = static_cast<FontId>(face - faces.begin());
    shaped.glyph = glyph.index;
    shaped.x = pen + static_cast<float>(glyph.x_offset) / k_em;
    shaped.y = -static_cast<float>(glyph.y_offset) / k_em;
    shaped.advance = static_cast<float>(glyph.x_advance) / k_em;
    const size_t cluster = std::min<size_t>(glyph.cluster, characters.size() - 1);
    shaped.is_space = is_space(characters[cluster]);
    shaped.byte = bytes[cluster];
    pen += shaped.advance;
    out.glyphs.push_back(shaped);
  }
  out.width = pen;
  raqm_destroy(raqm);
  return out;
}

}  // namespace

void TextShaper::forget(size_t most_texts) {
  if (state_->shaped.size() > most_texts) state_->shaped.clear();
}

const ShapedText& TextShaper::shape(std::string_view text, FontRole role) {
  std::string key(1, static_cast<char>('0' + static_cast<int>(role)));
  key += text;
  if (const auto found = state_->shaped.find(key); found != state_->shaped.end()) {
    return found->second;
  }

  std::u32string characters;
  std::vector<FontId> fonts;
  std::vector<uint32_t> bytes;
  bool allows_spacing = true;
  FontId before = static_cast<FontId>(role);
  for (auto [c, byte] : located_characters(text)) {
    if (is_dropped(c)) continue;
    const bool goes_with_letter = is_control(c) || is_mark(c);
    FontId font = goes_with_letter ? before : state_->font_of(c, role, fonts_);
    if (font >= state_->faces.size()) {
      c = k_replacement;
      font = static_cast<FontId>(FontRole::regular);
    }
    allows_spacing = allows_spacing && !forbids_spacing(c);
    characters.push_back(c);
    fonts.push_back(font);
    bytes.push_back(byte);
    before = font;
  }
  ShapedText shaped;
  if (!characters.empty()) shaped = run_raqm(characters, fonts, bytes, state_->faces);
  shaped.allows_spacing = allows_spacing;
  return state_->shaped.emplace(std::move(key), std::move(shaped)).first->second;
}

const ShapedText& TextShaper::icon(char32_t character) {
  std::string utf8;  // icons lie in the private use area: three bytes
  utf8 += static_cast<char>(0xE0 | (character >> 12));
  utf8 += static_cast<char>(0x80 | ((character >> 6) & 0x3F));
  utf8 += static_cast<char>(0x80 | (character & 0x3F));
  return shape(utf8, FontRole::icons);
}

std::u32string characters_of(std::string_view utf8) {
  std::u32string out;
  for (const auto& [c, byte] : located_characters(utf8)) out.push_back(c);
  return out;
}

bool is_right_to_left(std::string_view utf8) {
  const std::u32string characters = characters_of(utf8);
  return std::any_of(characters.begin(), characters.end(), is_of_right_to_left_script);
}

namespace {

char32_t upper(char32_t c, bool is_turkic) {
  if (is_turkic && c == 'i') return 0x130;  // İ
  if (c == 0x131) return 'I';
  if (c >= 'a' && c <= 'z') return c - 32;
  if (c >= 0xE0 && c <= 0xFE && c != 0xF7) return c - 32;
  if (c == 0x259) return 0x18F;  // ə
  if (c >= 0x430 && c <= 0x44F) return c - 32;
  if (c >= 0x450 && c <= 0x45F) return c - 80;
  if (c >= 0x561 && c <= 0x586) return c - 48;  // Armenian
  // In these blocks capitals are even and small letters the odd number after them ...
  if ((c >= 0x100 && c <= 0x137) || (c >= 0x14A && c <= 0x177) || (c >= 0x460 && c <= 0x481) ||
      (c >= 0x48A && c <= 0x4BF) || (c >= 0x4D0 && c <= 0x52F)) {
    return c & ~char32_t{1};
  }
  // ... and in these the other way round.
  if ((c >= 0x139 && c <= 0x148) || (c >= 0x179 && c <= 0x17E) || (c >= 0x4C1 && c <= 0x4CE)) {
    return c % 2 == 0 ? c - 1 : c;
  }
  return c;
}

void append_utf8(char32_t c, std::string& out) {
  if (c < 0x80) {
    out += static_cast<char>(c);
  } else if (c < 0x800) {
    out += static_cast<char>(0xC0 | (c >> 6));
    out += static_cast<char>(0x80 | (c & 0x3F));
  } else if (c < 0x10000) {
    out += static_cast<char>(0xE0 | (c >> 12));
    out += static_cast<char>(0x80 | ((c >> 6) & 0x3F));
    out += static_cast<char>(0x80 | (c & 0x3F));
  } else {
    out += static_cast<char>(0xF0 | (c >> 18));
    out += static_cast<char>(0x80 | ((c >> 12) & 0x3F));
    out += static_cast<char>(0x80 | ((c >> 6) & 0x3F));
    out += static_cast<char>(0x80 | (c & 0x3F));
  }
}

}  // namespace

std::string upper_case(std::string_view text, std::string_view language_code) {
  // Kazakh has dotted and dotless i in its Latin letters.
  const bool is_turkic = language_code == "az" || language_code == "tr" || language_code == "kk";
  std::string out;
  for (char32_t c : characters_of(text)) {
    if (c == 0x587) {
      out += "ԵՎ";  // the Armenian ligature of two letters
    } else {
      append_utf8(upper(c, is_turkic), out);
    }
  }
  return out;
}

}  // namespace caspian::scene
