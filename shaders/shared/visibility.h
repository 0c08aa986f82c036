// The visibility buffer of units: what its shaders are told, and how the picture is cut into tiles.
#ifndef CASPIAN_SHARED_VISIBILITY_H
#define CASPIAN_SHARED_VISIBILITY_H
#include "shared/shared_types.h"
#ifdef __cplusplus
namespace caspian::shared {
#else
#define constexpr const
#endif

constexpr uint k_tile_px = 8u;
/// Tiles are worked on in rows of groups: a dispatch may have 65535 of them each way.
constexpr uint k_tile_row = 32768u;
/// Units whose centre lies this far outside the picture still count as in view, so that none
/// vanishes while a part of it can be seen. A multiple of the tile.
constexpr uint k_view_margin_px = 32u;

/// Bits of a depth that do not decide what is nearer.
constexpr uint k_depth_rest = 0x1fffu;

/// Uniform block; lengths in px of the drawn size.
struct VisibilityView {
  uint width, height;  // of the picture
  uint stride, rows;   // of the buffer, margins included, multiples of the tile
  uint tiles_across, tiles_down;
  float radius_px;  // of a point; at most 3
  uint unused_0;
};

/// Push constants of the pass that lists tiles.
struct TileListPush {
  uint tile_count;
};

#ifdef __cplusplus
static_assert(sizeof(VisibilityView) == 32);
}
#else
#undef constexpr
#endif
#endif
