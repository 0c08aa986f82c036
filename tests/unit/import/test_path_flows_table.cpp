// path_flows.csv: good rows load, bad ones are reported with their place.
#include <doctest/doctest.h>

#include <fstream>

#include "dataset/path_flows.h"
#include "import/scenario_folder.h"
#include "tests/support/test_paths.h"

using namespace caspian;
namespace fs = std::filesystem;

namespace {

constexpr const char* k_header =
    "path_id,t0,t1,commodity,value,unit,travel_time_h,quality,kind,scenario,source,grade,note\n";

void write(const fs::path& path, std::string_view text) {
  std::ofstream(path, std::ios::binary) << text;
}

import::LoadedScenario load(const char* name, const std::string& rows,
                            const char* header = k_header){
    const fs::path folder = test::scratch_dir(name);
write(folder / "scenario.toml",
      "format = 1\nid = \"small\"\n[time]\nfrom = \"2020-01-01\"\nto = \"2026-12-31\"\n"
      "[travel]\nrail_kmh = 30\nsea_kmh = 20\nport_wait_h = 10\nsource = \"s\"\n"
      "[[variants]]\nid = \"plan\"\nplan = true\n[variants.title]\nen = \"P\"\n");
write(folder / "nodes.csv",
      "id,name_en,country,lon,lat,kind,confidence,source\n"
      "a,A,KZ,50,42,port,A,s\nb,B,AZ,51,42,port,A,s\nc,C,AZ,52,42,city,A,s\n");
write(folder / "corridors.csv", "id,name_en,source\nk,K,s\n");
write(folder / "links.csv",
      "corridor_id,seq,from_node,to_node,mode,length_km,source\n"
      "k,1,a,b,sea,83,s\nk,2,b,c,rail,83,s\n");
write(folder / "paths.csv",
      "path_id,corridor_id,direction,links,share,scenario\n"
      "p,k,forward,k:1;k:2,0.6,\nr,k,both,k:2,0.4,\nv,k,forward,k:2,1,plan\n");
write(folder / "path_flows.csv", header + rows);
auto loaded = import::load_scenario(folder);
REQUIRE(loaded.ok());
return std::move(loaded).value();
}  // namespace

std::string all_texts(const ProblemList& problems) {
  std::string text;
  for (const Problem& problem : problems) text += problem.text() + "\n";
  return text;
}

}  // namespace

