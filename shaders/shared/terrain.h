// Terrain, sea and sky: what a tile is drawn with, and the theme's tints and light as the shaders
// read them (set 1, binding 0). Scales of normalised values equal those of scene/relief_texture.h
// and scene/terrain_mesh.h.
#ifndef CASPIAN_SHARED_TERRAIN_H
#define CASPIAN_SHARED_TERRAIN_H
#include "shared/shared_types.h"
#ifdef __cplusplus
namespace caspian::shared {
#endif

const float k_sea_level_scale_m = 64.0;

/// Push constants of a tile.
struct TerrainTile {
  vec4 origin;   // xyz: tile's origin relative to the eye, m; w: unused
  vec4 texture;  // texture coordinates: of the south-western corner, and their change to the other
  vec4 inside;   // distance inside the data's box in fading widths: west, south corner; change
};

/// Scales of the relief texture's channels: slope east, slope north, height m, shore distance m.
const float k_slope_scale = 2.0;
const float k_height_scale_m = 8192.0;
const float k_shore_scale_m = 32768.0;

struct TerrainUniforms {
  vec4 land[7];     // rgb, height m
  vec4 sea[5];      // rgb, depth m
  vec4 light;       // direction to the light in east, north, up; w: relief strength
  vec4 side_light;  // a second, weaker one; w: its share
  vec4 lit;         // rgb; w: haze strength
  vec4 shaded;      // rgb; w: sheen
  vec4 coast;       // rgb, strength
  vec4 water;       // rgb, strength (times the sea's opacity)
  vec4 haze;        // x: distance where haze begins, m; y: 1 / distance over which it grows
  vec4 data_box;    // west, south, east, north of all data, degrees
};

#ifdef __cplusplus
static_assert(sizeof(TerrainTile) == 48);
static_assert(sizeof(TerrainUniforms) == (7 + 5 + 8) * 16);
}
#endif
#endif
