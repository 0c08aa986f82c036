#version 460
// Four vertices per unit that can be seen: a rectangle around its dash and glow, turned along its
// way.
#extension GL_GOOGLE_include_directive : require
#include "shared/flow.h"
#include "shared/frame.h"

layout(set = 0, binding = 0) uniform Frame { FrameUniforms frame; };
layout(set = 2, binding = 0, std430) readonly buffer Units { FlowUnit units[]; };
layout(push_constant) uniform Push { FlowPush push; };

layout(location = 0) out vec2 place_px;        // along and across the dash, from its centre
layout(location = 1) flat out vec4 colour;
layout(location = 2) flat out vec2 size_px;    // length, width

void main() {
  FlowUnit unit = units[gl_VertexIndex / 4];
  vec2 along = unpackSnorm2x16(unit.direction);
  vec2 across = vec2(-along.y, along.x);
  size_px = unpackHalf2x16(unit.size_px);
  colour = unpackUnorm4x8(unit.colour);
  float margin = (push.glow > 0.0 ? 3.0 : 1.5) * frame.scale.x;
  vec2 corner = vec2((gl_VertexIndex & 1) * 2 - 1, (gl_VertexIndex & 2) - 1);
  place_px = corner * (0.5 * size_px + margin);
  vec2 offset_px = along * place_px.x + across * place_px.y;
  gl_Position = unit.clip;
  gl_Position.xy += offset_px * 2.0 * frame.viewport.zw * unit.clip.w;
}
