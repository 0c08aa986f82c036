// Conventions: the ones that come along, what a file may say, and what is refused.
#include <doctest/doctest.h>

#include <fstream>

#include "import/convention_file.h"
#include "tests/support/built_in.h"
#include "tests/support/test_paths.h"

using namespace caspian;
namespace fs = std::filesystem;
using dataset::LineShowing;
using dataset::TreatyLine;

namespace {

const std::string k_head = "[title]\nen = \"T\"\n[disclaimer]\nen = \"D\"\nru = \"\xD0\x94\"\n";

struct Loaded {
  Result<dataset::Convention> convention;
  ProblemList problems;
};

Loaded load(const std::string& text) {
  const fs::path file = test::scratch_dir("convention") / "mine.toml";
  std::ofstream(file, std::ios::binary) << text;
  Loaded loaded{Failure{""}, {}};
  loaded.convention = import::load_convention(file, loaded.problems);
  return loaded;
}

const TreatyLine& line(const std::string& id) {
  for (const TreatyLine& one : test::built_in_dataset().lines)
    if (one.id == id) return one;
  FAIL("no line ", id);
  return test::built_in_dataset().lines[0];
}

}  // namespace

TEST_CASE("conventions: those that come along are whole, the most restrained first") {
  ProblemList problems;
  const auto all = import::load_conventions(test::source_dir() / "assets/conventions", problems);
  REQUIRE(all.ok());
  CHECK(problems.empty());
  REQUIRE(all->size() >= 3);
  CHECK(all->front().id == "restrained");
  for (const dataset::Convention& one : *all)
    for (size_t i = 0; i < dataset::k_languages.size(); ++i) {
      CHECK_MESSAGE(!one.title.text[i].empty(), one.id, " ", dataset::k_languages[i]);
      CHECK_MESSAGE(!one.disclaimer.text[i].empty(), one.id, " ", dataset::k_languages[i]);
    }
}

TEST_CASE("conventions: the default shows every line as its instrument and points say") {
  const dataset::Convention& restrained = test::built_in_dataset().convention("");
  CHECK(restrained.id == "restrained");
  CHECK(restrained.names.empty());
  for (const TreatyLine& one : test::built_in_dataset().lines) {
    const dataset::Standing standing = dataset::standing_of(one, restrained);
    CHECK(standing.style == one.style);
    CHECK(standing.agreement == one.agreement);
    CHECK(standing.has_body);
    CHECK(!standing.is_changed);
  }
}

TEST_CASE("conventions: treaty points alone, and no line at all") {
  const dataset::Dataset& data = test::built_in_dataset();
  const dataset::Convention& points = data.convention("treaty-points");
  CHECK(dataset::standing_of(line("KZ-RU"), points).has_body);
  const auto partly = dataset::standing_of(line("KZ-AZ"), points);
  CHECK(!partly.has_body);
  CHECK(partly.has_points);
  CHECK(!dataset::standing_of(line("AZ-TM"), points).has_points);
  const dataset::Convention& none = data.convention("lines-hidden");
  for (const TreatyLine& one : data.lines) {
    CHECK(!dataset::standing_of(one, none).has_body);
    CHECK(!dataset::standing_of(one, none).has_points);
  }
}

