// Fonts are found, every shipped character has a glyph, shaping is sound and capitals follow the
// language.
#include <doctest/doctest.h>

#include <fstream>
#include <set>

#include "core/files.h"
#include "scene/language.h"
#include "scene/place_names.h"
#include "scene/text_shaper.h"
#include "tests/support/built_in.h"
#include "tests/support/test_paths.h"

using namespace caspian;
using scene::FontRole;

namespace {

std::unique_ptr<scene::TextShaper> make_shaper() {
  auto fonts = scene::FontFiles::find();
  REQUIRE(fonts.ok());
  auto shaper = scene::TextShaper::create(std::move(*fonts));
  REQUIRE(shaper.ok());
  return std::move(*shaper);
}

}  // namespace

TEST_CASE("the design fonts are there and said when not") {
  auto fonts = scene::FontFiles::find();
  REQUIRE(fonts.ok());
  CHECK(fonts->notices().empty());
  CHECK(fonts->of(FontRole::regular).family == "Noto Sans");
  CHECK(fonts->of(FontRole::serif_italic).path.filename() == "NotoSerif-Italic.ttf");
}

TEST_CASE("every character of every shipped string has a glyph in every text font") {
  auto shaper = make_shaper();
  const auto assets = test::source_dir() / "assets";
  size_t strings = 0;
  for (const std::string& code : scene::available_languages(assets)) {
    const auto language = scene::Language::load(assets, code);
    REQUIRE(language.ok());
    for (const std::string& key : language->keys()) {
      for (FontRole role : {FontRole::regular, FontRole::bold}) {
        for (const scene::ShapedGlyph& glyph : shaper->shape(language->text(key), role).glyphs) {
          CHECK_MESSAGE(glyph.glyph != 0, code << ' ' << key);
        }
        ++strings;
      }
    }
  }
  CHECK(strings > 8000);
  CHECK_MESSAGE(shaper->notices().empty(), shaper->notices().front());
}

namespace {

/// Languages whose letters the design faces themselves must have.
bool is_of_design_face(size_t language) {
  const std::string_view code = dataset::k_languages[language];
  return code != "fa" && code != "ka" && code != "hy" && code != "zh";
}

}  // namespace

TEST_CASE("every name of the scenario and of the map has its glyphs in the font it is drawn with") {
  auto shaper = make_shaper();
  size_t texts = 0;
  const auto check = [&](const dataset::Names& names, std::initializer_list<FontRole> roles) {
    for (size_t i = 0; i < names.text.size(); ++i) {
      const std::string& text = names.text[i];
      for (const FontRole role : roles) {
        for (const scene::ShapedGlyph& glyph : shaper->shape(text, role).glyphs) {
          if (is_of_design_face(i))
            CHECK_MESSAGE(glyph.font == static_cast<scene::FontId>(role), text);
          CHECK_MESSAGE(glyph.glyph != 0, text);
        }
        ++texts;
      }
    }
  };
  const dataset::Dataset& data = test::built_in_dataset();
  for (const auto& node : data.nodes) check(node.name, {FontRole::regular, FontRole::bold});
  for (const auto& corridor : data.corridors) check(corridor.name, {FontRole::regular});
  for (const auto& event : data.events) check(event.title, {FontRole::bold});
  for (const auto& variant : data.variants) check(variant.title, {FontRole::regular});
  for (const auto& path : data.paths) check(path.name, {FontRole::regular});
  for (const auto& organization : data.organizations) check(organization.name, {FontRole::regular});
  check(data.title, {FontRole::bold});
  check(data.disclaimer, {FontRole::regular});
  const auto names = scene::PlaceNames::load(test::source_dir() / "assets");
  REQUIRE(names.ok());
  CHECK(names->places.size() > 40);
  CHECK(names->countries.size() > 20);
  for (const auto& place : names->places) check(place.name, {FontRole::serif_italic});
  for (const auto& [id, name] : names->short_names) {
    check(name, {FontRole::regular});
    CHECK(data.find_corridor(id) != dataset::k_none);
  }
  for (dataset::Names name : [&] {
         std::vector<dataset::Names> all;
         for (const auto& country : names->countries) all.push_back(country.name);
         return all;
       }()) {
    for (size_t i = 0; i < name.text.size(); ++i) {
      name.text[i] = scene::upper_case(name.text[i], dataset::k_languages[i]);
    }
    check(name, {FontRole::regular});
  }
  CHECK(texts > 5000);
  CHECK_MESSAGE(shaper->notices().empty(), shaper->notices().front());
  // The main names are there in every language.
  for (size_t i = 0; i < dataset::k_languages.size(); ++i) {
    for (const auto& place : names->places) CHECK_MESSAGE(!place.name.text[i].empty(), place.id);
    for (const auto& country : names->countries) {
      CHECK_MESSAGE(!country.name.text[i].empty(), country.code);
    }
    for (const auto& [id, name] : names->short_names) CHECK_MESSAGE(!name.text[i].empty(), id);
  }
}

