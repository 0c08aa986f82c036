#version 460
// A line or ribbon as wide as it is drawn, with its id: the body of line.vert without its looks.
#extension GL_GOOGLE_include_directive : require
#include "include/strip.glsl"
#include "shared/pick.h"

layout(set = 0, binding = 0) uniform Frame { FrameUniforms frame; };
layout(push_constant) uniform Push { PickLinePush line; };

layout(location = 0) in vec4 base;  // scene::LineVertex, see strip_place
layout(location = 1) in vec4 tangent_slope;
layout(location = 3) in vec2 lane_cap;
layout(location = 0) flat out uvec2 id;

void main() {
  StripPlace strip = strip_place(frame, line.origin.xyz, base, tangent_slope, lane_cap);
  vec2 right = vec2(-strip.along.y, strip.along.x);
  float side = (gl_VertexIndex & 1) == 0 ? -1.0 : 1.0;
  if (strip.cap > 1.5) side = 0.0;
  // A line thinner than a px still covers one.
  float half_px = max(line.widths.x, 0.75);
  float middle_px = strip.lane * line.widths.z + line.widths.y;
  vec4 clip = strip.clip;
  clip.xy += right * (middle_px + side * half_px) * (2.0 * frame.viewport.zw) * clip.w;
  clip.z *= pulled(frame, line.origin.w, middle_px);
  gl_Position = clip;
  id = uvec2(line.kind_and_index, 0u);
}
