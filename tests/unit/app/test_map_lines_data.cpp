// Vector layers of the assets as lines: every kind is there at every level, coarser levels have
// fewer points.
#include <doctest/doctest.h>

#include <set>

#include "app/map_lines_data.h"
#include "tests/support/test_paths.h"

using namespace caspian;

TEST_CASE("map lines: kinds, levels and closed rings") {
  const auto loaded = app::load_map_lines(test::source_dir() / "assets");
  REQUIRE(loaded.ok());
  const std::vector<scene::MapLineLevel>& levels = loaded->levels;
  REQUIRE(levels.size() >= 2);
  size_t finer = SIZE_MAX;
  for (const scene::MapLineLevel& level : levels) {
    std::set<scene::MapLineKind> kinds;
    size_t points = 0;
    for (const scene::MapLine& line : level.lines) {
      kinds.insert(line.kind);
      points += line.points.size();
      CHECK(line.points.size() >= 2);
      const bool is_border =
          line.kind != scene::MapLineKind::lake && line.kind != scene::MapLineKind::river;
      if (is_border) {
        REQUIRE(size_t(line.rank) < loaded->borders.size());
        CHECK(loaded->borders[size_t(line.rank)].kind == line.kind);
      } else {
        CHECK(line.rank >= 1);
      }
    }
    CHECK(kinds.size() == 5);
    CHECK(level.borders_source.find("Natural Earth") != std::string::npos);
    CHECK(level.waters_source.find("GSHHG") != std::string::npos);
    CHECK(points < finer);
    finer = points;
    CHECK(level.tolerance_m > 0);
  }
  CHECK_FALSE(app::load_map_lines(test::scratch_dir("no_assets")).ok());
}

TEST_CASE("map lines: borders know their countries, zones their distance") {
  const auto loaded = app::load_map_lines(test::source_dir() / "assets");
  REQUIRE(loaded.ok());
  size_t courses = 0;
  std::set<std::string> seen;
  for (const scene::LandBorder& border : loaded->borders) {
    CHECK(border.left.size() == 3);
    CHECK(border.left <= border.right);
    CHECK(seen.insert(border.left + border.right + border.type).second);
    courses += border.courses.size();
  }
  CHECK(seen.contains("ARMAZEInternational boundary"));
  CHECK(courses > 3000);
  CHECK(loaded->sources.borders.find("Natural Earth") != std::string::npos);
  REQUIRE(loaded->zones.size() == 2);
  CHECK(loaded->zones[0].id() == "zone-15nm");
  CHECK(loaded->zones[1].id() == "zone-25nm");
}
