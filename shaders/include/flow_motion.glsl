// Where a unit is at its age: the shader's side of scene/flow_motion. Set 1 holds the timetables.
#ifndef CASPIAN_FLOW_MOTION_GLSL
#define CASPIAN_FLOW_MOTION_GLSL
#include "shared/flow.h"

layout(set = 1, binding = 0, std430) readonly buffer Arrivals { uint arrivals[]; };
layout(set = 1, binding = 1, std430) readonly buffer Vertices { FlowVertex vertices[]; };
layout(set = 1, binding = 2, std430) readonly buffer Chunks { FlowChunk chunks[]; };
layout(set = 1, binding = 3, std430) readonly buffer Runs { FlowRun runs[]; };

struct UnitPlace {
  vec3 position_m;  // relative to the eye
  vec3 direction;   // of travel, unit length
  float lane;
  float speed;  // m per tick; 0 for who waits
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

/// Ticks between neighbours.
float unit_spacing(FlowRun run) {
  if (run.is_scaled != 0u) return float(run.duration) / float(run.count);
  return float(run.age_step_whole) + float(run.age_step_fraction) * exp2(-32.0);
}

/// WGS84: the normal of the ellipsoid at a place on it (its squared axis ratio, NGA.STND.0036).
vec3 up_at(vec3 earth_centred_m) {
  return normalize(earth_centred_m * vec3(1, 1, 1.0067394967422765));
}

vec3 drawn_place(FlowVertex vertex, float exaggeration) {
  FlowChunk chunk = chunks[vertex.chunk];
  vec3 up = up_at(chunk.origin_m.xyz + vertex.base_m);
  return chunk.origin_from_eye_m.xyz + (vertex.base_m + up * (vertex.height_m * exaggeration));
}

UnitPlace unit_place(FlowRun run, uint age, float exaggeration) {
  // The last vertex but one that the unit has reached.
  uint low = run.first_vertex, high = run.first_vertex + run.vertex_count - 2;
  while (low < high) {
    uint middle = (low + high + 1) / 2;
    if (arrivals[middle] <= age) low = middle;
    else high = middle - 1;
  }
  uint from_age = arrivals[low], to_age = arrivals[low + 1];
  float share = clamp(float(age - from_age) / float(max(to_age - from_age, 1u)), 0.0, 1.0);
  FlowVertex from = vertices[low], to = vertices[low + 1];
  vec3 from_m = drawn_place(from, exaggeration), to_m = drawn_place(to, exaggeration);
  UnitPlace place;
  place.position_m = mix(from_m, to_m, share);
  place.lane = mix(from.lane, to.lane, share);
  place.speed = distance(from_m, to_m) / float(max(to_age - from_age, 1u));
  // Who waits looks the way it came.
  uint heading = low;
  vec3 step_m = to_m - from_m;
  while (dot(step_m, step_m) == 0.0 && heading > run.first_vertex) {
    --heading;
    step_m = from_m - drawn_place(vertices[heading], exaggeration);
  }
  place.direction = step_m * inversesqrt(max(dot(step_m, step_m), 1e-12));
  return place;
}
#endif
