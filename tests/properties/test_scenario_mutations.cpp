// Thousands of damaged scenarios under a fixed seed: the loader returns, and what it returns is
// sound.
#include <doctest/doctest.h>

#include <cmath>
#include <fstream>
#include <random>

#include "core/files.h"
#include "import/scenario_folder.h"
#include "tests/support/test_paths.h"

using namespace caspian;
namespace fs = std::filesystem;

namespace {

void write(const fs::path& path, std::string_view text) {
  std::ofstream(path, std::ios::binary) << text;
}

}  // namespace

TEST_CASE("no bytes make the loader fall over") {
  const fs::path folder = test::scratch_dir("mutations");
  fs::copy(test::source_dir() / "assets/scenarios/caspian", folder);
  write(folder / "path_flows.csv",
        "path_id,t0,t1,commodity,value,unit,travel_time_h,quality,kind,scenario,source,grade,note\n"
        "titr_w_dostyk,2024-01-01,2024-01-02,container,1.5,kt,400,measured,,,s,A,\n"
        "titr_w_dostyk,2024-01-02,2024-01-03T06:00,container,2,kt,410,measured,,,s,A,\n"
        "titr_w_dostyk,2024-01-05,2024-01-06,container,0,kt,405,modelled,,,s,B,\n"
        "tm_ferry_w,2023-12-01,2024-02,grain,12000,t,,assumed,plan,,s,C,\n");
  std::mt19937 random(20251021);
  const auto below = [&](size_t limit) { return static_cast<size_t>(random()) % limit; };
  const std::string spice =
      ",\"\n\r;:.-~\0\xff\x80\xef\xbb\xbf"
      "0123456789eEinfnaN ";
  for (const char* name : {"scenario.toml", "nodes.csv", "links.csv", "corridors.csv", "paths.csv",
                           "volumes.csv", "path_flows.csv", "delimitation.csv", "lines.csv",
                           "timeline.csv", "organizations.csv", "names.toml"}) {
    const std::string whole = *read_text(folder / name);
    for (int round = 0; round < 300; ++round) {
      std::string text = whole;
      for (size_t n = 1 + below(60); n > 0; --n) {
        if (text.empty()) break;
        const size_t at = below(text.size());
        switch (below(5)) {
          case 0:
            text[at] = static_cast<char>(random());
            break;
          case 1:
            text[at] = spice[below(spice.size())];
            break;
          case 2:
            text.erase(at, 1 + below(8));
            break;
          case 3:
            text.insert(at, 1 + below(3), spice[below(spice.size())]);
            break;
          default:
            std::swap(text[at], text[below(text.size())]);
            break;
        }
      }
      if (below(10) == 0) text.resize(below(text.size() + 1));
      write(folder / name, text);
      const auto loaded = import::load_scenario(folder);
      REQUIRE(loaded.ok());
      for (const auto& node : loaded->dataset.nodes)
        REQUIRE(
            (std::isfinite(node.place.longitude_deg) && std::abs(node.place.latitude_deg) <= 90));
      for (const auto& link : loaded->dataset.links) {
        REQUIRE(link.from_node < loaded->dataset.nodes.size());
        REQUIRE(link.corridor < loaded->dataset.corridors.size());
        REQUIRE((std::isfinite(link.length_km) && link.length_km > 0));
      }
      for (const auto& path : loaded->dataset.paths) {
        REQUIRE(!path.steps.empty());
        for (const auto& step : path.steps) REQUIRE(step.link < loaded->dataset.links.size());
      }
      for (const auto& bin : loaded->dataset.flow_bins) {
        REQUIRE(bin.path < loaded->dataset.paths.size());
        REQUIRE(bin.from < bin.to);
        REQUIRE((std::isfinite(bin.amount) && bin.amount >= 0));
      }
    }
    write(folder / name, whole);
  }
  fs::remove(folder / "path_flows.csv");
  CHECK(import::load_scenario(folder)->problems.empty());
}
