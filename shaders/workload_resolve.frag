#version 460
// The benchmark's units in the visibility buffer become points of their own colours.
#extension GL_GOOGLE_include_directive : require
#include "include/resolve.glsl"
#include "shared/workload.h"

layout(set = 1, binding = 6, std430) readonly buffer Colours { uint colours[]; };
layout(push_constant) uniform Push { WorkloadPush push; };
layout(location = 0) out vec4 result;

void main() {
  ShownUnit unit = shown_unit(gl_FragCoord.xy);
  uint index = unit.id - push.first_id;
  if (unit.depth == 0.0 || index >= push.place_count) discard;
  result = vec4(unpackUnorm4x8(colours[index]).rgb * unit.coverage, unit.coverage);
  gl_FragDepth = unit.depth;
}
