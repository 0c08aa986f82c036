#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <random>
#include <set>

#include "geo/ellipsoid.h"
#include "scene/drawn_ground.h"
#include "scene/terrain_surface.h"
#include "tests/support/invented_terrain.h"

using namespace caspian;
using namespace caspian::scene;

namespace {

struct Fixture {
  geo::HeightField heights = test::invented_terrain();
  ReliefTextures relief = build_relief_textures(heights);
  TerrainSurface surface{heights, relief.extended};

  const std::vector<SurfaceTile>& choose(const Camera& camera, double exaggeration = 12,
                                         PixelSize size = {1280, 720}) {
    return surface.choose(frame_on_ground(camera, size, heights, exaggeration), exaggeration);
  }
};

bool contains(const TileKey& key, double lon, double lat) {
  const geo::GeoBox box = box_of(key);
  return lon >= box.west_deg && lon < box.east_deg && lat >= box.south_deg && lat < box.north_deg;
}

double drawn_m(const DrawnHeight& height, double exaggeration) {
  return double(height.height_m) * exaggeration + double(height.lift_m);
}

const Camera k_views[]{{50.5, 41.5, 1.9e6, 0, 0},
                       {47, 39, 9e5, 45, 68},
                       {50, 42, 2e4, 200, 85},
                       {50, 42, 2e7, 0, 0},
                       {53.8, 42.3, 6e4, 120, 60}};

}  // namespace

TEST_CASE("tiles of a level cover the globe once, and the primary box ends on their edges") {
  std::mt19937 random{7};
  for (const int level : {0, 1, 3}) {
    const uint32_t side = 1u << level;
    for (int i = 0; i < 50; ++i) {
      const double lon = std::uniform_real_distribution<double>(-180, 180)(random);
      const double lat = std::uniform_real_distribution<double>(-90, 90)(random);
      int found = 0;
      for (uint32_t row = 0; row < 13 * side; ++row)
        for (uint32_t column = 0; column < 18 * side; ++column)
          found += contains({uint8_t(level), column, row}, lon, lat);
      CHECK(found == 1);
    }
  }
  const geo::GeoBox box = box_of({0, 11, 9});
  CHECK(box == geo::GeoBox{40, 35, 60, 50});
  for (uint32_t quarter = 0; quarter < 4; ++quarter) {
    const geo::GeoBox part = box_of(child_of({0, 11, 9}, quarter));
    CHECK(part.west_deg == (quarter & 1 ? 50 : 40));
    CHECK(part.south_deg == (quarter & 2 ? 42.5 : 35));
  }
}

TEST_CASE("height bounds hold every height, and roughness what a mesh misses") {
  const geo::HeightField heights = test::invented_terrain();
  const HeightBounds bounds(heights);
  std::mt19937 random{3};
  const auto between = [&](double low, double high) {
    return std::uniform_real_distribution<double>(low, high)(random);
  };
  for (int i = 0; i < 100; ++i) {
    const double lon = between(38, 61), lat = between(29, 51);
    const auto range = bounds.within({lon, lat, lon + 0.3, lat + 0.2});
    for (int k = 0; k < 50; ++k) {
      const double height = heights.height_m(lon + between(0, 0.3), lat + between(0, 0.2));
      CHECK(height >= range.low_m);
      CHECK(height <= range.high_m);
    }
    if (lon < 41 || lon > 58 || lat < 31 || lat > 49) continue;  // beyond the data all is level
    const HeightBounds::Local local = bounds.at(lon, lat);
    const double height = heights.height_m(lon, lat);
    CHECK(height >= local.range.low_m - 50);
    CHECK(height <= local.range.high_m + 50);
    for (const double spacing : {1 / 30.0, 1 / 8.0}) {
      const double middle = heights.height_m(lon + spacing, lat);
      const double chord = 0.5 * (height + heights.height_m(lon + 2 * spacing, lat));
      CHECK(std::abs(middle - chord) <= 1.3 * HeightBounds::roughness_m(local, spacing) + 2);
    }
    CHECK(HeightBounds::roughness_m(local, 0.001) <= HeightBounds::roughness_m(local, 0.002));
  }
}

TEST_CASE_FIXTURE(Fixture, "chosen tiles cover every place the picture shows, once") {
  std::mt19937 random{11};
  for (const Camera& camera : k_views) {
    const CameraFrame frame = frame_on_ground(camera, {1280, 720}, heights, 12);
    const auto& chosen = surface.choose(frame, 12);
    for (int i = 0; i < 400; ++i) {
      const double x = std::uniform_real_distribution<double>(0, 1280)(random);
      const double y = std::uniform_real_distribution<double>(0, 720)(random);
      const auto place = screen_to_ground(frame, x, y, heights, 12);
      if (!place) continue;
      int found = 0;
      for (const SurfaceTile& tile : chosen)
        found += contains(tile.key, place->longitude_deg, place->latitude_deg);
      CHECK_MESSAGE(found == 1, camera_text(camera), " at ", place->longitude_deg, " ",
                    place->latitude_deg);
    }
    CHECK(chosen.size() < 400);
    CHECK(std::is_sorted(chosen.begin(), chosen.end(),
                         [](const auto& a, const auto& b) { return a.distance_m < b.distance_m; }));
  }
}