TEST_CASE("no character of any shipped table or text is without a glyph") {
  auto shaper = make_shaper();
  std::set<std::string> letters;
  size_t files = 0;
  const auto assets = test::source_dir() / "assets";
  for (const auto& entry : std::filesystem::recursive_directory_iterator(assets)) {
    const auto extension = entry.path().extension();
    if (extension != ".toml" && extension != ".csv") continue;
    const auto text = read_text(entry.path());
    REQUIRE(text.ok());
    ++files;
    for (size_t i = 0; i < text->size();) {
      size_t end = i + 1;
      const auto byte = [&](size_t at) {
        return at < text->size() ? static_cast<unsigned char>((*text)[at]) : 0;
      };
      // Persian marks (U+064B to U+065F) go with the letter before them.
      while ((byte(end) & 0xC0) == 0x80 ||
             (byte(end) == 0xD9 && byte(end + 1) >= 0x8B && byte(end + 1) <= 0x9F))
        ++end;
      letters.insert(text->substr(i, end - i));
      i = end;
    }
  }
  CHECK(files > 20);
  CHECK(letters.size() > 700);
  const uint32_t replacement = shaper->shape("\uFFFD", FontRole::regular).glyphs.at(0).glyph;
  for (const FontRole role : {FontRole::regular, FontRole::bold, FontRole::serif_italic}) {
    for (const std::string& letter : letters) {
      for (const scene::ShapedGlyph& glyph : shaper->shape(letter, role).glyphs)
        CHECK_MESSAGE((glyph.glyph != 0 && glyph.glyph != replacement), letter);
    }
  }
  CHECK_MESSAGE(shaper->notices().empty(), shaper->notices().front());
}

TEST_CASE("faults in the tables of names are said with file, line and column") {
  const auto assets = test::scratch_dir("names_faults");
  std::filesystem::create_directories(assets / "names");
  for (const char* name : {"countries.toml", "places.toml", "short_names.toml"}) {
    std::filesystem::copy_file(test::source_dir() / "assets/names" / name, assets / "names" / name,
                               std::filesystem::copy_options::overwrite_existing);
  }
  CHECK(scene::PlaceNames::load(assets).ok());
  std::ofstream(assets / "names/places.toml")
      << "places = [\n  { id = \"x\", kind = \"hill\", rank = 1, en = \"a\", ru = \"a\", kk = "
         "\"a\", "
         "az = \"a\", tr = \"a\", axis = [[1, 2], [3, 4]] },\n]\n";
  const auto wrong_kind = scene::PlaceNames::load(assets);
  REQUIRE_FALSE(wrong_kind.ok());
  CHECK(wrong_kind.failure().sentence.find("places.toml:2:3: kind 'hill', expected sea, lake") !=
        std::string::npos);
  std::ofstream(assets / "names/places.toml") << "places = [ { id = ]";
  CHECK_FALSE(scene::PlaceNames::load(assets).ok());
}

