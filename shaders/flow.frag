#version 460
// A dash with round ends: a bright head, a tail that narrows and fades, a dark rim against its own
// ribbon, and a soft glow. Premultiplied.
#extension GL_GOOGLE_include_directive : require
#include "shared/flow.h"
#include "shared/frame.h"

layout(set = 0, binding = 0) uniform Frame { FrameUniforms frame; };
layout(push_constant) uniform Push { FlowPush push; };
layout(location = 0) in vec2 place_px;
layout(location = 1) flat in vec4 colour;
layout(location = 2) flat in vec2 size_px;
layout(location = 0) out vec4 result;

void main() {
  float head_radius = 0.5 * size_px.y;
  float reach = 0.5 * size_px.x - head_radius;  // centre of the head's circle
  float along = clamp(place_px.x, -reach, reach);
  float share = reach > 0.0 ? 0.5 + 0.5 * along / reach : 1.0;  // 0 = tail, 1 = head
  float radius = head_radius * mix(0.45, 1.0, share);
  float distance_px = length(vec2(place_px.x - along, place_px.y)) - radius;
  float unit_px = frame.scale.x;

  float body = clamp(0.5 - distance_px, 0.0, 1.0) * mix(0.25, 1.0, smoothstep(0.0, 0.8, share));
  // In a dense stream the rims would make a line of their own.
  float room = smoothstep(1.3, 2.2, size_px.x / size_px.y);
  float rim = clamp(0.5 - (distance_px - 1.1 * unit_px), 0.0, 1.0) * mix(0.35, 0.8, share) *
              mix(0.35, 1.0, room);
  float core = clamp(0.5 - (distance_px + 0.45 * radius), 0.0, 1.0) * share * share;
  vec3 light = mix(colour.rgb, vec3(1), 0.65 * core);
  // Glow lights what is behind it and saturates where units stand together.
  float outside = max(distance_px, 0.0) / (3.0 * unit_px);
  float glow = push.glow * 0.45 * share * max(1.0 - outside, 0.0) * max(1.0 - outside, 0.0);

  vec4 sum = vec4(light, 1) * body;
  sum += vec4(colour.rgb * 0.2, 1) * ((1.0 - sum.a) * rim);
  sum += vec4(colour.rgb, 0.6) * ((1.0 - sum.a) * glow);
  result = sum * colour.a;
}
