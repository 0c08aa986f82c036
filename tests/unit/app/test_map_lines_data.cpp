// Vector layers of the assets as lines: every kind is there at every level, coarser levels have
// fewer points.
#include <doctest/doctest.h>

#include <set>

#include "app/map_lines_data.h"
#include "tests/support/test_paths.h"

using namespace caspian;

TEST_CASE("map lines: kinds, levels and closed rings") {
  const auto levels = app::load_map_lines(test::source_dir() / "assets");
  REQUIRE(levels.ok());
  REQUIRE(levels.value().size() >= 2);
  size_t finer = SIZE_MAX;
  for (const scene::MapLineLevel& level : levels.value()) {
    std::set<scene::MapLineKind> kinds;
    size_t points = 0;
    for (const scene::MapLine& line : level.lines) {
      kinds.insert(line.kind);
      points += line.points.size();
      CHECK(line.points.size() >= 2);
      CHECK(line.rank >= 1);
    }
    CHECK(kinds.size() == 4);
    CHECK(level.borders_source.find("Natural Earth") != std::string::npos);
    CHECK(level.waters_source.find("GSHHG") != std::string::npos);
    CHECK(points < finer);
    finer = points;
    CHECK(level.tolerance_m > 0);
  }
  CHECK_FALSE(app::load_map_lines(test::scratch_dir("no_assets")).ok());
}
