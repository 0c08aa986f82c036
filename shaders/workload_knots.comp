#version 460
// The frame's table of knots: every knot of every path, as seen by this frame's camera.
#extension GL_GOOGLE_include_directive : require
#include "shared/workload.h"

layout(local_size_x = 256) in;
layout(set = 1, binding = 0) uniform Workload { WorkloadUniforms work; };
layout(set = 1, binding = 1, std430) readonly buffer Knots { vec4 places[]; };
layout(set = 1, binding = 2, rgba32f) writeonly uniform image2D knots;

void main() {
  uint count = (2u << work.bin_bits) + 1u;
  uint knot = gl_GlobalInvocationID.x, path = gl_WorkGroupID.y;
  if (knot >= count) return;
  vec4 place = places[path * count + knot];
  vec4 at = vec4(place.xyz, 1);
  imageStore(knots, ivec2(knot, path),
             vec4(dot(work.to_x, at), dot(work.to_y, at), dot(work.to_w, at), place.w));
}