TEST_CASE("a character that the role's font lacks comes from another font, or is said") {
  auto shaper = make_shaper();
  const auto& georgian = shaper->shape("თბილისი", FontRole::regular);  // from Noto Sans Georgian
  CHECK(georgian.glyphs.size() == 7);
  CHECK(georgian.glyphs[0].font >= scene::k_font_roles);
  CHECK(georgian.glyphs[0].glyph != 0);
  CHECK_FALSE(georgian.allows_spacing);
  CHECK(shaper->notices().empty());

  const auto& nobody = shaper->shape("a\xF4\x80\x80\x80", FontRole::regular);  // U+100000, private
  CHECK(nobody.glyphs.size() == 2);
  REQUIRE(shaper->notices().size() == 1);
  CHECK(shaper->notices()[0].find("U+100000") != std::string::npos);
}

TEST_CASE("a script has one font per role: bold with bold, serif with serif") {
  auto shaper = make_shaper();
  const auto family = [&](const char* text, FontRole role) {
    const scene::FontFile& file =
        shaper->fonts().all()[shaper->shape(text, role).glyphs.at(0).font];
    return file.family + "/" + file.path.stem().string();
  };
  CHECK(family("ზღვა", FontRole::regular) == "Noto Sans Georgian/NotoSansGeorgian-Regular");
  CHECK(family("ზღვა", FontRole::bold) == "Noto Sans Georgian/NotoSansGeorgian-Bold");
  CHECK(family("ზღვა", FontRole::serif_italic) == "Noto Serif Georgian/NotoSerifGeorgian-Regular");
  CHECK(family("Ծով", FontRole::bold) == "Noto Sans Armenian/NotoSansArmenian-Bold");
  CHECK(family("دریا", FontRole::bold) == "Noto Sans Arabic/NotoSansArabic-Bold");
  CHECK(family("دریا", FontRole::serif_italic) == "Noto Naskh Arabic/NotoNaskhArabic-Regular");
  CHECK(family("里海", FontRole::regular) == "Droid Sans Fallback/DroidSansFallbackFull");
  // A word with a non-joiner and a hamza above is of one font throughout.
  for (const char* word : {"آق‌تاو", "دریاچهٔ"}) {
    const auto& glyphs = shaper->shape(word, FontRole::regular).glyphs;
    for (const auto& glyph : glyphs) CHECK(glyph.font == glyphs[0].font);
  }
}

namespace {

/// Glyph numbers from left to right.
std::vector<uint32_t> glyphs_of(scene::TextShaper& shaper, const char* text) {
  std::vector<uint32_t> numbers;
  for (const auto& glyph : shaper.shape(text, FontRole::regular).glyphs)
    numbers.push_back(glyph.glyph);
  return numbers;
}

/// First bytes of the characters from left to right, spaces left out.
std::string order_of(scene::TextShaper& shaper, const char* text) {
  std::string order;
  const std::string_view all = text;
  for (const auto& glyph : shaper.shape(text, FontRole::regular).glyphs) {
    if (glyph.is_space) continue;
    size_t end = glyph.byte + 1;
    while (end < all.size() && (static_cast<unsigned char>(all[end]) & 0xC0u) == 0x80u) ++end;
    order += all.substr(glyph.byte, end - glyph.byte);
  }
  return order;
}

}  // namespace

TEST_CASE("Persian letters join, run from right to left, and stay apart at a non-joiner") {
  auto shaper = make_shaper();
  // Beh alone, at the beginning, in the middle and at the end are four different glyphs.
  const uint32_t alone = glyphs_of(*shaper, "ب").at(0);
  const auto three = glyphs_of(*shaper, "ببب");
  REQUIRE(three.size() >= 3);
  std::set<uint32_t> forms(three.begin(), three.end());
  forms.insert(alone);
  CHECK(forms.size() >= 4);
  // As read the first letter stands right: the leftmost glyph belongs to the last letter.
  CHECK(order_of(*shaper, "خزر") == "رزخ");
  CHECK(shaper->shape("خزر", FontRole::regular).is_right_to_left);
  // The non-joiner parts what would join.
  CHECK(glyphs_of(*shaper, "آق\u200cتاو") != glyphs_of(*shaper, "آقتاو"));
}

