#version 460
// Gaps and trails: a line per segment, in pieces that follow the ground. Segments that have none
// at the frame's time become nothing.
#extension GL_GOOGLE_include_directive : require
#include "include/recorded_position.glsl"

layout(push_constant) uniform Push { RecordedPush push; };

layout(location = 0) out float along_px;
layout(location = 1) out float across_px;  // from the middle of the line
layout(location = 2) out float faded;      // 0 at a trail's end .. 1 at the unit
layout(location = 3) flat out vec4 colour;

/// The part of a segment that is drawn; from > to: none.
vec2 drawn_part(RecordedSegment s) {
  if (s.unit >= push.unit_count || colours[s.unit] >> 24 == 0u || s.start > push.now)
    return vec2(1, 0);
  uint age = push.now - s.start;
  if (push.trail == 0u) return age < s.duration ? vec2(0, 1) : vec2(1, 0);
  if (age >= s.duration + push.trail) return vec2(1, 0);
  float from = age > push.trail ? float(age - push.trail) / float(s.duration) : 0.0;
  return vec2(from, min(float(age) / float(s.duration), 1.0));
}

void main() {
  RecordedSegment s = segments[push.first + gl_InstanceIndex];
  vec2 part = drawn_part(s);
  gl_Position = vec4(0);
  along_px = across_px = faded = 0.0;
  colour = vec4(0);
  if (part.x >= part.y) return;

  uint piece = gl_VertexIndex / 6u;
  uint corner = (0x312210u >> (4u * (gl_VertexIndex % 6u))) & 3u;
  vec2 shares = mix(part.xx, part.yy, vec2(piece, piece + 1u) / float(push.pieces));
  vec3 from_m = recorded_position(s, shares.x), to_m = recorded_position(s, shares.y);
  if (is_behind_globe(from_m) || is_behind_globe(to_m)) return;
  vec4 from = recorded_clip(from_m, push.depth_pull), to = recorded_clip(to_m, push.depth_pull);
  if (from.w <= from.z || to.w <= to.z) return;  // an end behind the eye
  vec2 from_px = from.xy / from.w * 0.5 * frame.viewport.xy;
  vec2 to_px = to.xy / to.w * 0.5 * frame.viewport.xy;
  float length_px = distance(from_px, to_px);
  vec2 along = length_px > 1e-4 ? (to_px - from_px) / length_px : vec2(1, 0);
  vec2 across = vec2(-along.y, along.x);

  bool at_end = (corner & 1u) != 0u;
  float side = (corner & 2u) != 0u ? 1.0 : -1.0;
  float reach = 0.5 * push.width_px + 1.0;
  vec4 place = at_end ? to : from;
  gl_Position = place;
  gl_Position.xy += across * (side * reach) * 2.0 * frame.viewport.zw * place.w;
  across_px = side * reach;
  along_px = (at_end ? 1.0 : 0.0) * length_px;
  if (push.trail == 0u) {
    // Dashes run on from piece to piece: by the share of the whole way, as long as it looks from
    // its middle.
    vec3 middle_m = recorded_position(s, 0.5);
    float whole_px = distance(recorded_position(s, 0.0), recorded_position(s, 1.0)) *
                     frame.scale.y / max(length(middle_m), 1.0);
    along_px = (at_end ? shares.y : shares.x) * whole_px;
  }
  float share = at_end ? shares.y : shares.x;
  float age = float(push.now - s.start) - share * float(s.duration);
  faded = push.trail == 0u ? 1.0 : clamp(1.0 - age / float(push.trail), 0.0, 1.0);
  colour = unpackUnorm4x8(colours[s.unit]);
}
