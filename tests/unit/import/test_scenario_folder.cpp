#include <doctest/doctest.h>

#include <cmath>
#include <fstream>

#include "core/files.h"
#include "geo/ellipsoid.h"
#include "import/scenario_folder.h"
#include "tests/support/test_paths.h"

using namespace caspian;
namespace fs = std::filesystem;

namespace {

fs::path built_in() {
  return test::source_dir() / "assets/scenarios/caspian";
}

fs::path copy_of_built_in(const char* name) {
  const fs::path folder = test::scratch_dir(name);
  fs::copy(built_in(), folder);
  return folder;
}

void write(const fs::path& path, std::string_view text) {
  std::ofstream(path, std::ios::binary) << text;
}

/// A small scenario of our own, so that each fault stands alone.
fs::path small_scenario(const char* name) {
  const fs::path folder = test::scratch_dir(name);
  write(folder / "scenario.toml", "format = 1\nid = \"small\"\n");
  write(folder / "nodes.csv",
        "id,name_en,country,lon,lat,kind,confidence,source\n"
        "a,A,KZ,50,42,port,A,s\n"
        "b,B,AZ,51,42,port,A,s\n"
        "c,C,AZ,52,42,city,A,s\n");
  write(folder / "corridors.csv", "id,name_en,source\nk,K,s\n");
  write(folder / "links.csv",
        "corridor_id,seq,from_node,to_node,mode,length_km,source\n"
        "k,1,a,b,sea,83,s\n"
        "k,2,b,c,rail,83,s\n");
  return folder;
}

std::string all_texts(const ProblemList& problems) {
  std::string text;
  for (const Problem& problem : problems) text += problem.text() + "\n";
  return text;
}

}  // namespace

TEST_CASE("the built-in scenario loads whole and without findings") {
  const auto loaded = import::load_scenario(built_in());
  REQUIRE(loaded.ok());
  const dataset::Dataset& data = loaded->dataset;
  CHECK_MESSAGE(loaded->problems.empty(), all_texts(loaded->problems));
  CHECK(data.id == "caspian");
  CHECK(data.nodes.size() == 143);
  CHECK(data.corridors.size() == 23);
  CHECK(data.links.size() == 165);
  CHECK(data.paths.size() == 64);
  CHECK(data.volumes.size() == 183);
  CHECK(data.lines.size() == 10);
  CHECK(data.events.size() == 59);
  CHECK(data.organizations.size() == 61);
  CHECK(data.variants.size() == 2);
  CHECK(data.variants[0].id == "base");
  CHECK(data.is_plan("tripp_open"));
  CHECK(!data.is_plan("base"));
  CHECK(data.digest.size() == 12);
  CHECK(time::date_text(data.range_from) == "1998-01-01");
  CHECK(time::date_text(data.range_to) == "2030-12-31");
  CHECK(time::date_text(data.opening_from) == "2019-01-01");
  CHECK(time::date_text(data.opening_time) == "2025-10-21");
  // Whatever is named is named in all eleven languages, by the tables or by names.toml.
  for (size_t i = 0; i < dataset::k_languages.size(); ++i) {
    const auto named = [&](const dataset::Names& names) {
      CHECK_MESSAGE(!names.text[i].empty(), dataset::k_languages[i], ' ', names.text[0]);
    };
    named(data.title);
    named(data.disclaimer);
    for (const auto& variant : data.variants) named(variant.title);
    for (const auto& node : data.nodes) named(node.name);
    for (const auto& corridor : data.corridors) named(corridor.name);
    for (const auto& event : data.events) named(event.title);
    for (const auto& path : data.paths) named(path.name);
    for (const auto& organization : data.organizations) named(organization.name);
  }
}

TEST_CASE("each thing is found by its id, with its links") {
  const auto loaded = import::load_scenario(built_in());
  REQUIRE(loaded.ok());
  const dataset::Dataset& data = loaded->dataset;
  const uint32_t titr = data.find_corridor("titr");
  REQUIRE(titr != dataset::k_none);
  CHECK(data.corridors[titr].links.size() == 36);
  CHECK(data.corridors[titr].article_quote == "ТМТМ");
  const dataset::Link& ferry = data.links[data.find_link(titr, 33)];
  CHECK(ferry.mode == dataset::Mode::ferry);
  CHECK(data.nodes[ferry.from_node].id == "kuryk");
  CHECK(data.nodes[ferry.to_node].id == "alat");
  CHECK(ferry.dates.opened->text == "2017-04");
  CHECK(data.find_link(titr, 99) == dataset::k_none);
  CHECK(data.find_node("nowhere") == dataset::k_none);
  double sum = 0;
  for (const uint32_t link : data.corridors[titr].links) sum += data.links[link].length_km;
  CHECK(std::abs(sum - data.corridors[titr].length_km) < 1e-9);
}

