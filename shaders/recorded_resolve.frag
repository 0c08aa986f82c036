#version 460
// Recorded units in the visibility buffer become coloured points at their depth.
#extension GL_GOOGLE_include_directive : require
#include "include/recorded_position.glsl"
#include "include/resolve.glsl"

layout(push_constant) uniform Push { RecordedPush push; };
layout(location = 0) out vec4 result;

void main() {
  ShownUnit unit = shown_unit(gl_FragCoord.xy);
  uint index = unit.id - push.first_id;
  if (unit.depth == 0.0 || unit.id < push.first_id || index >= push.unit_count) discard;
  vec4 colour = unpackUnorm4x8(colours[index]);
  float alpha = colour.a * unit.coverage;
  result = vec4(colour.rgb * alpha, alpha);
  gl_FragDepth = unit.depth;
}
