#version 460
// Units in the visibility buffer become coloured points at their depth.
#extension GL_GOOGLE_include_directive : require
#include "include/resolve.glsl"
#include "shared/flow.h"
#include "shared/frame.h"

layout(set = 0, binding = 0) uniform Frame { FrameUniforms frame; };
layout(set = 1, binding = 3, std430) readonly buffer Runs { FlowRun runs[]; };
layout(push_constant) uniform Push { FlowPush push; };
layout(location = 0) out vec4 result;

void main() {
  ShownUnit unit = shown_unit(gl_FragCoord.xy);
  uint index = unit.id - push.first_id;
  if (unit.depth == 0.0 || index >= push.unit_count) discard;
  uint low = 0, high = push.run_count - 1;
  while (low < high) {
    uint middle = (low + high + 1) / 2;
    if (runs[middle].first_unit <= index) low = middle;
    else high = middle - 1;
  }
  vec4 colour = unpackUnorm4x8(runs[low].colour);
  if (runs[low].is_scaled != 0u && index + 1u == runs[low].first_unit + runs[low].count)
    colour.a *= runs[low].last_alpha;
  float alpha = colour.a * unit.coverage;
  result = vec4(colour.rgb * alpha, alpha);
  gl_FragDepth = unit.depth;
}
