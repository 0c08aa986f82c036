#version 460
// Points of several px: every unit that is the nearest in its px spreads over the px around it. One
// group per touched tile, one thread per px. What is covered more wins, then what is nearer.
#extension GL_GOOGLE_include_directive : require
#extension GL_EXT_shader_explicit_arithmetic_types_int64 : require
#extension GL_EXT_shader_atomic_int64 : require
#include "include/visibility.glsl"

layout(local_size_x = 8, local_size_y = 8) in;
layout(set = 2, binding = 1, std430) readonly buffer Visible { uvec2 visible[]; };
layout(set = 2, binding = 3, std430) buffer Shown { uint64_t shown[]; };
layout(set = 1, binding = 0, std430) readonly buffer List {
  uint arguments[7], count, tiles[];
};
layout(set = 1, binding = 1, std430) buffer Covered { uint covered[]; };  // one per tile

void main() {
  uint place = gl_WorkGroupID.y * k_tile_row + gl_WorkGroupID.x;
  if (place >= count) return;
  uint tile = tiles[place];
  ivec2 px = ivec2(tile % visibility.tiles_across, tile / visibility.tiles_across) *
                 int(k_tile_px) + ivec2(gl_LocalInvocationID.xy);
  uvec2 value = visible[px.y * visibility.stride + px.x];
  if (value.y == 0u) return;
  int reach = int(ceil(visibility.radius_px - 0.5));
  for (int y = -reach; y <= reach; ++y)
    for (int x = -reach; x <= reach; ++x) {
      float share = clamp(visibility.radius_px + 0.5 - length(vec2(x, y)), 0.0, 1.0);
      uint step = share >= 0.85 ? 3u : share >= 0.45 ? 2u : share >= 0.15 ? 1u : 0u;
      ivec2 at = px + ivec2(x, y);
      if (step == 0u || any(lessThan(at, ivec2(0))) ||
          any(greaterThanEqual(at, ivec2(visibility.stride, visibility.rows))))
        continue;
      atomicMax(shown[at.y * visibility.stride + at.x],
                packUint2x32(uvec2(value.x, value.y | step << 30)));
      covered[at.y / k_tile_px * visibility.tiles_across + at.x / k_tile_px] = 1u;
    }
}