TEST_CASE("path_flows.csv: bins with units, dates and times, both ways") {
  const auto loaded = load("path_flows_good",
                           "p,2024-03-01,2024-03-02,coal,12.5,kt,,measured,,,s,A,n\n"
                           "p,2024-03-01T06:30,2024-04,gas,250,mcm,60,modelled,plan,,s,B,\n"
                           "r~,2024,2025,oil,0.5,Mt,,assumed,forecast,plan,s,,\n"
                           "v,2024,2025,oil,7,t,,assumed,actual,plan,s,,\n"
                           "p,2023-03-01,2023-03-02,coal,0,t,,measured,,,s,A,\n");
  CHECK_MESSAGE(loaded.problems.empty(), all_texts(loaded.problems));
  const auto& bins = loaded.dataset.flow_bins;
  REQUIRE(bins.size() == 5);
  CHECK(bins[0].line == 6);  // in order of time now
  CHECK(bins[1].amount == 12'500);
  CHECK(bins[1].note == "n");
  CHECK(bins[1].grade == dataset::Grade::a);
  CHECK(bins[2].is_gas);
  CHECK(bins[2].amount == doctest::Approx(0.25));
  CHECK(bins[2].travel_h == 60);
  CHECK(time::iso_text(bins[2].from) == "2024-03-01T06:30:00Z");
  CHECK(bins[2].kind == dataset::Kind::plan);
  CHECK(loaded.dataset.paths[bins[3].path].id == "r~");
  CHECK(bins[3].amount == 500'000);
  CHECK(bins[3].scenario == "plan");
  const auto flows =
      dataset::build_path_flows(loaded.dataset, dataset::build_rate_series(loaded.dataset));
  CHECK(flows.size() == 4);
}

TEST_CASE("path_flows.csv: each fault has its place, the other rows load") {
  struct Faulty {
    const char* row;
    const char* place;  // line:column
    const char* word;
  };
  const Faulty all[] = {
      {"nowhere,2024,2025,oil,1,t,,measured,,,s,A,", ":2:1:", "path in paths.csv"},
      {"p,yesterday,2025,oil,1,t,,measured,,,s,A,", ":2:3:", "yesterday"},
      {"p,2024,2024-02-30,oil,1,t,,measured,,,s,A,", ":2:8:", "2024-02-30"},
      {"p,2024,2024,oil,1,t,,measured,,,s,A,", ":2:8:", "after t0"},
      {"p,2025,2024,oil,1,t,,measured,,,s,A,", ":2:8:", "after t0"},
      {"p,2024,2025,oil,-1,t,,measured,,,s,A,", ":2:17:", "number from 0"},
      {"p,2024,2025,oil,nan,t,,measured,,,s,A,", ":2:17:", "nan"},
      {"p,2024,2025,oil,1e300,t,,measured,,,s,A,", ":2:17:", "1e300"},
      {"p,2024,2025,oil,1,barrels,,measured,,,s,A,", ":2:19:", "one of t, kt, Mt, mcm, bcm"},
      {"p,2024,2025,oil,1,bcm,,measured,,,s,A,", ":2:19:", "gas"},
      {"p,2024,2025,gas,1,t,,measured,,,s,A,", ":2:19:", "gas"},
      {"p,2024,2025,oil,1,t,0,measured,,,s,A,", ":2:21:", "number from 0.01"},
      {"p,2024,2025,oil,1,t,,guessed,,,s,A,", ":2:22:", "measured, modelled, assumed"},
      {"p,2024,2025,oil,1,t,,measured,dream,,s,A,", ":2:31:", "actual, plan, forecast"},
      {"p,2024,2025,oil,1,t,,measured,,dream,s,A,", ":2:32:", "variant"},
      {"v,2024,2025,oil,1,t,,measured,,base,s,A,", ":2:32:", "plan"},
      {"p,1820,2025,oil,1,t,,measured,,,s,A,", ":2:3:", "1900 to 2200"}};
  for (const Faulty& faulty : all) {
    const auto loaded = load("path_flows_bad",
                             std::string(faulty.row) + "\nr,2024,2025,oil,3,t,,measured,,,s,A,\n");
    const std::string texts = all_texts(loaded.problems);
    CHECK_MESSAGE(loaded.problems.size() == 1, faulty.row, "\n", texts);
    CHECK_MESSAGE(texts.find(std::string("path_flows.csv") + faulty.place) != texts.npos,
                  faulty.row, "\n", texts);
    CHECK_MESSAGE(texts.find(faulty.word) != texts.npos, faulty.row, "\n", texts);
    REQUIRE(loaded.dataset.flow_bins.size() == 1);
    CHECK(loaded.dataset.flow_bins[0].amount == 3);
  }
}

TEST_CASE("path_flows.csv: overlaps and overtaking are found over the rows") {
  const auto loaded = load("path_flows_order",
                           "p,2024-03-01,2024-03-03,oil,1,t,80,measured,,,s,A,\n"
                           "p,2024-03-02,2024-03-04,oil,1,t,80,measured,,,s,A,\n"
                           "p,2024-03-05,2024-03-06,oil,1,t,30,measured,,,s,A,\n"
                           "p,2024-03-09,2024-03-10,oil,1,t,,measured,,,s,A,\n");
  const std::string texts = all_texts(loaded.problems);
  REQUIRE_MESSAGE(loaded.problems.size() == 2, texts);
  CHECK(texts.find("path_flows.csv:3:3: ") != texts.npos);
  CHECK(texts.find("path_flows.csv:4:33: ") != texts.npos);
  REQUIRE(loaded.dataset.flow_bins.size() == 3);
  CHECK(loaded.dataset.flow_bins[1].travel_h == 32);
}

TEST_CASE("path_flows.csv: a table without a needed column gives one sentence and no rows") {
  const auto loaded =
      load("path_flows_header", "p,2024,2025,oil,1\n", "path_id,t0,t1,commodity,value\n");
  CHECK(loaded.dataset.flow_bins.empty());
  CHECK(loaded.problems.size() == 2);  // unit, quality
}
