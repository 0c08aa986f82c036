#version 460
// A line or ribbon as wide as it is drawn, with its id: the body of line.vert without its looks.
#extension GL_GOOGLE_include_directive : require
#include "include/drawn_place.glsl"
#include "shared/frame.h"
#include "shared/pick.h"

layout(set = 0, binding = 0) uniform Frame { FrameUniforms frame; };
layout(push_constant) uniform Push { PickLinePush line; };

layout(location = 0) in vec4 base;
layout(location = 1) in vec4 tangent_slope;
layout(location = 3) in vec2 lane_cap;
layout(location = 0) flat out uvec2 id;

void main() {
  vec3 place = line.origin.xyz + base.xyz;
  vec3 up = normal_at(place - frame.eye_centre.xyz);
  float exaggeration = frame.scale.z;
  vec4 clip = frame.view_projection * vec4(place + up * (base.w * exaggeration), 1.0);
  vec4 ahead = frame.view_projection *
               vec4(tangent_slope.xyz + up * (tangent_slope.w * exaggeration), 0.0);
  vec2 along = (ahead.xy * clip.w - clip.xy * ahead.w) * frame.viewport.xy;
  along /= max(length(along), 1e-20);
  vec2 right = vec2(-along.y, along.x);
  float side = (gl_VertexIndex & 1) == 0 ? -1.0 : 1.0;
  if (round(lane_cap.y * 32767.0) > 1.5) side = 0.0;
  float lane = lane_cap.x * (32767.0 / 1024.0);
  // A line thinner than a px still covers one.
  float half_px = max(line.widths.x, 0.75);
  vec2 offset_px = right * (lane * line.widths.z + line.widths.y + side * half_px);
  clip.xy += offset_px * (2.0 * frame.viewport.zw) * clip.w;
  clip.z *= 1.0 + line.origin.w;
  gl_Position = clip;
  id = uvec2(line.kind_and_index, 0u);
}
