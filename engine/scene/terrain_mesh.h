// The mesh of a terrain tile: a grid of heights over its box with a skirt around, so that tiles of
// different levels leave no gaps. Knows no Vulkan and no colours.
#pragma once
#include <array>
#include <cstdint>
#include <vector>

#include "scene/relief_texture.h"
#include "scene/terrain_tiles.h"

namespace caspian::scene {

constexpr float k_sea_level_scale_m = 64;

/// Drawn at base + up * height * exaggeration.
struct TerrainVertex {
  glm::vec3 base;      // at height 0, relative to the tile's origin, m
  int16_t up[3];       // signed normalised
  int16_t sea_level;   // signed normalised, 1 = k_sea_level_scale_m
  float height_m;      // land or sea floor
  uint16_t across[2];  // place in the tile, unsigned normalised: east and north
};
static_assert(sizeof(TerrainVertex) == 28);

constexpr int k_tile_side = k_tile_quads + 1;
constexpr int k_tile_vertices = k_tile_side * k_tile_side + 4 * k_tile_side;

/// The same grid with every vertex, every second, every fourth: indices shared by all tiles.
constexpr int k_tile_densities = 3;
struct TileIndices {
  std::vector<uint16_t> indices;  // all densities, one after another
  struct Part {
    uint32_t first = 0, surface_count = 0, count = 0;  // count: with the skirt, which comes last
  };
  std::array<Part, k_tile_densities> parts;
};
TileIndices build_tile_indices();

struct TerrainMesh {
  glm::dvec3 origin_m;  // earth-centred
  std::vector<TerrainVertex> vertices;
  /// How far the drawn surface is off where vertices are left out: heights (to be exaggerated) and
  /// the globe's own curve, m. Element 0 is 0.
  std::array<float, k_tile_densities> height_error_m{}, curve_error_m{};
  bool has_sea = false;  // some of it may lie under water
};

TerrainMesh build_terrain_mesh(const TileKey& key, const geo::HeightField& heights,
                               const ReliefTexture& extended_relief);

/// How much of the data's heights and tints a place gets: 1 inside, falling to 0 over the last
/// k_data_fade_deg before the edge of all data.
constexpr double k_data_fade_deg = 3;
double data_share(const geo::HeightField& heights, double longitude_deg, double latitude_deg);

}  // namespace caspian::scene
