// A pixel's answer, found as shaders/fill.frag finds it, against the shapes themselves.
#include <doctest/doctest.h>

#include <random>

#include "app/country_shapes.h"
#include "geo/polyline.h"
#include "scene/area_pick.h"
#include "scene/country_shape.h"
#include "scene/fill_tiles.h"
#include "tests/support/test_paths.h"

using namespace caspian;
using namespace caspian::scene;

namespace {

float turn(glm::vec2 a, glm::vec2 b, glm::vec2 p) {
  return (b.x - a.x) * (p.y - a.y) - (b.y - a.y) * (p.x - a.x);
}

/// What fill.frag's coverage() finds of one entry, in single precision as there.
bool is_inside_entry(const FillTile& tile, const FillTile::Entry& entry, glm::vec2 reference,
                     glm::vec2 at) {
  bool inside = (entry.packed & 1u << 31) != 0;
  for (uint32_t i = 0; i < (entry.packed & 0xffff); ++i) {
    const glm::vec4 edge = tile.edges[entry.first_edge + i];
    const glm::vec2 a(edge.x, edge.y), b(edge.z, edge.w);
    if ((turn(a, b, reference) > 0) != (turn(a, b, at) > 0) &&
        (turn(reference, at, a) > 0) != (turn(reference, at, b) > 0))
      inside = !inside;
  }
  return inside;
}

/// Shapes at a place of the tile, 0..1 across and up.
std::vector<uint32_t> shapes_at(const FillTile& tile, glm::dvec2 share) {
  std::vector<uint32_t> shapes;
  if (tile.cells.empty()) return shapes;
  const glm::vec2 at(share * double(k_fill_cells));
  const int column = std::min(int(at.x), k_fill_cells - 1),
            row = std::min(int(at.y), k_fill_cells - 1);
  const FillTile::Cell& cell = tile.cells[size_t(row * k_fill_cells + column)];
  const glm::vec2 reference = glm::vec2(column, row) + glm::vec2(fill_reference(cell.packed));
  for (uint32_t i = 0; i < (cell.packed & 0xffff); ++i) {
    const FillTile::Entry& entry = tile.entries[cell.first_entry + i];
    if (!(entry.packed & 1u << 30) && is_inside_entry(tile, entry, reference, at))
      shapes.push_back(entry.shape);
  }
  return shapes;
}

double from_shore_m(const std::vector<std::vector<geo::GeoPoint>>& rings, const geo::GeoPoint& p) {
  double nearest = 1e9;
  for (const auto& ring : rings) nearest = std::min(nearest, geo::distance_to_line_m(p, ring));
  return nearest;
}

/// A ring with many corners around a place, as wild as coasts are.
std::vector<geo::GeoPoint> wild_ring(std::mt19937& random, double lon, double lat, double size) {
  std::uniform_real_distribution<double> reach(0.3, 1.0);
  std::vector<geo::GeoPoint> ring;
  for (int i = 0; i < 200; ++i) {
    const double angle = 6.283185307179586 * i / 200, r = size * reach(random);
    ring.push_back({lon + r * std::cos(angle), lat + r * std::sin(angle), 0});
  }
  return ring;
}

TileKey tile_at(int level, double lon, double lat) {
  return {uint8_t(level), uint32_t((lon + 180) / (20 / std::exp2(level))),
          uint32_t((lat + 100) / (15 / std::exp2(level)))};
}

}  // namespace

