// Four corners of a quad of the lettering.
#version 460
#extension GL_GOOGLE_include_directive : require
#include "shared/frame.h"
#include "shared/label.h"

layout(set = 0, binding = 0, std140) uniform Frame { FrameUniforms frame; };
layout(set = 1, binding = 0, std430) readonly buffer Quads { LabelQuad quads[]; };

layout(location = 0) out vec2 local_px;
layout(location = 1) flat out vec4 edge;
layout(location = 2) flat out vec2 scale_and_radius;
layout(location = 3) flat out uvec4 cell_and_colours;

void main() {
  LabelQuad quad = quads[gl_InstanceIndex];
  vec2 corner = vec2(gl_VertexIndex & 1, gl_VertexIndex >> 1) * 2.0 - 1.0;
  local_px = corner * quad.place.zw;
  edge = quad.edge;
  scale_and_radius = quad.turn.zw;
  cell_and_colours = uvec4(quad.cell_origin, quad.cell_size, quad.colour, quad.stroke);
  vec2 along = quad.turn.xy;
  vec2 down = vec2(-along.y, along.x);
  vec2 at_px = quad.place.xy + along * local_px.x + down * local_px.y;
  gl_Position = vec4(at_px * frame.viewport.zw * 2.0 - 1.0, 0.0, 1.0);
}
