// Where a unit of the benchmark is on the screen: a phase by integers, two look-ups in the frame's
// table of knots (scene/workload_table), a straight line between them.
#ifndef CASPIAN_WORKLOAD_UNIT_GLSL
#define CASPIAN_WORKLOAD_UNIT_GLSL
#include "shared/workload.h"

layout(set = 1, binding = 0) uniform Workload { WorkloadUniforms work; };
layout(set = 1, binding = 3) uniform sampler2D knots;  // a path per row: clip x, y, w; bend
layout(set = 1, binding = 4, std430) readonly buffer Motions { uvec2 motions[]; };  // phase, rate
layout(set = 1, binding = 5, std430) readonly buffer Groups { uint group_paths[]; };

const uint k_no_rate = 0xffffffffu;  // a place without a unit

uint unit_phase(uvec2 motion) {
  uint high, low;
  umulExtended(work.ticks, motion.y, high, low);
  uint shift = work.rate_shift;
  return motion.x + (shift == 0u ? low : (high << (32u - shift)) | (low >> shift));
}

vec4 unit_clip(uint path, uint phase) {
  uint bin_shift = 32u - work.bin_bits;
  int knot = int(phase >> bin_shift) * 2;
  float share = float(phase & ((1u << bin_shift) - 1u)) * exp2(-float(bin_shift));
  vec4 bend = texelFetch(knots, ivec2(knot + 1, path), 0);
  bool before = share < bend.w;
  vec3 other = texelFetch(knots, ivec2(before ? knot : knot + 2, path), 0).xyz;
  float span = before ? bend.w : 1.0 - bend.w;
  float from_bend = abs(share - bend.w) / max(span, 1e-9);
  vec3 place = mix(bend.xyz, other, from_bend);
  return vec4(place.xy, work.near_m, place.z);
}
#endif
