// Terrain, sea and sky: what a tile is drawn with, and the theme's light as the shaders read it
// (set 1, binding 0). Scales of normalised values equal those of scene/relief_texture.h
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
const int k_shore_reach_m = 4800;
const int k_hidden_scale_m = 24576;
// Lakes have no depths: all have the tint of this one.
const int k_lake_tint_m = 60;

// Of the texture that tells from which level of the Caspian on a place is under water.
const int k_flood_middle_m = -30;
const int k_flood_scale_m = 8;

// Tints along a row of their texture: the sea floor to the left of the middle, land to the right,
// both by the root of the distance from the level in the middle: low ground has most texels.
const int k_deepest_tint_m = 1100;
const int k_lowest_tint_m = -150;
const int k_highest_tint_m = 4500;

/// Push constants of a tile.
struct TerrainTile {
  vec4 origin;   // xyz: tile's origin relative to the eye, m
  vec4 texture;  // texture coordinates: of the south-western corner, and their change to the other
  vec4 box;      // degrees: west, south, width, height
};

struct TerrainUniforms {
  vec4 light;     // main light: xy: unit direction to it in plan (east, north); z: sine of its
                  // height; w: slope factor
  vec4 side;      // light for slopes that the main one passes along: xy: unit direction in plan;
                  // z: its share, 0..1; w: cosine of the main light's height
  vec4 shade;     // share of `lit` and `shaded` per light more or less (negative) than level ground
                  // has; z: share of the floor's relief that water hides; w: sheen of the water
  vec4 lit;       // rgb of slopes towards the light; w: darkening where no sky is seen, 0..1
  vec4 shaded;    // rgb of slopes away from it; w: row of the tints, 0..1
  vec4 coast;     // rgb, strength
  vec4 haze;      // x: distance where it begins, m; y: 1 / distance it grows over; z: the most
  vec4 data_box;  // west, south, east, north of all data, degrees
  vec4 fade;      // x: 1 / width of the fading border, 1/degree; y: opacity of the sea, 0 = dry;
                  // z: how far the shore is the flooding's (1) rather than the data's (0)
  vec4 day;       // rgb: what the hour's light does to all colours of the ground
  vec4 flooding;    // scale and offset from relief's texture coordinates to the flooding's
  vec4 near_shore;  // the same to the shore around what a near view looks at
  vec4 low_sun;     // xyz: direction to it; w: strength of its glint, 0..1
  vec4 low_light;   // rgb of the glint; w: share of a day that the waves have gone on
};

#ifdef __cplusplus
static_assert(sizeof(TerrainTile) == 48);
static_assert(sizeof(TerrainUniforms) == 14 * 16);
}
#endif
#endif
