#version 460
// Six vertices a mark: what can be clicked as a rectangle on the screen.
#extension GL_GOOGLE_include_directive : require
#include "shared/frame.h"
#include "shared/pick.h"

layout(set = 0, binding = 0) uniform Frame { FrameUniforms frame; };
layout(set = 1, binding = 0, std430) readonly buffer Marks { PickMark marks[]; };

layout(location = 0) out vec2 place_px;
layout(location = 1) flat out vec2 half_px;
layout(location = 2) flat out uvec2 id;

void main() {
  PickMark mark = marks[gl_VertexIndex / 6];
  int corner = int[6](0, 1, 2, 2, 1, 3)[gl_VertexIndex % 6];
  vec2 along = mark.shape.xy, across = vec2(-along.y, along.x);
  half_px = mark.shape.zw;
  place_px = vec2((corner & 1) * 2 - 1, (corner & 2) - 1) * (half_px + 0.5);
  gl_Position = mark.clip;
  gl_Position.xy += (along * place_px.x + across * place_px.y) * 2.0 * frame.viewport.zw *
                    mark.clip.w;
  id = uvec2(mark.kind_and_index, mark.number);
}