TEST_CASE("conventions: rules by line, countries and agreement; the last that fits holds") {
  const Loaded loaded = load(k_head + R"(
[[lines]]
agreement = "not_agreed"
show = "hidden"
[[lines]]
countries = ["TM", "AZ"]
show = "agreed"
[[lines]]
line = "KZ-RU"
show = "not_agreed"
[[borders]]
show = "disputed"
[[borders]]
countries = ["UZB", "KAZ"]
show = "control_line"
)");
  REQUIRE(loaded.convention.ok());
  CHECK(loaded.problems.empty());
  const dataset::Convention& own = *loaded.convention;
  CHECK(own.id == "mine");
  CHECK(!dataset::standing_of(line("AZ-IR"), own).has_body);
  const auto agreed = dataset::standing_of(line("AZ-TM"), own);
  CHECK(agreed.agreement == TreatyLine::Agreement::agreed);
  CHECK(agreed.style == TreatyLine::Style::long_dash);  // its points stay constructed
  CHECK(agreed.is_changed);
  const auto undone = dataset::standing_of(line("KZ-RU"), own);
  CHECK(undone.style == TreatyLine::Style::dotted);
  CHECK(undone.agreement == TreatyLine::Agreement::none);
  CHECK(dataset::standing_of(line("KZ-AZ"), own).style == TreatyLine::Style::long_dash);
  CHECK(own.border_between("KAZ", "UZB") == dataset::BorderShowing::control_line);
  CHECK(own.border_between("TUR", "GEO") == dataset::BorderShowing::disputed);
}

TEST_CASE("conventions: names of their own, language by language") {
  const Loaded loaded = load(k_head + "[names.countries.TR]\nen = \"Turkey\"\n");
  REQUIRE(loaded.convention.ok());
  dataset::Names usual;
  usual.text[0] = "T\xC3\xBCrkiye";
  usual.text[1] = "\xD0\xA2";
  CHECK(loaded.convention->name_of("country", "TR", usual, 0) == "Turkey");
  CHECK(loaded.convention->name_of("country", "TR", usual, 1) == "\xD0\xA2");
  CHECK(loaded.convention->name_of("country", "KZ", usual, 0) == "T\xC3\xBCrkiye");
  CHECK(loaded.convention->name_of("place", "TR", usual, 0) == "T\xC3\xBCrkiye");
}

TEST_CASE("conventions: a faulty entry is reported with its place, the good ones load") {
  const Loaded loaded = load(k_head + R"([[lines]]
agreement = "perhaps"
show = "hidden"
[[lines]]
line = "KZ-RU"
show = "invisible"
[[lines]]
line = "KZ-RU"
countries = ["KZ", "RU"]
show = "hidden"
[[lines]]
countries = ["Kazakhstan", "RU"]
show = "hidden"
[[lines]]
line = "KZ-AZ"
show = "hidden"
[[borders]]
countries = 3
show = "hidden"
[names.rivers.volga]
en = "V"
[names.places.volga]
xx = "V"
[colours]
)");
  REQUIRE(loaded.convention.ok());
  REQUIRE(loaded.convention->lines.size() == 1);
  CHECK(loaded.convention->lines[0].line == "KZ-AZ");
  CHECK(loaded.convention->borders.empty());
  std::string all;
  for (const Problem& problem : loaded.problems) all += problem.text() + "\n";
  CHECK_MESSAGE(loaded.problems.size() == 8, all);
  CHECK(all.find("mine.toml:7:13: found 'perhaps', expected one of any, agreed") !=
        std::string::npos);
  CHECK(all.find(":11:8: found 'invisible'") != std::string::npos);
  CHECK(all.find("xx") != std::string::npos);
}

TEST_CASE("conventions: without title or disclaimer, or no TOML, one is refused") {
  for (const char* text :
       {"", "[title]\nen = \"T\"\n", "[disclaimer]\nen = \"D\"\n", "title = \"T\"\n",
        "[title]\nru = \"T\"\n[disclaimer]\nen = \"D\"\n", "format = 2\n[title", "\xFF\xFE",
        "[title]\nen = 5\n[disclaimer]\nen = \"D\"\n"}) {
    const Loaded loaded = load(text);
    REQUIRE(!loaded.convention.ok());
    CHECK(loaded.convention.failure().sentence.find("mine.toml") != std::string::npos);
  }
  ProblemList problems;
  CHECK(!import::load_convention(test::scratch_dir("convention") / "no.toml", problems).ok());
  CHECK(!import::load_conventions(test::scratch_dir("no_conventions"), problems).ok());
}
