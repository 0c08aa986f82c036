// The globe cut into longitude/latitude tiles by levels. Knows no heights and no cameras.
#pragma once
#include <compare>
#include <cstddef>
#include <cstdint>

#include "geo/geo_box.h"

namespace caspian::scene {

/// Level 0 tiles are 20 degrees wide and 15 high, so that the primary box of the built-in terrain
/// ends on their edges; each level halves that. Column 0 begins at 180 W, row 0 at 100 S (no place
/// beyond a pole is drawn: the outermost rows are cut there).
struct TileKey {
  uint8_t level = 0;
  uint32_t column = 0, row = 0;
  auto operator<=>(const TileKey&) const = default;
};

struct TileKeyHash {
  size_t operator()(const TileKey& key) const {
    return (size_t(key.level) << 58) ^ (size_t(key.column) << 29) ^ size_t(key.row);
  }
};

constexpr uint32_t k_root_columns = 18, k_root_rows = 13;
constexpr int k_deepest_tile_level = 14;
constexpr int k_tile_quads = 32;  // per side
constexpr int k_tile_side = k_tile_quads + 1;

geo::GeoBox box_of(const TileKey& key);
/// Between the vertices of a level's meshes, north to south.
double quad_deg(int level);

/// The tile of the next level: 0 south-west, 1 south-east, 2 north-west, 3 north-east.
TileKey child_of(const TileKey& key, uint32_t quarter);

}  // namespace caspian::scene
