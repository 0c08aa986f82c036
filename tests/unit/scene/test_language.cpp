// The shipped strings are complete in every language, and numbers and dates read as each language
// writes them.
#include <algorithm>
#include <fstream>
#include <set>

#include <doctest/doctest.h>

#include "core/files.h"
#include "dataset/dataset.h"
#include "scene/language.h"
#include "tests/support/test_paths.h"

using namespace caspian;

namespace {

scene::Language shipped(const std::string& code) {
  auto language = scene::Language::load(test::source_dir() / "assets", code);
  REQUIRE_MESSAGE(language.ok(), code);
  return std::move(*language);
}

std::set<char> placeholders(const std::string& text) {
  std::set<char> found;
  for (size_t i = 0; i + 2 < text.size(); ++i) {
    if (text[i] == '{' && text[i + 2] == '}') found.insert(text[i + 1]);
  }
  return found;
}

}  // namespace

TEST_CASE("eleven languages are shipped, English first, with the same keys and placeholders") {
  const auto codes = scene::available_languages(test::source_dir() / "assets");
  CHECK(codes ==
        std::vector<std::string>(dataset::k_languages.begin(), dataset::k_languages.end()));
  const scene::Language english = shipped("en");
  CHECK(english.keys().size() > 300);
  for (const std::string& code : codes) {
    CAPTURE(code);
    const scene::Language language = shipped(code);
    CHECK(language.code() == code);
    CHECK(language.text("language.name") == scene::own_name(code));
    CHECK(language.missing().empty());
    CHECK(language.keys() == english.keys());
    for (const std::string& key : english.keys()) {
      CAPTURE(key);
      CHECK_FALSE(language.text(key).empty());
      CHECK(placeholders(language.text(key)) == placeholders(english.text(key)));
    }
    // The file itself, not the file over English, has every key and no stray one.
    const auto own = read_text(test::source_dir() / "assets" / "languages" / (code + ".toml"));
    REQUIRE(own.ok());
    CHECK(std::count(own->begin(), own->end(), '=') >= static_cast<long>(english.keys().size()));
  }
}

TEST_CASE("an unfinished language falls back to English and says which strings are missing") {
  const auto assets = test::scratch_dir("language_fallback");
  std::filesystem::create_directories(assets / "languages");
  std::ofstream(assets / "languages" / "en.toml") << "[a]\nb = \"bee\"\nc = \"see {0}\"\n";
  std::ofstream(assets / "languages" / "xx.toml") << "[a]\nb = \"Biene\"\n";
  auto language = scene::Language::load(assets, "xx");
  REQUIRE(language.ok());
  CHECK(language->text("a.b") == "Biene");
  CHECK(language->format("a.c", {"{0}!"}) == "see {0}!");
  CHECK(language->missing() == std::vector<std::string>{"a.c"});
  CHECK(language->text("a.nothing") == "a.nothing");
  CHECK(language->dataset_index() == 0);
}

TEST_CASE("languages that cannot be read end in one sentence") {
  const auto assets = test::scratch_dir("language_faults");
  std::filesystem::create_directories(assets / "languages");
  std::ofstream(assets / "languages" / "en.toml") << "[a]\nb = \"bee\"\n";
  auto unknown = scene::Language::load(assets, "qq");
  REQUIRE_FALSE(unknown.ok());
  CHECK(unknown.failure().kind == Failure::Kind::usage);
  CHECK(unknown.failure().sentence == "There is no language 'qq'; known are en.");
  CHECK_FALSE(scene::Language::load(assets, "../languages/en").ok());
  std::ofstream(assets / "languages" / "bad.toml") << "[a]\nb = 3\n";
  auto bad = scene::Language::load(assets, "bad");
  REQUIRE_FALSE(bad.ok());
  CHECK(bad.failure().sentence.find("bad.toml:2:5: 'a.b' is not a text") != std::string::npos);
  std::ofstream(assets / "languages" / "worse.toml") << "[a\n";
  CHECK_FALSE(scene::Language::load(assets, "worse").ok());
}

