#version 460
// What is on its way, into the cells of the density view: one thread per place of a journey. In
// integers, so that the order does not matter and the sum is exact.
#extension GL_GOOGLE_include_directive : require
#include "shared/density.h"

layout(local_size_x = 256) in;
layout(set = 0, binding = 0) uniform Density { DensityUniforms density; };
layout(set = 0, binding = 1, std430) readonly buffer Entries { DensityEntry entries[]; };
layout(set = 0, binding = 2, std430) readonly buffer Amounts { uint amounts[]; };
layout(set = 0, binding = 3, std430) readonly buffer Places { vec2 places[]; };
layout(set = 0, binding = 4, std430) buffer Cells { uint cells[]; };

void main() {
  DensityEntry entry = entries[gl_WorkGroupID.y];
  uint sample_index = gl_GlobalInvocationID.x;
  uint count = entry.samples * k_density_parts;
  if (sample_index >= count) return;
  uint part = sample_index / entry.samples, in_part = sample_index % entry.samples;
  // The rest of the division goes to the first ones.
  uint whole = amounts[gl_WorkGroupID.y * k_density_parts + part];
  uint amount = whole / entry.samples + (in_part < whole % entry.samples ? 1u : 0u);
  if (amount == 0u) return;
  float along = (float(sample_index) + 0.5) / float(count) * float(k_density_intervals);
  uint place = min(uint(along), k_density_intervals - 1u);
  vec2 lon_lat = mix(places[entry.first_place + place], places[entry.first_place + place + 1u],
                     along - float(place));
  vec2 cell = floor((lon_lat - density.box.xy) / density.box.zw);
  if (any(lessThan(cell, vec2(0))) || any(greaterThanEqual(cell, vec2(density.side)))) return;
  atomicAdd(cells[uint(cell.y) * density.side + uint(cell.x)], amount);
}