TEST_CASE("numbers and Latin letters within Persian run from left to right") {
  auto shaper = make_shaper();
  CHECK(order_of(*shaper, "سال ۲۰۲۵") == "۲۰۲۵لاس");
  CHECK(order_of(*shaper, "TRIPP در مغری") == "یرغمردTRIPP");
  CHECK(order_of(*shaper, "۴٫۵ تن") == "نت۴٫۵");
  CHECK(order_of(*shaper, "۲۰۲۴–۲۰۳۰") == "۲۰۳۰–۲۰۲۴");              // from the right: 2024 to 2030
  CHECK(order_of(*shaper, "۲۰۲۵-۱۰-۲۱") == "۲۰۲۵-۱۰-۲۱");            // one date
  CHECK(order_of(*shaper, "\u200e\u2212۲۸").ends_with("\u2212۲۸"));  // the minus stands left
  CHECK_FALSE(shaper->shape("Aktau 12", FontRole::regular).is_right_to_left);
  CHECK(scene::is_right_to_left("۲۰۲۵"));
  CHECK_FALSE(scene::is_right_to_left("Ақтау 里海 Փոթի"));
}

TEST_CASE("shaping gives em units, kerning and spaces, once per text") {
  auto shaper = make_shaper();
  const auto& text = shaper->shape("Aktau 12", FontRole::regular);
  REQUIRE(text.glyphs.size() == 8);
  CHECK(text.width > 3.0f);
  CHECK(text.width < 6.0f);
  CHECK(text.glyphs[5].is_space);
  CHECK(text.glyphs[6].advance == doctest::Approx(text.glyphs[7].advance));  // tabular figures
  CHECK(text.allows_spacing);
  CHECK(&text == &shaper->shape("Aktau 12", FontRole::regular));
  CHECK(&text != &shaper->shape("Aktau 12", FontRole::bold));
  CHECK(shaper->shape("", FontRole::regular).glyphs.empty());
  CHECK(shaper->icon(0xF13D).glyphs.at(0).glyph != 0);
  CHECK(shaper->cap_height(FontRole::regular) == doctest::Approx(0.714f).epsilon(0.01));
  // Right to left: the first letter as read stands last.
  const auto& persian = shaper->shape("دریا", FontRole::regular);
  CHECK_FALSE(persian.allows_spacing);
  CHECK(persian.glyphs.size() >= 4);
}

TEST_CASE("capitals without a locale") {
  CHECK(scene::upper_case("Kazakhstan", "en") == "KAZAKHSTAN");
  CHECK(scene::upper_case("Қазақстан", "kk") == "ҚАЗАҚСТАН");
  CHECK(scene::upper_case("Әзербайжан Һүөұңғі", "kk") == "ӘЗЕРБАЙЖАН ҺҮӨҰҢҒІ");
  CHECK(scene::upper_case("Туркменистан ё", "ru") == "ТУРКМЕНИСТАН Ё");
  CHECK(scene::upper_case("Azərbaycan İran ığüşçö", "az") == "AZƏRBAYCAN İRAN IĞÜŞÇÖ");
  CHECK(scene::upper_case("Türkiye", "tr") == "TÜRKİYE");
  CHECK(scene::upper_case("Türkiye", "en") == "TÜRKIYE");
  CHECK(scene::upper_case("საქართველო", "ka") == "საქართველო");  // Georgian has no capitals on maps
  CHECK(scene::upper_case("Gazagystan Täjigistan", "tk") == "GAZAGYSTAN TÄJIGISTAN");
  CHECK(scene::upper_case("Oʻzbekiston Iroq", "uz") == "OʻZBEKISTON IROQ");
  CHECK(scene::upper_case("Qazaqstan tili", "kk") == "QAZAQSTAN TİLİ");  // Latin letters
  CHECK(scene::upper_case("Հայաստան և Իրան", "hy") == "ՀԱՅԱՍՏԱՆ ԵՎ ԻՐԱՆ");
  CHECK(scene::upper_case("ایران", "fa") == "ایران");
  CHECK(scene::upper_case("伊朗", "zh") == "伊朗");
}

TEST_CASE("broken UTF-8 becomes replacement characters, never a crash") {
  CHECK(scene::characters_of("a\xFF\xC3") == U"a\uFFFD\uFFFD");
  CHECK(scene::characters_of("\xE2\x82") == U"\uFFFD\uFFFD");
  CHECK(scene::characters_of("é\u2212") == U"é\u2212");
}
