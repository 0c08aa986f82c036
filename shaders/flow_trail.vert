#version 460
// The way of one run as a strip, six vertices per piece: along it the fragment shader finds how
// long ago a unit passed. The cost depends neither on the number of units nor on the trails'
// length.
#extension GL_GOOGLE_include_directive : require
#include "include/unit_position.glsl"
#include "shared/frame.h"

layout(set = 0, binding = 0) uniform Frame { FrameUniforms frame; };
layout(push_constant) uniform Push { FlowTrailPush push; };
layout(location = 0) out vec2 age_and_side;  // ticks; -1..1

void main() {
  uint first = uint(gl_VertexIndex) / 6u * push.stride;
  uint last = min(first + push.stride, push.segment_count) - 1u;
  uvec4 from_texel = texelFetch(segments, int(2u * (push.first_segment + first)));
  uvec4 to_texel = texelFetch(segments, int(2u * (push.first_segment + last) + 1u));
  vec3 from = uintBitsToFloat(from_texel.xyz), to = uintBitsToFloat(to_texel.xyz);
  vec2 ages = vec2(from_texel.w, to_texel.w);
  gl_Position = vec4(0, 0, 0, 1);  // all six: nothing is drawn
  age_and_side = vec2(0);
  float near = unit_near(frame.view_projection, push.depth_pull);
  if (from.z < 0.5 * k_hidden_w || to.z < 0.5 * k_hidden_w || max(from.z, to.z) <= near) return;
  // What reaches behind the eye is cut there.
  float share = (near - from.z) / (to.z - from.z);
  if (from.z < near) {
    from = mix(from, to, share);
    ages.x = mix(ages.x, ages.y, share);
  } else if (to.z < near) {
    to = mix(from, to, share);
    ages.y = mix(ages.x, ages.y, share);
  }
  vec2 way = (to.xy / to.z - from.xy / from.z) * frame.viewport.xy;
  float length_px = length(way);
  vec2 right = length_px > 1e-3 ? vec2(-way.y, way.x) / length_px : vec2(0);
  uint corner = (0x312210u >> (4u * (uint(gl_VertexIndex) % 6u))) & 3u;
  bool is_end = (corner & 1u) != 0u;
  float side = (corner & 2u) != 0u ? 1.0 : -1.0;
  vec3 clip = is_end ? to : from;
  clip.xy += right * (side * (0.5 * push.width_px + 0.5)) * 2.0 * frame.viewport.zw * clip.z;
  gl_Position = vec4(clip.xy, near, clip.z);
  age_and_side = vec2(is_end ? ages.y : ages.x, side);
}
