// The unchanging part of a tile's mesh: its vertices at height 0 with a small skirt around, and the
// indices that all tiles share. How high a vertex stands is found anew in every view
// (terrain_surface.h). Knows no Vulkan and no colours.
#pragma once
#include <cstdint>
#include <span>
#include <vector>

#include "scene/terrain_surface.h"
#include "scene/terrain_tiles.h"

namespace caspian::scene {

constexpr float k_sea_level_scale_m = 64;

/// Drawn at base + up * (height * exaggeration + lift), see DrawnHeight.
struct TerrainVertex {
  glm::vec3 base;      // at height 0, relative to the tile's origin, m
  int16_t up[3];       // signed normalised
  int16_t sea_level;   // signed normalised, 1 = k_sea_level_scale_m
  uint16_t across[2];  // place in the tile, unsigned normalised: east and north
};
static_assert(sizeof(TerrainVertex) == 24);

constexpr int k_tile_vertices = k_tile_side * k_tile_side + 4 * k_tile_side;

/// Indices shared by all tiles: the surface, then the skirt.
struct TileIndices {
  std::vector<uint16_t> indices;
  uint32_t surface_count = 0;
};
TileIndices build_tile_indices();

struct TerrainMesh {
  glm::dvec3 origin_m;  // earth-centred
  std::vector<TerrainVertex> vertices;
  /// Skirts hang down this far: neighbours agree along their edges but for rounding.
  float skirt_m = 0;
  float highest_sea_level_m = 0;
};

TerrainMesh build_terrain_mesh(const TileKey& key, const geo::HeightField& heights);

/// The heights of all vertices of a tile, skirts included.
void fill_heights(const TileSurface& surface, float skirt_m, std::span<DrawnHeight> out);

}  // namespace caspian::scene
