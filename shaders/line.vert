// Two vertices per point of a line; each moves to its side by half the drawn width, in px, after
// its lane.
#version 460
#extension GL_GOOGLE_include_directive : require
#include "include/strip.glsl"
#include "shared/line.h"

layout(set = 0, binding = 0) uniform Frame { FrameUniforms frame; };
layout(push_constant) uniform Push { LinePush line; };

layout(location = 0) in vec4 base;           // scene::LineVertex, see strip_place
layout(location = 1) in vec4 tangent_slope;
layout(location = 2) in float distance;      // m along the line
layout(location = 3) in vec2 lane_cap;

layout(location = 0) out vec2 at_px;         // across, beyond the line's end
layout(location = 1) out float distance_m;

void main() {
  StripPlace strip = strip_place(frame, line.origin.xyz, base, tangent_slope, lane_cap);
  vec2 along = strip.along;
  vec2 right = vec2(-along.y, along.x);
  float reach_px = line.widths.x + line.widths.y + 1.0;
  float side = (gl_VertexIndex & 1) == 0 ? -1.0 : 1.0;
  float cap = clamp(strip.cap, -1.0, 1.0);
  if (strip.cap > 1.5) side = cap = 0.0;  // without width: between the pieces of a strip
  float middle_px = strip.lane * line.spacing.x + line.spacing.z;
  vec2 offset_px = right * (middle_px + side * reach_px) + along * (cap * reach_px);
  vec4 clip = strip.clip;
  clip.xy += offset_px * (2.0 * frame.viewport.zw) * clip.w;
  clip.z *= pulled(frame, line.origin.w, middle_px);
  gl_Position = clip;
  at_px = vec2(side * reach_px, abs(cap) * reach_px);
  distance_m = distance;
}
