// Builds the glyph atlas. Latin with the letters of Turkic languages and transcriptions, Cyrillic
// with Kazakh.
#include "ui/font_set.h"

#include <imgui.h>

#include <cmath>

#include "core/check.h"
#include "core/files.h"

namespace caspian::ui {
namespace {

// ImGui's sizes count from ascender to descender: 1.362 em in Noto Sans.
constexpr float k_em_to_height = 1.362f;

constexpr ImWchar k_text_ranges[] = {
    0x0020, 0x007E,                  // ASCII
    0x00A0, 0x00FF,                  // Latin-1
    0x0100, 0x017F,                  // Latin Extended-A: az, tr, tk, Baltic and Balkan names
    0x018F, 0x018F, 0x0259, 0x0259,  // Ə ə
    0x0218, 0x021B,                  // Ș ș Ț ț
    0x02BB, 0x02BC,                  // modifier apostrophes
    0x0400, 0x045F,                  // Cyrillic
    0x0490, 0x0493, 0x0498, 0x049B, 0x04A0, 0x04A3,                  // Ғ Қ Ң and neighbours
    0x04AE, 0x04B3, 0x04BA, 0x04BB, 0x04D8, 0x04D9, 0x04E8, 0x04E9,  // Ү Ұ Һ Ә Ө
    0x2009, 0x2009, 0x202F, 0x202F, 0x2010, 0x2015, 0x2018, 0x201E, 0x2020, 0x2022, 0x2026,
    0x2026,                                                          // dashes, quotes, bullet, …
    0x2030, 0x2033, 0x2039, 0x203A, 0x2044, 0x2044, 0x2070, 0x2079,  // primes, superscripts
    0x2080, 0x2089, 0x20AC, 0x20AC, 0x20B8, 0x20BE, 0x2116, 0x2116,  // subscripts, € ₸ ₼ ₽
                                                                     // ₾, №
    0};

// Large type shows dates and figures: letters and digits of the five languages are enough.
constexpr ImWchar k_large_ranges[] = {
    0x0020, 0x007E, 0x00A0, 0x00A0, 0x00B3, 0x00B3, 0x00C7, 0x00C7, 0x00D6, 0x00D7, 0x00DC,
    0x00DC, 0x00E7, 0x00E7, 0x00F6, 0x00F6, 0x00FC, 0x00FC, 0x011E, 0x011F, 0x0130, 0x0131,
    0x015E, 0x015F, 0x018F, 0x018F, 0x0259, 0x0259, 0x0401, 0x0401, 0x0406, 0x0406, 0x0410,
    0x044F, 0x0451, 0x0451, 0x0456, 0x0456, 0x0492, 0x0493, 0x049A, 0x049B, 0x04A2, 0x04A3,
    0x04AE, 0x04B1, 0x04BA, 0x04BB, 0x04D8, 0x04D9, 0x04E8, 0x04E9, 0x2009, 0x2009, 0x202F,
    0x202F, 0x2013, 0x2014, 0x2019, 0x2019, 0x2026, 0x2026, 0};

// Those named in icons.h; a test compares.
constexpr ImWchar k_icon_ranges[] = {
    0xF002, 0xF002, 0xF00C, 0xF00D, 0xF017, 0xF01E, 0xF024, 0xF024, 0xF030, 0xF030,
    0xF03A, 0xF03A, 0xF042, 0xF043, 0xF048, 0xF054, 0xF059, 0xF05B, 0xF065, 0xF070,
    0xF077, 0xF078, 0xF08E, 0xF08E, 0xF0AC, 0xF0AC, 0xF0B0, 0xF0B0, 0xF124, 0xF124,
    0xF0EC, 0xF0EC, 0xF13D, 0xF13D, 0xF238, 0xF238, 0xF275, 0xF275, 0xF175, 0xF178,
    0xF192, 0xF192, 0xF1DE, 0xF1DE, 0xF1FE, 0xF1FE, 0xF279, 0xF279, 0};

struct Face {
  TextRole role;
  bool bold;
  float em;
  bool icons;
};
constexpr Face k_faces[] = {
    {TextRole::small, false, 13, true},
    {TextRole::body, false, 15, true},
    {TextRole::strong, true, 15, false},
    {TextRole::large, true, 26, false},
};

ImFontConfig config_of(float size_px) {
  ImFontConfig config;
  config.FontDataOwnedByAtlas = false;
  config.SizePixels = size_px;
  config.OversampleH = 2;
  config.OversampleV = 1;
  return config;
}

}  // namespace

Result<FontFaces> FontFaces::load(const FontPaths& paths) {
  FontFaces faces;
  const std::pair<const std::filesystem::path*, std::string*> files[] = {
      {&paths.regular, &faces.regular_},
      {&paths.bold, &faces.bold_},
      {&paths.icons, &faces.icons_}};
  for (const auto& [path, bytes] : files) {
    Result<std::string> text = read_text(*path);
    if (!text) return text.failure();
    *bytes = std::move(*text);
  }
  return faces;
}

FontSet FontFaces::build(ImFontAtlas& atlas, double scale) {
  atlas.Clear();
  atlas.Flags |= ImFontAtlasFlags_NoMouseCursors;
  atlas.TexGlyphPadding = 1;
  FontSet set;
  for (const Face& face : k_faces) {
    const float em_px = std::round(face.em * static_cast<float>(scale));
    ImFontConfig config = config_of(em_px * k_em_to_height);
    config.GlyphRanges = face.role == TextRole::large ? k_large_ranges : k_text_ranges;
    std::string& bytes = face.bold ? bold_ : regular_;
    ImFont* font = atlas.AddFontFromMemoryTTF(bytes.data(), static_cast<int>(bytes.size()),
                                              config.SizePixels, &config, config.GlyphRanges);
    CASPIAN_CHECK(font != nullptr);
    set.fonts[static_cast<size_t>(face.role)] = font;
    if (!face.icons) continue;
    ImFontConfig icon_config = config_of(em_px * 1.05f);
    icon_config.MergeMode = true;
    icon_config.GlyphRanges = k_icon_ranges;
    atlas.AddFontFromMemoryTTF(icons_.data(), static_cast<int>(icons_.size()),
                               icon_config.SizePixels, &icon_config, k_icon_ranges);
  }
  atlas.Build();
  // Noto Sans has neither arrows nor the minus sign.
  for (ImFont* font : set.fonts) {
    font->AddRemapChar(0x2212, 0x2013);
    font->AddRemapChar(0x2190, 0xF177);
    font->AddRemapChar(0x2191, 0xF176);
    font->AddRemapChar(0x2192, 0xF178);
    font->AddRemapChar(0x2193, 0xF175);
  }
  return set;
}

}  // namespace caspian::ui