TEST_CASE("the treaty points are exact") {
  const auto loaded = import::load_scenario(built_in());
  REQUIRE(loaded.ok());
  const auto line = [&](std::string_view id) -> const dataset::TreatyLine& {
    for (const auto& found : loaded->dataset.lines)
      if (found.id == id) return found;
    FAIL("no line ", id);
    return loaded->dataset.lines[0];
  };
  const dataset::TreatyLine& border = line("KZ-RU");
  CHECK(border.points.size() == 39);
  CHECK(border.style == dataset::TreatyLine::Style::solid);
  const dataset::TreatyPoint& junction = line("TRIPOINT-KZ-AZ-RU").points.at(0);
  CHECK(std::abs(junction.latitude_deg - (42 + 33.6 / 60)) < 5e-6);
  CHECK(std::abs(junction.longitude_deg - (49 + 53.3 / 60)) < 5e-6);
  CHECK(border.points[38].longitude_deg == junction.longitude_deg);
  CHECK(line("KZ-AZ").points[0].latitude_deg == junction.latitude_deg);
  CHECK(!border.shown_at(time::from_calendar({1998, 1, 1})));
  CHECK(border.shown_at(time::from_calendar({2002, 5, 13})));
  CHECK(line("AZ-IR").shown_at(time::from_calendar({1998, 1, 1})));
}

TEST_CASE("a path that goes both ways becomes two") {
  const fs::path folder = small_scenario("both-ways");
  write(folder / "paths.csv", "path_id,corridor_id,direction,links,share\np,k,both,k:1;k:2,1\n");
  const auto loaded = import::load_scenario(folder);
  REQUIRE(loaded.ok());
  CHECK_MESSAGE(loaded->problems.empty(), all_texts(loaded->problems));
  REQUIRE(loaded->dataset.paths.size() == 2);
  CHECK(loaded->dataset.paths[0].share == 0.5);
  const dataset::Path& back = loaded->dataset.paths[1];
  CHECK(back.backward);
  REQUIRE(back.steps.size() == 2);
  CHECK(back.steps[0].link == 1);
  CHECK(back.steps[0].reversed);
}

TEST_CASE("faults are found with their place, and the good rows load") {
  const fs::path folder = small_scenario("faults");
  write(folder / "nodes.csv",
        "id,name_en,country,lon,lat,kind,confidence,source\n"
        "a,A,KZ,50,42,port,A,s\n"
        "b,B,AZ,51,42,port,A,s\n"
        "bad1,B,AZ,nan,42,port,A,s\n"
        "bad2,B,AZ,51,91,port,A,s\n"
        "a,again,AZ,51,42,port,A,s\n"
        "short,B,AZ\n"
        "bad3,B,AZE,51,42,harbour,D,s\n"
        "c,C,AZ,52,42,city,A,s\n");
  write(folder / "links.csv",
        "corridor_id,seq,from_node,to_node,mode,length_km,opened,source\n"
        "k,1,a,b,sea,83,,s\n"
        "k,2,b,nowhere,rail,83,,s\n"
        "x,2,b,c,rail,83,,s\n"
        "k,2,b,c,rail,83,2020-02-30,s\n"
        "k,2,b,c,rail,83,2020-02-29,s\n");
  write(folder / "paths.csv",
        "path_id,corridor_id,direction,links,share,scenario\n"
        "p,k,forward,k:1;k:2,1,\n"
        "q,k,forward,k:2;k:1,1,\n"
        "r,k,forward,k:1;k:9,1,\n"
        "s,k,forward,k:1,0,\n"
        "t,k,forward,k:1,1,dream\n");
  const auto loaded = import::load_scenario(folder);
  REQUIRE(loaded.ok());
  const dataset::Dataset& data = loaded->dataset;
  CHECK(data.nodes.size() == 3);
  CHECK(data.links.size() == 2);
  CHECK(data.paths.size() == 1);
  const std::string texts = all_texts(loaded->problems);
  const auto has = [&](const std::string& file, const std::string& rest) {
    CHECK_MESSAGE(texts.find((folder / file).string() + rest) != std::string::npos, rest, "\n",
                  texts);
  };
  has("nodes.csv", ":4:11: found 'nan', expected a number from -180 to 180");
  has("nodes.csv", ":5:14: found '91', expected a number from -90 to 90");
  has("nodes.csv", ":6:1: found 'a' again, expected each id once (first in line 2)");
  has("nodes.csv", ":7:9: found 3 fields, expected 8 fields");
  has("nodes.csv", ":8:8: found 'AZE', expected a country as two capital letters");
  has("nodes.csv", ":8:18: found 'harbour', expected one of port");
  has("nodes.csv", ":8:26: found 'D', expected one of A, B, C");
  has("links.csv", ":3:7: found 'nowhere', expected the id of a node in nodes.csv");
  has("links.csv", ":4:1: found 'x', expected the id of a corridor in corridors.csv");
  has("links.csv", ":5:17: found '2020-02-30', expected a date");
  has("paths.csv",
      ":3:13: found 'k:1', which begins at a, expected a link that begins where the one "
      "before ends, at c");
  has("paths.csv", ":4:13: found 'k:9', expected a link of links.csv");
  has("paths.csv", ":5:17: found '0', expected a number from");
  has("paths.csv", ":6:19: found 'dream', expected the id of a variant");
}

