// Areas on a tile of the terrain (scene/fill_tiles): its cells, what covers them, and the edges
// that pass them.
#ifndef CASPIAN_SHARED_FILL_H
#define CASPIAN_SHARED_FILL_H
#include "shared/shared_types.h"
#include "shared/terrain.h"
#ifdef __cplusplus
namespace caspian::shared {
#else
#define constexpr const
#endif

constexpr int k_fill_side = 16;           // cells of a tile
constexpr float k_fill_reach_m = 8000.0f;  // around shores
constexpr uint k_fill_on_land = 1u;       // flags: the fill ends at the shore
constexpr uint k_fill_side_by_side = 2u;  // ... no two shapes overlap: where two meet, no seam

struct FillPush {
  TerrainTile tile;
  uint first_cell, first_entry, first_edge;  // of the tile
  uint flags;
};

#ifdef __cplusplus
static_assert(sizeof(FillPush) == 64);
}
#else
#undef constexpr
#endif
#endif
