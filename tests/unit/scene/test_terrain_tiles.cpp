#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <random>
#include <set>

#include "geo/ellipsoid.h"
#include "scene/drawn_ground.h"
#include "scene/terrain_tiles.h"
#include "tests/support/invented_terrain.h"

using namespace caspian;
using namespace caspian::scene;

namespace {

bool contains(const TileKey& key, double lon, double lat) {
  const TileBox box = box_of(key);
  return lon >= box.west_deg && lon < box.east_deg && lat >= box.south_deg && lat < box.north_deg;
}

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
  const TileBox box = box_of({0, 11, 9});
  CHECK(box.west_deg == 40);
  CHECK(box.south_deg == 35);
  CHECK(box.east_deg == 60);
  CHECK(box.north_deg == 50);
}

TEST_CASE("height bounds hold every height") {
  const geo::HeightField heights = test::invented_terrain();
  const HeightBounds bounds(heights);
  std::mt19937 random{3};
  for (int i = 0; i < 100; ++i) {
    const double lon = std::uniform_real_distribution<double>(38, 61)(random);
    const double lat = std::uniform_real_distribution<double>(29, 51)(random);
    const auto range = bounds.within({lon, lat, lon + 0.3, lat + 0.2});
    for (int k = 0; k < 50; ++k) {
      const double height =
          heights.height_m(lon + std::uniform_real_distribution<double>(0, 0.3)(random),
                           lat + std::uniform_real_distribution<double>(0, 0.2)(random));
      CHECK(height >= range.low_m);
      CHECK(height <= range.high_m);
    }
  }
}

TEST_CASE("chosen tiles cover every place the picture shows, once, and finely enough") {
  const geo::HeightField heights = test::invented_terrain();
  TileChooser chooser(heights);
  std::mt19937 random{11};
  for (const Camera camera : {Camera{50.5, 41.5, 1.9e6, 0, 0},
                              {47, 39, 9e5, 45, 68},
                              {50, 42, 2e4, 200, 85},
                              {50, 42, 2e7, 0, 0},
                              {-179.5, 60, 3e6, 10, 40},
                              {10, 85, 4e6, 0, 30}}) {
    const double exaggeration = 12;
    const CameraFrame frame = frame_on_ground(camera, {1280, 720}, heights, exaggeration);
    const auto chosen = chooser.choose(frame, exaggeration);
    for (int i = 0; i < 400; ++i) {
      const double x = std::uniform_real_distribution<double>(0, 1280)(random);
      const double y = std::uniform_real_distribution<double>(0, 720)(random);
      const auto place = screen_to_ground(frame, x, y, heights, exaggeration);
      if (!place) continue;
      int found = 0;
      for (const ChosenTile& tile : chosen)
        found += contains(tile.key, place->longitude_deg, place->latitude_deg);
      CHECK_MESSAGE(found == 1, camera_text(camera), " at ", place->longitude_deg, " ",
                    place->latitude_deg);
    }
    CHECK(chosen.size() < 300);
    CHECK(std::is_sorted(chosen.begin(), chosen.end(),
                         [](const auto& a, const auto& b) { return a.distance_m < b.distance_m; }));
  }
}

TEST_CASE("the choice depends on the camera, not on the picture's size or on what came before") {
  const geo::HeightField heights = test::invented_terrain();
  TileChooser used(heights), fresh(heights);
  const Camera camera{47, 39, 9e5, 45, 68};
  used.choose(frame_on_ground({51, 44, 3e5, 0, 20}, {1280, 720}, heights, 12), 12);
  const auto keys = [](const std::vector<ChosenTile>& tiles) {
    std::set<TileKey> set;
    for (const ChosenTile& tile : tiles) set.insert(tile.key);
    return set;
  };
  const auto small = keys(used.choose(frame_on_ground(camera, {1280, 720}, heights, 12), 12));
  CHECK(small == keys(fresh.choose(frame_on_ground(camera, {1280, 720}, heights, 12), 12)));
  CHECK(small == keys(fresh.choose(frame_on_ground(camera, {3840, 2160}, heights, 12), 12)));
}