TEST_CASE("one fault is one finding: what follows from it is not said again") {
  const fs::path folder = copy_of_built_in("one-fault");
  std::string text = *read_text(folder / "nodes.csv");
  const size_t at = text.find("\natyrau,");
  REQUIRE(at != std::string::npos);
  text.replace(text.find(",KZ,", at), 4, ",Kazakhstan,");
  write(folder / "nodes.csv", text);
  const auto loaded = import::load_scenario(folder);
  REQUIRE(loaded.ok());
  CHECK(loaded->dataset.nodes.size() == 142);
  CHECK(loaded->dataset.links.size() < 165);
  CHECK_MESSAGE(loaded->problems.size() == 2,
                all_texts(loaded->problems));  // the hash, and the country
}

TEST_CASE("what is missing is said") {
  CHECK(!import::load_scenario("/nowhere/at/all").ok());
  const fs::path empty = test::scratch_dir("empty-scenario");
  const auto none = import::load_scenario(empty);
  REQUIRE(!none.ok());
  CHECK(none.failure().sentence.find("scenario.toml") != std::string::npos);

  write(empty / "scenario.toml", "");
  const auto bare = import::load_scenario(empty);
  REQUIRE(bare.ok());
  CHECK(bare->problems.size() == 3);  // nodes, corridors, links
  CHECK(bare->dataset.variants.size() == 1);

  const fs::path folder = copy_of_built_in("no-volumes");
  fs::remove(folder / "volumes.csv");
  const auto loaded = import::load_scenario(folder);
  REQUIRE(loaded.ok());
  REQUIRE(loaded->problems.size() == 1);
  CHECK(loaded->problems[0].text() ==
        (folder / "volumes.csv").string() + ": found no such file, expected the table");
}

TEST_CASE("names in further languages stand beside the tables; strays are said with their place") {
  const fs::path folder = small_scenario("names");
  write(folder / "paths.csv",
        "path_id,corridor_id,name_en,direction,links,share\np,k,A – C,both,"
        "k:1;k:2,1\n");
  write(folder / "names.toml",
        "[title]\nfa = \"کوچک\"\n[nodes]\na = { ka = \"ა\", zh = \"甲\" }\nb = { en = \"Bee\" }\n"
        "nowhere = { ka = \"არსად\" }\nc = { xx = \"x\", hy = 3 }\n"
        "[journeys]\n\"A – C\" = { kk = \"А – С\" }\n");
  const auto loaded = import::load_scenario(folder);
  REQUIRE(loaded.ok());
  const dataset::Dataset& data = loaded->dataset;
  const size_t fa = dataset::language_index("fa"), ka = dataset::language_index("ka");
  CHECK(data.title.in(fa) == "کوچک");
  CHECK(data.nodes[0].name.in(ka) == "ა");
  CHECK(data.nodes[0].name.in(dataset::language_index("zh")) == "甲");
  CHECK(data.nodes[1].name.in(ka) == "B");  // falls back
  REQUIRE(data.paths.size() == 2);
  for (const auto& path : data.paths)  // the way back bears the same name
    CHECK(path.name.in(dataset::language_index("kk")) == "А – С");
  const std::string texts = all_texts(loaded->problems);
  const auto has = [&](const std::string& rest) {
    CHECK_MESSAGE(texts.find((folder / "names.toml").string() + rest) != std::string::npos, rest,
                  "\n", texts);
  };
  CHECK(loaded->problems.size() == 4);
  has(":5:12: found 'Bee', expected nothing: the table has 'B'");
  has(":6:11: found 'nowhere', expected a name or id of nodes.csv");
  has(":7:12: found 'xx', expected one of en, ru, kk");
  has(":7:22: found a number, expected text in quotes");
}