namespace {

/// What a reader of the language expects: a half, a great number, one below zero, a date.
struct Written {
  const char *code, *half, *great, *below, *date;
};
constexpr Written k_written[] = {
    {"en", "4.5", "1\u2009234\u2009567.2", "\u221228", "21 October 2025"},
    {"ru", "4,5", "1\u2009234\u2009567,2", "\u221228", "21 октября 2025"},
    {"kk", "4,5", "1\u2009234\u2009567,2", "\u221228", "2025 жылғы 21 қазан"},
    {"az", "4,5", "1\u2009234\u2009567,2", "\u221228", "21 oktyabr 2025"},
    {"tr", "4,5", "1\u2009234\u2009567,2", "\u221228", "21 Ekim 2025"},
    {"tk", "4,5", "1\u2009234\u2009567,2", "\u221228", "21 oktýabr 2025"},
    {"fa", "۴٫۵", "۱٬۲۳۴٬۵۶۷٫۲", "\u200e\u2212۲۸", "۲۱ اکتبر ۲۰۲۵ میلادی"},
    {"ka", "4,5", "1\u2009234\u2009567,2", "\u221228", "2025 წლის 21 ოქტომბერი"},
    {"hy", "4,5", "1\u2009234\u2009567,2", "\u221228", "2025 թ. հոկտեմբերի 21"},
    {"zh", "4.5", "1,234,567.2", "\u221228", "2025年10月21日"},
    {"uz", "4,5", "1\u2009234\u2009567,2", "\u221228", "2025-yil 21-oktabr"},
};

}  // namespace

TEST_CASE("numbers and dates read as each of the eleven languages writes them") {
  CHECK(std::size(k_written) == dataset::k_languages.size());
  for (const Written& row : k_written) {
    CAPTURE(row.code);
    const scene::Language language = shipped(row.code);
    CHECK(language.number(4.5, 3) == row.half);
    CHECK(language.number(1234567.25, 1) == row.great);
    CHECK(language.number(-28, 0) == row.below);
    CHECK(language.long_date(time::from_calendar({2025, 10, 21})) == row.date);
    CHECK(language.is_right_to_left() == (language.code() == "fa"));
    // Every month has its own name, long and short.
    for (const char* list : {"month_of.", "month.", "month_short."}) {
      std::set<std::string> names;
      for (int month = 1; month <= 12; ++month)
        names.insert(language.text(list + std::to_string(month)));
      CHECK(names.size() == 12);
    }
  }
}

TEST_CASE("numbers: groups from five digits on, no trailing zeros, nothing is no minus nothing") {
  const scene::Language english = shipped("en"), kazakh = shipped("kk");
  CHECK(english.number(4.484, 3) == "4.484");
  CHECK(kazakh.number(4.484, 3) == "4,484");
  CHECK(english.number(4.0, 2) == "4");
  CHECK(english.number(100, 2) == "100");
  CHECK(english.number(2025, 0) == "2025");
  CHECK(english.number(12500, 0) == "12\u2009500");
  CHECK(english.number(-0.001, 1) == "0");
  CHECK(english.number(0.05, 2) == "0.05");
}

TEST_CASE("Persian writes its own digits in amounts, years and places, and leaves ids alone") {
  const scene::Language persian = shipped("fa"), english = shipped("en");
  CHECK(persian.plain(2025) == "۲۰۲۵");
  CHECK(persian.format("inspector.from_to", {"2024", "2025-10-21"}) == "۲۰۲۴ – ۲۰۲۵-۱۰-۲۱");
  CHECK(persian.format("inspector.from_to", {"KZ-5", "titr:12"}) == "KZ-5 – titr:12");
  CHECK(persian.position(51.225, 43.603) == "۴۳٫۶۰۳° شمالی  ۵۱٫۲۲۵° شرقی");
  CHECK(english.position(51.225, 43.603) == "43.603° N  51.225° E");
  CHECK(english.plain(-12500) == "-12500");
  CHECK(scene::with_ascii_digits("۲۰۲۵-۱۰-۲۱") == "2025-10-21");
  CHECK(scene::with_ascii_digits("٢٠٢٥/９ я") == "2025/9 я");
}
