#include <doctest/doctest.h>

#include <algorithm>
#include <chrono>
#include <cmath>

#include "geo/ellipsoid.h"
#include "scene/drawn_ground.h"
#include "scene/relief_texture.h"
#include "scene/terrain_mesh.h"
#include "tests/support/invented_terrain.h"

using namespace caspian;
using namespace caspian::scene;

namespace {

struct Fixture {
  geo::HeightField heights = test::invented_terrain();
  ReliefTextures relief = build_relief_textures(heights);
  TerrainMesh mesh(const TileKey& key) const { return build_terrain_mesh(key, heights); }
};

}  // namespace

TEST_CASE_FIXTURE(Fixture, "near the eye vertices lie where the heights are") {
  const Camera camera{53.9, 42.3, 3e4, 0, 30};
  TerrainSurface surface(heights, relief.extended);
  const auto& tiles = surface.choose(frame_on_ground(camera, {1280, 720}, heights, 12), 12);
  REQUIRE(!tiles.empty());
  const SurfaceTile& tile = tiles.front();
  const geo::GeoBox box = box_of(tile.key);
  for (int j = 0; j < k_tile_side; j += 8)
    for (int i = 0; i < k_tile_side; i += 8) {
      const double lon = box.west_deg + (box.east_deg - box.west_deg) * i / k_tile_quads;
      const double lat = box.south_deg + (box.north_deg - box.south_deg) * j / k_tile_quads;
      const DrawnHeight height = tile.surface->at(size_t(j * k_tile_side + i));
      CHECK(std::abs(height.height_m - heights.height_m(lon, lat)) < 3);
      CHECK(std::abs(height.lift_m) < 1);
    }
}

TEST_CASE_FIXTURE(Fixture, "a tile's vertices stand on the globe where its box is") {
  const TileKey key{6, 11 * 64 + 32, 9 * 64 + 20};
  const geo::GeoBox box = box_of(key);
  const TerrainMesh tile = mesh(key);
  REQUIRE(tile.vertices.size() == size_t(k_tile_vertices));
  for (int j = 0; j < k_tile_side; j += 4)
    for (int i = 0; i < k_tile_side; i += 4) {
      const TerrainVertex& vertex = tile.vertices[size_t(j * k_tile_side + i)];
      const double lon = box.west_deg + (box.east_deg - box.west_deg) * i / k_tile_quads;
      const double lat = box.south_deg + (box.north_deg - box.south_deg) * j / k_tile_quads;
      const glm::dvec3 base = tile.origin_m + glm::dvec3(vertex.base);
      CHECK(glm::length(base - geo::to_earth_centred({lon, lat, 0})) < 0.01);
      const glm::dvec3 up = glm::dvec3(vertex.up[0], vertex.up[1], vertex.up[2]) / 32767.0;
      CHECK(glm::length(up - geo::up_at(lon, lat)) < 1e-4);
      CHECK(vertex.sea_level / 32767.0 * k_sea_level_scale_m ==
            doctest::Approx(heights.sea_level_m(lon, lat)).epsilon(1e-3));
      CHECK(vertex.across[0] == std::lrint(65535.0 * i / k_tile_quads));
    }
}

TEST_CASE_FIXTURE(Fixture, "skirts hang under the edges, a small part of a quad") {
  const TerrainMesh tile = mesh({4, 11 * 16 + 9, 9 * 16 + 9});
  TileSurface surface;
  surface.height_m.fill(100);
  surface.lift_m.fill(-2);
  surface.height_m[5] = 700;
  std::vector<DrawnHeight> heights_of(k_tile_vertices);
  fill_heights(surface, tile.skirt_m, heights_of);
  const int first_skirt = k_tile_side * k_tile_side;
  for (int k = 0; k < k_tile_side; ++k) {
    const TerrainVertex &edge = tile.vertices[size_t(k)],
                        &skirt = tile.vertices[size_t(first_skirt + k)];
    CHECK(edge.across[0] == skirt.across[0]);
    CHECK(glm::length(edge.base - skirt.base) < 0.05f * tile.skirt_m / 0.12f);
    CHECK(heights_of[size_t(first_skirt + k)].height_m == heights_of[size_t(k)].height_m);
    CHECK(heights_of[size_t(first_skirt + k)].lift_m == -2 - tile.skirt_m);
  }
  CHECK(heights_of[5].height_m == 700);
}

TEST_CASE("index list: inside the vertices, closes the square") {
  const TileIndices list = build_tile_indices();
  CHECK(list.surface_count == k_tile_quads * k_tile_quads * 6);
  CHECK(list.indices.size() == list.surface_count + 4 * k_tile_quads * 6);
  for (const uint16_t index : list.indices) CHECK(index < k_tile_vertices);
}

TEST_CASE_FIXTURE(Fixture, "outside the data the globe is bare, and heights fade before the edge") {
  CHECK(data_share(heights, 50, 42) == 1);
  CHECK(data_share(heights, 40, 42) == 0);
  CHECK(data_share(heights, 10, 42) == 0);
  CHECK(data_share(heights, 42, 42) > 0);
  CHECK(data_share(heights, 42, 42) < 1);
  TerrainSurface surface(heights, relief.extended);
  const Camera camera{-100, 40, 3e6, 0, 0};
  for (const SurfaceTile& tile :
       surface.choose(frame_on_ground(camera, {1280, 720}, heights, 12), 12))
    for (const float height_m : tile.surface->height_m) CHECK(height_m == 0);
}

TEST_CASE_FIXTURE(Fixture, "relief texels: slopes, heights, shore, and their scales") {
  const ReliefTexture& texture = relief.extended;
  const ReliefLevel& level = texture.levels[0];
  const geo::HeightGrid& grid = heights.extended();
  REQUIRE(level.width == grid.width);
  const int i = 30, j = 40;
  const ReliefTexel& texel = level.at(i, j);
  const double lon = grid.west_deg + i * grid.step_deg, lat = grid.north_deg - j * grid.step_deg;
  CHECK(texel.height / 32767.0 * k_relief_height_scale_m ==
        doctest::Approx(grid.values[size_t(j * grid.width + i)] * grid.metres_per_unit)
            .epsilon(1e-3));
  const auto height_at = [&](int column, int row) {
    return grid.values[size_t(row * grid.width + column)] * grid.metres_per_unit;
  };
  const double degree_m = 111'320 * std::cos(lat * 3.14159265 / 180);
  double slope = 0;
  for (const int k : {-1, 0, 0, 1})
    slope += (height_at(i + 1, j + k) - height_at(i - 1, j + k)) / (8 * grid.step_deg * degree_m);
  CHECK(texel.slope_east / 32767.0 * k_relief_slope_scale == doctest::Approx(slope).epsilon(0.02));
  CHECK(texture.u_of(lon) * level.width == doctest::Approx(i + 0.5));
  CHECK(texture.v_of(lat) * level.height == doctest::Approx(j + 0.5));
  CHECK(texture.height_m(0, lon, lat) == doctest::Approx(height_at(i, j)).epsilon(1e-3));
  CHECK(texture.levels.back().width >= 16);
}

TEST_CASE_FIXTURE(Fixture, "at its border the primary texture is the extended one") {
  const ReliefTexture &primary = relief.primary, &extended = relief.extended;
  for (int j = 0; j < primary.levels[0].height; j += 10) {
    const double lat = primary.north_deg - j * primary.step_deg;
    CHECK(primary.height_m(0, primary.west_deg, lat) ==
          doctest::Approx(extended.height_m(0, primary.west_deg, lat)).epsilon(1e-3));
  }
}
