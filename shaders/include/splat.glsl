// Puts units into the visibility buffer, in any order: the nearest wins, and of two at one depth
// the greater id. Needs 64-bit buffer atomics. For sources of units: bind UnitVisibility's set as
// set 2.
#ifndef CASPIAN_SPLAT_GLSL
#define CASPIAN_SPLAT_GLSL
#extension GL_EXT_shader_explicit_arithmetic_types_int64 : require
#extension GL_EXT_shader_atomic_int64 : require
#include "include/in_view.glsl"
#include "include/visibility.glsl"

layout(set = 2, binding = 1, std430) buffer Visible { uint64_t visible[]; };
layout(set = 2, binding = 2, std430) buffer Touched { uint touched[]; };  // one per tile

/// The unit's one pixel and what it would write there. False when it is out of view (in_view.glsl).
bool splat_place(vec4 clip, uint id, out uint index, out uint tile, out uint64_t value) {
  vec2 size = vec2(visibility.width, visibility.height);
  if (!is_in_view(clip, size)) return false;
  float per_w = 1.0 / clip.w;
  vec2 place = (clip.xy * per_w * 0.5 + 0.5) * size + float(k_view_margin_px);
  uvec2 px = min(uvec2(place), uvec2(visibility.stride, visibility.rows) - 1u);
  // Depths that differ by less than a thousandth are one: else units that share a line would win
  // by chance from px to px.
  uint depth = floatBitsToUint(clip.z * per_w) & ~k_depth_rest;
  value = packUint2x32(uvec2(id, depth));
  index = px.y * visibility.stride + px.x;
  tile = px.y / k_tile_px * visibility.tiles_across + px.x / k_tile_px;
  return true;
}

/// Puts the unit there; ids are the caller's own (UnitVisibility::take_ids).
bool splat(vec4 clip, uint id) {
  uint index, tile;
  uint64_t value;
  if (!splat_place(clip, id, index, tile, value)) return false;
  // Most are behind what is there already. Values only grow, so an old one read here costs an
  // atomic at the most.
  if (visible[index] < value) {
    atomicMax(visible[index], value);
    touched[tile] = 1u;
  }
  return true;
}
#endif
