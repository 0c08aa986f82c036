#include <doctest/doctest.h>

#include <algorithm>
#include <chrono>
#include <cmath>

#include "geo/ellipsoid.h"
#include "scene/terrain_mesh.h"
#include "tests/support/invented_terrain.h"

using namespace caspian;
using namespace caspian::scene;

namespace {

struct Fixture {
  geo::HeightField heights = test::invented_terrain();
  ReliefTextures relief = build_relief_textures(heights);
  TerrainMesh mesh(const TileKey& key) const {
    return build_terrain_mesh(key, heights, relief.extended);
  }
};

}  // namespace

TEST_CASE_FIXTURE(Fixture, "a fine tile's vertices lie where the heights are") {
  const TileKey key{6, 11 * 64 + 32, 9 * 64 + 20};
  const TileBox box = box_of(key);
  const TerrainMesh tile = mesh(key);
  REQUIRE(tile.vertices.size() == size_t(k_tile_vertices));
  for (int j = 0; j < k_tile_side; j += 4)
    for (int i = 0; i < k_tile_side; i += 4) {
      const TerrainVertex& vertex = tile.vertices[size_t(j * k_tile_side + i)];
      const double lon = box.west_deg + (box.east_deg - box.west_deg) * i / k_tile_quads;
      const double lat = box.south_deg + (box.north_deg - box.south_deg) * j / k_tile_quads;
      CHECK(vertex.height_m == doctest::Approx(heights.height_m(lon, lat)));
      const glm::dvec3 base = tile.origin_m + glm::dvec3(vertex.base);
      CHECK(glm::length(base - geo::to_earth_centred({lon, lat, 0})) < 0.01);
      const glm::dvec3 up = glm::dvec3(vertex.up[0], vertex.up[1], vertex.up[2]) / 32767.0;
      CHECK(glm::length(up - geo::up_at(lon, lat)) < 1e-4);
      CHECK(vertex.sea_level / 32767.0 * k_sea_level_scale_m ==
            doctest::Approx(heights.sea_level_m(lon, lat)).epsilon(1e-3));
      CHECK(vertex.across[0] == std::lrint(65535.0 * i / k_tile_quads));
    }
}

TEST_CASE_FIXTURE(Fixture, "neighbours of one level share their edges exactly") {
  const TileKey west{5, 11 * 32 + 16, 9 * 32 + 15}, east{5, 11 * 32 + 17, 9 * 32 + 15};
  const TerrainMesh a = mesh(west), b = mesh(east);
  for (int j = 0; j < k_tile_side; ++j) {
    const TerrainVertex& left = a.vertices[size_t(j * k_tile_side + k_tile_side - 1)];
    const TerrainVertex& right = b.vertices[size_t(j * k_tile_side)];
    CHECK(left.height_m == right.height_m);
    const glm::dvec3 p = a.origin_m + glm::dvec3(left.base),
                     q = b.origin_m + glm::dvec3(right.base);
    CHECK(glm::length(p - q) < 0.01);
  }
}

TEST_CASE_FIXTURE(Fixture,
                  "skirts hang under the edges, deeper than a sparser neighbour may miss") {
  const TerrainMesh tile = mesh({4, 11 * 16 + 9, 9 * 16 + 9});
  const int first_skirt = k_tile_side * k_tile_side;
  for (int k = 0; k < k_tile_side; ++k) {
    const TerrainVertex &edge = tile.vertices[size_t(k)],
                        &skirt = tile.vertices[size_t(first_skirt + k)];
    CHECK(edge.height_m - skirt.height_m > tile.height_error_m.back());
    const glm::vec3 up = glm::vec3(edge.up[0], edge.up[1], edge.up[2]) / 32767.0f;
    CHECK(glm::dot(edge.base - skirt.base, up) > tile.curve_error_m.back());
    CHECK(edge.across[0] == skirt.across[0]);
  }
}

TEST_CASE_FIXTURE(Fixture, "errors of sparser grids bound what they miss") {
  const TerrainMesh tile = mesh({4, 11 * 16 + 5, 9 * 16 + 9});
  CHECK(tile.height_error_m[0] == 0);
  CHECK(tile.height_error_m[1] > 0);
  CHECK(tile.height_error_m[2] >= tile.height_error_m[1]);
  const TerrainVertex *a = &tile.vertices[0], *b = &tile.vertices[2], *middle = &tile.vertices[1];
  CHECK(std::abs(middle->height_m - 0.5f * (a->height_m + b->height_m)) <=
        tile.height_error_m[1] + 1e-3f);
  const glm::vec3 up = glm::vec3(a->up[0], a->up[1], a->up[2]) / 32767.0f;
  CHECK(std::abs(glm::dot(middle->base - 0.5f * (a->base + b->base), up)) <= tile.curve_error_m[1]);
}

TEST_CASE("index lists: inside the vertices, every density closes the square") {
  const TileIndices list = build_tile_indices();
  for (int density = 0; density < k_tile_densities; ++density) {
    const auto& part = list.parts[size_t(density)];
    const uint32_t quads = uint32_t(k_tile_quads >> density);
    CHECK(part.surface_count == quads * quads * 6);
    CHECK(part.count == part.surface_count + 4 * quads * 6);
    for (uint32_t i = part.first; i < part.first + part.count; ++i)
      CHECK(list.indices[i] < k_tile_vertices);
  }
}

TEST_CASE_FIXTURE(Fixture, "outside the data the globe is bare, and heights fade before the edge") {
  CHECK(data_share(heights, 50, 42) == 1);
  CHECK(data_share(heights, 40, 42) == 0);
  CHECK(data_share(heights, 10, 42) == 0);
  CHECK(data_share(heights, 42, 42) > 0);
  CHECK(data_share(heights, 42, 42) < 1);
  const TerrainMesh bare = mesh({2, 3, 20});
  for (const TerrainVertex& vertex : bare.vertices) CHECK(vertex.height_m <= 0);
  CHECK_FALSE(bare.has_sea);
  CHECK(bare.height_error_m.back() == 0);
}

TEST_CASE_FIXTURE(Fixture, "a coarse tile takes means, not samples at random") {
  // From afar the invented ridges (0.7 degrees apart) melt: neighbouring vertices differ less.
  const TerrainMesh coarse = mesh({0, 11, 9});
  float greatest = 0;
  for (const TerrainVertex& vertex : coarse.vertices)
    greatest = std::max(greatest, vertex.height_m);
  CHECK(greatest < 5500);
  CHECK(greatest > 2000);
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
