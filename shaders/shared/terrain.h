// Terrain, sea and sky: what a tile is drawn with, and the theme's tints and light as the shaders
// read them (set 1, binding 0). Scales of normalised values equal those of scene/relief_texture.h
// and scene/terrain_mesh.h.
#ifndef CASPIAN_SHARED_TERRAIN_H
#define CASPIAN_SHARED_TERRAIN_H
#include "shared/shared_types.h"
#ifdef __cplusplus
namespace caspian::shared {
#endif

const int k_sea_level_scale_m = 64;
const int k_slope_scale = 2;
const int k_height_scale_m = 8192;
const int k_shore_scale_m = 32768;

/// Push constants of a tile.
struct TerrainTile {
  vec4 origin;   // xyz: tile's origin relative to the eye, m
  vec4 texture;  // texture coordinates: of the south-western corner, and their change to the other
  vec4 box;      // degrees: west, south, width, height
};

struct TerrainUniforms {
  vec4 land[7];     // rgb, height m
  vec4 sea[5];      // rgb, depth m
  vec4 light;       // direction to the light in east, north, up; w: strength of the shading
  vec4 side_light;  // a second, weaker one; w: its share
  vec4 lit;         // rgb of slopes towards the light; w: factor on slopes
  vec4 shaded;      // rgb of slopes away from it; w: sheen of the water at grazing angles
  vec4 coast;       // rgb, strength
  vec4 water;       // rgb; w: share of the floor's relief that deep water hides
  vec4 haze;        // x: distance where it begins, m; y: 1 / distance it grows over; z: the most
  vec4 data_box;    // west, south, east, north of all data, degrees
  vec4 fade;        // x: 1 / width of the fading border, 1/degree; y: opacity of the sea, 0 = dry
};

#ifdef __cplusplus
static_assert(sizeof(TerrainTile) == 48);
static_assert(sizeof(TerrainUniforms) == (7 + 5 + 9) * 16);
}
#endif
#endif
