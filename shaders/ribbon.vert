// A ribbon's strip: from its left edge to its right one, outline and arrowheads included.
#version 460
#extension GL_GOOGLE_include_directive : require
#include "include/strip.glsl"
#include "shared/line.h"

layout(set = 0, binding = 0) uniform Frame { FrameUniforms frame; };
layout(push_constant) uniform Push { RibbonPush ribbon; };

layout(location = 0) in vec4 base;           // scene::LineVertex, see strip_place
layout(location = 1) in vec4 tangent_slope;
layout(location = 2) in float distance;      // m along the line
layout(location = 3) in vec2 lane_cap;

layout(location = 0) out vec2 at_px;         // to the right of the lane, beyond the line's end
layout(location = 1) out float distance_m;
layout(location = 2) out float metres_per_px;  // along the line, where it runs

void main() {
  StripPlace strip = strip_place(frame, ribbon.origin.xyz, base, tangent_slope, lane_cap);
  vec2 right = vec2(-strip.along.y, strip.along.x);
  vec2 edges = unpackHalf2x16(ribbon.edges), capacity = unpackHalf2x16(ribbon.capacity);
  vec2 meet_casing = unpackHalf2x16(ribbon.meet_casing);
  float arrow = unpackHalf2x16(ribbon.arrows).x + frame.scale.x;
  bool both = edges.x < meet_casing.x && meet_casing.x < edges.y;
  float middle = both ? meet_casing.x : 0.5 * (edges.x + edges.y);
  float margin = meet_casing.y + 1.0;
  float across = (gl_VertexIndex & 1) == 0
                     ? min(min(edges.x, capacity.x) - margin, middle - arrow)
                     : max(max(edges.y, capacity.y) + margin, middle + arrow);
  float cap = clamp(strip.cap, -1.0, 1.0);
  if (strip.cap > 1.5) across = cap = 0.0;  // without width: between the pieces of a strip
  float reach = min(0.5 * (edges.y - edges.x), 3.0 * frame.scale.x) + margin;
  vec2 offset_px = right * (strip.lane * ribbon.lane_px + across) + strip.along * (cap * reach);
  vec4 clip = strip.clip;
  clip.xy += offset_px * (2.0 * frame.viewport.zw) * clip.w;
  float aside_px = abs(strip.lane * ribbon.lane_px) + 0.5 * (edges.y - edges.x);
  clip.z *= pulled(frame, ribbon.origin.w, aside_px);
  gl_Position = clip;
  at_px = vec2(across, abs(cap) * reach);
  distance_m = distance;
  metres_per_px = 1.0 / max(strip.px_per_m, 1e-7);
}
