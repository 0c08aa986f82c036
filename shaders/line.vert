// Two vertices per point of a line; each moves to its side by half the drawn width, in px, after
// its lane.
#version 460
#extension GL_GOOGLE_include_directive : require
#include "include/drawn_place.glsl"
#include "shared/frame.h"
#include "shared/line.h"

layout(set = 0, binding = 0) uniform Frame { FrameUniforms frame; };
layout(push_constant) uniform Push { LinePush line; };

layout(location = 0) in vec4 base;           // xyz at height 0, m from the origin; w: height, m
layout(location = 1) in vec4 tangent_slope;  // unit tangent; rise over run
layout(location = 2) in float distance;      // m along the line
layout(location = 3) in vec2 lane_cap;       // lanes * 1024 / 32767; LineVertex::cap / 32767

layout(location = 0) out vec2 at_px;         // across, beyond the line's end
layout(location = 1) out float distance_m;

void main() {
  vec3 place = line.origin.xyz + base.xyz;
  vec3 up = normal_at(place - frame.eye_centre.xyz);
  float exaggeration = frame.scale.z;
  vec4 clip = frame.view_projection * vec4(place + up * (base.w * exaggeration), 1.0);
  vec4 ahead = frame.view_projection *
               vec4(tangent_slope.xyz + up * (tangent_slope.w * exaggeration), 0.0);
  // Derivative of the image position along the line; signed w keeps it right behind the eye, too.
  vec2 along = (ahead.xy * clip.w - clip.xy * ahead.w) * frame.viewport.xy;
  along /= max(length(along), 1e-20);
  vec2 right = vec2(-along.y, along.x);

  float reach_px = line.widths.x + line.widths.y + 1.0;
  float side = (gl_VertexIndex & 1) == 0 ? -1.0 : 1.0;
  float mark = round(lane_cap.y * 32767.0);
  float cap = clamp(mark, -1.0, 1.0);
  if (mark > 1.5) side = cap = 0.0;  // without width: between the pieces of a strip
  float lane = lane_cap.x * (32767.0 / 1024.0);
  vec2 offset_px = right * (lane * line.spacing.x + side * reach_px) + along * (cap * reach_px);
  clip.xy += offset_px * (2.0 * frame.viewport.zw) * clip.w;
  clip.z *= 1.0 + line.origin.w;
  gl_Position = clip;
  at_px = vec2(side * reach_px, abs(cap) * reach_px);
  distance_m = distance;
}
