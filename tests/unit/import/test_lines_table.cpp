// lines.csv: parties, end of validity and accuracy of seabed lines, and its faults.
#include <doctest/doctest.h>

#include <fstream>

#include "import/scenario_folder.h"
#include "tests/support/built_in.h"
#include "tests/support/test_paths.h"

using namespace caspian;
namespace fs = std::filesystem;

namespace {

fs::path scenario_with(const std::string& lines) {
  const fs::path folder = test::scratch_dir("lines_table");
  const auto write = [&](const char* name, const std::string& text) {
    std::ofstream(folder / name, std::ios::binary) << text;
  };
  write("scenario.toml", "format = 1\n");
  write("nodes.csv",
        "id,name_en,country,lon,lat,kind,confidence,source\n"
        "a,A,KZ,50,42,port,A,s\nb,B,AZ,51,42,port,A,s\n");
  write("corridors.csv", "id,name_en,source\nk,K,s\n");
  write("links.csv", "corridor_id,seq,from_node,to_node,mode,length_km,source\nk,1,a,b,sea,83,s\n");
  write("delimitation.csv",
        "line_id,seq,lon,lat,agreement_status,geometry_basis,style,signed,shown_from,source\n"
        "X,1,50,42,agreed,treaty,solid,2003-02-27,2003-02-27,s\n"
        "X,2,51,42,agreed,treaty,solid,2003-02-27,2003-02-27,s\n");
  write("lines.csv", lines);
  return folder;
}

}  // namespace

TEST_CASE("lines.csv: what it adds to a line, and validity in time") {
  const auto loaded = import::load_scenario(
      scenario_with("line_id,parties,valid_to,accuracy_m,accuracy_note,note,source,confidence\n"
                    "X,KZ;AZ,2010-05,250,a few,said,someone,B\n"));
  REQUIRE(loaded.ok());
  CHECK(loaded->problems.empty());
  const dataset::TreatyLine& line = loaded->dataset.lines.at(0);
  CHECK(line.parties == std::vector<std::string>{"KZ", "AZ"});
  CHECK(line.accuracy_m == 250);
  CHECK(line.accuracy_note == "a few");
  CHECK(line.note_grade == dataset::Grade::b);
  CHECK(line.is_between("AZ", "KZ"));
  CHECK(!line.is_between("AZ", "RU"));
  CHECK(!line.shown_at(time::from_calendar({2003, 2, 26})));
  CHECK(line.shown_at(time::from_calendar({2003, 2, 27})));
  CHECK(line.shown_at(time::from_calendar({2010, 4, 30})));
  CHECK(!line.shown_at(time::from_calendar({2010, 5, 1})));
}

TEST_CASE("lines.csv: faults are reported, good rows load") {
  const auto loaded =
      import::load_scenario(scenario_with("line_id,parties,valid_to,accuracy_m\n"
                                          "Y,KZ;AZ,,1\n"
                                          "X,kz,,1\n"
                                          "X,KZ,2001,1\n"
                                          "X,KZ,,-4\n"
                                          "X,RU;AZ,,12\n"
                                          "X,KZ,,1\n"));
  REQUIRE(loaded.ok());
  CHECK(loaded->problems.size() == 5);
  CHECK(loaded->dataset.lines.at(0).accuracy_m == 12);
  CHECK(loaded->problems[0].text().find("lines.csv:2:1: found 'Y'") != std::string::npos);
}

TEST_CASE("lines.csv: every line of the built-in scenario says how well its place is known") {
  for (const dataset::TreatyLine& line : test::built_in_dataset().lines) {
    CHECK_MESSAGE(!line.accuracy_note.empty(), line.id);
    CHECK_MESSAGE(!line.note_source.empty(), line.id);
    const bool has_parties = line.parties.size() >= 2;
    CHECK_MESSAGE(has_parties == (line.id != "ASTARA-HASANKULI"), line.id);
  }
}