TEST_CASE("nothing outside the folder is read") {
  const fs::path folder = small_scenario("leads-out");
  const fs::path outside = test::scratch_dir("outside") / "nodes.csv";
  fs::copy_file(folder / "nodes.csv", outside);
  fs::remove(folder / "nodes.csv");
  fs::create_symlink(outside, folder / "nodes.csv");
  const auto loaded = import::load_scenario(folder);
  REQUIRE(loaded.ok());
  CHECK(loaded->dataset.nodes.empty());
  CHECK(all_texts(loaded->problems).find("leads out of the scenario's folder") !=
        std::string::npos);
}

TEST_CASE("a manifest with faults still gives a dataset") {
  const fs::path folder = small_scenario("manifest-faults");
  write(folder / "scenario.toml",
        "format = 2\nid = 5\n[time]\nfrom = \"2020\"\nto = 2010-01-01\nopening = \"soon\"\n"
        "[travel]\nrail_kmh = inf\nsea_kmh = \"fast\"\n[[variants]]\nid = "
        "\"base\"\n[[variants]]\nid = \"base\"\n"
        "[hashes]\n\"nodes.csv\" = \"00\"\n");
  const auto loaded = import::load_scenario(folder);
  REQUIRE(loaded.ok());
  CHECK(loaded->dataset.nodes.size() == 3);
  CHECK(loaded->dataset.travel.rail_kmh == 30);
  CHECK(loaded->dataset.range_from < loaded->dataset.range_to);
  CHECK(loaded->problems.size() == 8);
  for (const Problem& problem : loaded->problems) CHECK(problem.line > 0);

  write(folder / "scenario.toml",
        "# Привет\nid = \"\\\"я\"  # ja\nlicence = 'ю\\'\n[title]\nru = \"\"\"\nдва\n\"\"\"\n\"Ж\" "
        "= 1\n");
  CHECK_MESSAGE(import::load_scenario(folder)->problems.empty(),
                all_texts(import::load_scenario(folder)->problems));
  write(folder / "scenario.toml", "format = 1\nid = \"я\" Ж\n");
  const auto stray = import::load_scenario(folder);
  REQUIRE(stray.ok());
  REQUIRE(stray->problems.size() == 1);
  CHECK(stray->problems[0].line == 2);
  CHECK(stray->problems[0].column == 10);

  write(folder / "scenario.toml", "format = = 1\n");
  const auto broken = import::load_scenario(folder);
  REQUIRE(broken.ok());
  CHECK(broken->dataset.nodes.size() == 3);
  REQUIRE(broken->problems.size() == 1);
  CHECK(broken->problems[0].line == 1);
}

TEST_CASE("a changed table is told from its hash, and the digest changes") {
  const fs::path folder = copy_of_built_in("changed");
  const auto before = import::load_scenario(folder);
  std::string text = *read_text(folder / "timeline.csv");
  text += "2031-01-01,Later,,baku,plan,somebody,C\n";
  write(folder / "timeline.csv", text);
  const auto after = import::load_scenario(folder);
  REQUIRE(before.ok());
  REQUIRE(after.ok());
  CHECK(after->dataset.events.size() == before->dataset.events.size() + 1);
  CHECK(after->dataset.digest != before->dataset.digest);
  REQUIRE(after->problems.size() == 1);
  CHECK(after->problems[0].severity == Problem::Severity::warning);
  CHECK(after->problems[0].line > 80);
}

TEST_CASE("the tables are the researched ones") {
  const auto shared = test::shared_dir();
  if (!shared) {
    MESSAGE("skipped: the folder of reference data is not beside the source tree");
    return;
  }
  for (const char* name : {"nodes.csv", "links.csv", "corridors.csv", "paths.csv", "volumes.csv",
                           "delimitation.csv", "timeline.csv", "organizations.csv"})
    CHECK_MESSAGE(*read_text(*shared / "facts" / name) == *read_text(built_in() / name), name);
}