TEST_CASE_FIXTURE(Fixture, "neighbours agree along their edges, whatever their levels") {
  // Every vertex on an edge of a tile lies on the neighbour's edge: on its vertex, or on the chord
  // between two of them.
  int compared = 0, between_levels = 0;
  for (const Camera& camera : k_views) {
    const auto& chosen = choose(camera);
    const double px_m = 1.0 / frame_on_ground(camera, {1280, 720}, heights, 12).pixels_per_radian;
    for (const SurfaceTile& tile : chosen) {
      const geo::GeoBox box = box_of(tile.key);
      const double step_lat = (box.north_deg - box.south_deg) / k_tile_quads;
      for (const SurfaceTile& other : chosen) {
        const geo::GeoBox beside = box_of(other.key);
        if (std::abs(beside.west_deg - box.east_deg) > 1e-9 || other.key.level > tile.key.level)
          continue;
        const double other_step = (beside.north_deg - beside.south_deg) / k_tile_quads;
        for (int j = 0; j < k_tile_side; ++j) {
          const double at = (box.south_deg + j * step_lat - beside.south_deg) / other_step;
          if (at < 0 || at > k_tile_quads) continue;
          const int low = std::min(int(at), k_tile_quads - 1);
          const double share = at - low;
          const double mine =
              drawn_m(tile.surface->at(size_t(j * k_tile_side + k_tile_side - 1)), 12);
          const double a = drawn_m(other.surface->at(size_t(low * k_tile_side)), 12);
          const double b = drawn_m(other.surface->at(size_t((low + 1) * k_tile_side)), 12);
          // The globe's own curve between the coarser one's vertices.
          const double chord_deg = other.key.level < tile.key.level ? other_step : 0;
          const double half = 0.5 * chord_deg * 3.14159265 / 180;
          const double sag =
              geo::k_semi_major_axis_m * 0.5 * (half * half - std::pow(half * (2 * share - 1), 2));
          const double off_m = std::abs(mine - (a + (b - a) * share - sag));
          CHECK_MESSAGE(off_m < std::max(0.02 * tile.distance_m * px_m, 0.05), camera_text(camera),
                        " level ", int(tile.key.level), " beside ", int(other.key.level), " off ",
                        off_m);
          ++compared;
          between_levels += other.key.level < tile.key.level;
        }
      }
    }
  }
  CHECK(compared > 5000);
  CHECK(between_levels > 300);
}

TEST_CASE_FIXTURE(Fixture, "as the camera moves, no vertex jumps") {
  // The mesh as a function of the place; tiles may split and join in between.
  const auto height_at = [&](const std::vector<SurfaceTile>& tiles, double lon, double lat) {
    for (const SurfaceTile& tile : tiles) {
      if (!contains(tile.key, lon, lat)) continue;
      const geo::GeoBox box = box_of(tile.key);
      const double x = (lon - box.west_deg) / (box.east_deg - box.west_deg) * k_tile_quads;
      const double y = (lat - box.south_deg) / (box.north_deg - box.south_deg) * k_tile_quads;
      const int i = std::min(int(x), k_tile_quads - 1), j = std::min(int(y), k_tile_quads - 1);
      const auto at = [&](int di, int dj) {
        return drawn_m(tile.surface->at(size_t((j + dj) * k_tile_side + i + di)), 12);
      };
      const double fx = x - i, fy = y - j;
      const double corner = fx > fy ? at(1, 0) : at(0, 1);  // the diagonal goes north-east
      return fx > fy ? at(0, 0) + (corner - at(0, 0)) * fx + (at(1, 1) - corner) * fy
                     : at(0, 0) + (corner - at(0, 0)) * fy + (at(1, 1) - corner) * fx;
    }
    return std::nan("");
  };
  constexpr int k_steps = 160;
  std::map<int, double> last;
  size_t least_tiles = 10'000, most_tiles = 0;
  double greatest_px = 0;
  for (int step = 0; step <= k_steps; ++step) {
    const Camera camera{53.2, 42.2, 9e5 * std::pow(0.93, step * 0.25), 20, 55};
    const CameraFrame frame = frame_on_ground(camera, {1280, 720}, heights, 12);
    const auto& tiles = surface.choose(frame, 12);
    least_tiles = std::min(least_tiles, tiles.size());
    most_tiles = std::max(most_tiles, tiles.size());
    for (int k = 0; k < 60; ++k) {
      const double lon = 53.2 + 0.011 * (k % 10), lat = 42.2 + 0.013 * (k / 10);
      const double now = height_at(tiles, lon, lat);
      const double before = last.contains(k) ? last[k] : std::nan("");
      last[k] = now;
      if (std::isnan(now) || std::isnan(before)) continue;
      const double away = glm::length(geo::to_earth_centred({lon, lat, now}) - frame.eye_m);
      greatest_px = std::max(greatest_px, std::abs(now - before) / away * frame.pixels_per_radian);
    }
  }
  CHECK(most_tiles > least_tiles);
  // A step of 1.8 % nearer: what moves does so by a small part of the way it has to go.
  CHECK(greatest_px < 0.75);
  CHECK(greatest_px > 0);
}

TEST_CASE_FIXTURE(Fixture, "the choice depends on the frame alone, not on what came before") {
  const Camera camera{47, 39, 9e5, 45, 68};
  choose({51, 44, 3e5, 0, 20});
  std::map<TileKey, TileSurface> used;
  for (const SurfaceTile& tile : choose(camera)) used[tile.key] = *tile.surface;
  TerrainSurface fresh(heights, relief.extended);
  const auto& again = fresh.choose(frame_on_ground(camera, {1280, 720}, heights, 12), 12);
  CHECK(again.size() == used.size());
  for (const SurfaceTile& tile : again) {
    REQUIRE(used.contains(tile.key));
    CHECK(used[tile.key].height_m == tile.surface->height_m);
    CHECK(used[tile.key].lift_m == tile.surface->lift_m);
  }
  // A larger picture shows more.
  CHECK(choose(camera, 12, {2560, 1440}).size() > used.size());
}