TEST_CASE("fill tiles: inside is inside at every level") {
  std::mt19937 random(7);
  std::vector<FillShape> shapes;
  shapes.push_back({{wild_ring(random, 50, 41, 4), wild_ring(random, 50, 41, 1)}, {}});
  shapes.push_back({{wild_ring(random, 54, 42, 3)}, {}});
  shapes.push_back({{wild_ring(random, 50.05, 40.95, 0.04)}, {}});
  const std::vector<FillShape> given = shapes;
  FillTiles tiles(std::move(shapes));
  std::uniform_real_distribution<double> share(0, 1);
  int inside = 0, compared = 0;
  for (int level = 0; level <= k_deepest_tile_level; ++level)
    for (int i = 0; i < 3000; ++i) {
      const double reach = level < 5 ? 6 : 0.2;
      const geo::GeoPoint place{50 + reach * (2 * share(random) - 1),
                                41 + reach * (2 * share(random) - 1), 0};
      const TileKey key = tile_at(level, place.longitude_deg, place.latitude_deg);
      const geo::GeoBox box = box_of(key);
      const FillTile& tile = tiles.tile(key);
      const auto found =
          shapes_at(tile, {(place.longitude_deg - box.west_deg) / (box.east_deg - box.west_deg),
                           (place.latitude_deg - box.south_deg) / (box.north_deg - box.south_deg)});
      const double off_m = 111'195 * 15 / std::exp2(level) / k_fill_cells / 20;
      for (uint32_t shape = 0; shape < given.size(); ++shape) {
        if (from_shore_m(given[shape].rings, place) < off_m) continue;
        if (shape == 2 && level < 4) continue;  // less than a pixel
        const bool expected =
            is_inside(given[shape].rings, place.longitude_deg, place.latitude_deg);
        CHECK(expected == (std::count(found.begin(), found.end(), shape) == 1));
        inside += expected;
        ++compared;
      }
    }
  CHECK(inside > 2000);
  CHECK(compared > 30'000);
}

TEST_CASE("fill tiles: a tile away from all shapes is empty, one within is full") {
  FillTiles tiles(
      std::vector<FillShape>{{{{{45, 36, 0}, {55, 36, 0}, {55, 46, 0}, {45, 46, 0}}}, {}}});
  CHECK(tiles.tile(tile_at(5, 70, 50)).cells.empty());
  const FillTile& within = tiles.tile(tile_at(6, 50.05, 41.03));
  REQUIRE(within.cells.size() == size_t(k_fill_cells * k_fill_cells));
  CHECK(within.edges.empty());
  CHECK(within.shapes == std::vector<uint32_t>{0});
  for (const FillTile::Cell& cell : within.cells) CHECK((cell.packed & 0xffff) == 1);
}

TEST_CASE("fill tiles: degenerate rings fill nothing and break nothing") {
  FillTiles tiles(std::vector<FillShape>{{{{{50, 41, 0}, {51, 41, 0}}, {}, {{50, 41, 0}}}, {}}});
  CHECK(tiles.tile(tile_at(3, 50.5, 41)).entries.empty());
}

TEST_CASE("countries: borders are shared, shores are one country's own") {
  const std::vector<CountryShape> two{{"AA", {{{0, 0, 0}, {1, 0, 0}, {1, 1, 0}, {0, 1, 0}}}},
                                      {"BB", {{{1, 0, 0}, {2, 0, 0}, {2, 1, 0}, {1, 1, 0}}}}};
  const auto shores = shores_of(two);
  for (const auto& lines : shores) {
    double length = 0;
    for (const auto& line : lines) {
      for (size_t i = 1; i < line.size(); ++i) {
        CHECK_FALSE((line[i - 1].longitude_deg == 1 && line[i].longitude_deg == 1));
        length += std::hypot(line[i].longitude_deg - line[i - 1].longitude_deg,
                             line[i].latitude_deg - line[i - 1].latitude_deg);
      }
    }
    CHECK(length == doctest::Approx(3));
  }
}

TEST_CASE("countries: the asset has the shapes of the table's members") {
  const auto countries = app::load_country_shapes(test::source_dir() / "assets");
  REQUIRE(countries.ok());
  for (const char* code : {"AZ", "KZ", "TR", "TM", "UZ", "IR", "RU", "XN"})
    CHECK(std::count_if(countries->begin(), countries->end(),
                        [&](const CountryShape& one) { return one.code == code; }) == 1);
  CHECK_FALSE(app::load_country_shapes(test::scratch_dir("no_countries")).ok());
}
