// Where a unit is at its age: the one way in which every back end finds it (the reference in double
// is scene/flow_motion). Set 1 holds the timetables as the frame's eye sees them (FlowTables).
#ifndef CASPIAN_UNIT_POSITION_GLSL
#define CASPIAN_UNIT_POSITION_GLSL
#include "shared/flow.h"

layout(set = 1, binding = 0) uniform usamplerBuffer hints;
/// Two texels a segment: clip x, y, w of its ends, lanes included, and their arrivals.
layout(set = 1, binding = 1) uniform usamplerBuffer segments;
layout(set = 1, binding = 2) uniform samplerBuffer places;  // of vertices: from the eye, m; lane
layout(set = 1, binding = 3, std430) readonly buffer Runs { FlowRun runs[]; };
layout(set = 1, binding = 4, std430) readonly buffer Vertices { FlowVertex vertices[]; };

const float k_hidden_w = -1e30;  // of segments that lie behind the globe

struct UnitPosition {
  uint segment;
  float share;       // of the segment, 0..1
  vec4 clip;         // z as pulled towards the eye
  float ticks;       // that the whole segment takes
};

/// The run that unit `index` of all units belongs to.
uint find_run(uint index, uint run_count) {
  uint low = 0, high = run_count - 1;
  while (low < high) {
    uint middle = (low + high + 1) / 2;
    if (runs[middle].first_unit <= index) low = middle;
    else high = middle - 1;
  }
  return low;
}

/// factor * step, rounded down to whole ticks; modulo 2^32.
uint whole_product(uint factor, uint step_whole, uint step_fraction) {
  uint carry, rest;
  umulExtended(factor, step_fraction, carry, rest);
  return factor * step_whole + carry;
}

uint unit_age(FlowRun run, uint j) {
  if (run.is_scaled == 0u)
    return run.age_first - whole_product(j, run.age_step_whole, run.age_step_fraction);
  uint slot = run.rank_bits == 0u ? 0u : bitfieldReverse(j) >> (32u - run.rank_bits);
  uint later = whole_product(slot, run.age_step_whole, run.age_step_fraction);
  uint left = run.duration - run.age_first;
  return later < left ? run.age_first + later : later - left;
}

/// Ticks between neighbours; one that has none is a whole journey from the next.
float unit_spacing(FlowRun run) {
  if (run.is_scaled != 0u || run.count == 1u) return float(run.duration) / float(run.count);
  return float(run.age_step_whole) + float(run.age_step_fraction) * exp2(-32.0);
}

/// `near`: clip z of everything (the projection is infinite), the pull towards the eye included.
UnitPosition unit_position(FlowRun run, uint age, float near) {
  // An age of the whole duration would have no segment.
  age = min(age, run.duration - 1u);
  uint segment = texelFetch(hints, int(run.first_hint + (age >> run.hint_shift))).x;
  uvec4 to = texelFetch(segments, int(2u * segment + 1u));
  while (to.w <= age) {
    ++segment;
    to = texelFetch(segments, int(2u * segment + 1u));
  }
  uvec4 from = texelFetch(segments, int(2u * segment));
  UnitPosition position;
  position.segment = segment;
  position.ticks = float(to.w - from.w);
  position.share = float(age - from.w) / position.ticks;
  vec3 clip = mix(uintBitsToFloat(from.xyz), uintBitsToFloat(to.xyz), position.share);
  position.clip = vec4(clip.xy, near, clip.z);
  return position;
}

bool is_behind_globe(UnitPosition position) { return position.clip.w < 0.5 * k_hidden_w; }

/// Clip z of all units: what unit_position wants.
float unit_near(mat4 view_projection, float depth_pull) {
  return view_projection[3].z * (1.0 + depth_pull);
}
#endif
