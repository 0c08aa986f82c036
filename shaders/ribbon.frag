// A ribbon across: two bands side by side with their strands, seams, arrowheads, casing, and the
// outline of the capacity; distances in px, edges one px wide.
#version 460
#extension GL_GOOGLE_include_directive : require
#include "shared/frame.h"
#include "shared/line.h"

layout(set = 0, binding = 0) uniform Frame { FrameUniforms frame; };
layout(push_constant) uniform Push { RibbonPush ribbon; };

layout(location = 0) in vec2 at_px;
layout(location = 1) in float distance_m;
layout(location = 2) in float metres_per_px;
layout(location = 0) out vec4 colour;

const float k_period_px = 120.0;  // arrowheads stand 65 to 130 px apart

float covered(float outside_px) { return clamp(0.5 - outside_px, 0.0, 1.0); }

void lay_over(vec3 paint, float alpha) {
  colour.rgb = paint * alpha + colour.rgb * (1.0 - alpha);
  colour.a = alpha + colour.a * (1.0 - alpha);
}

vec2 outer(uint pair) { return unpackHalf2x16(pair); }

/// Px to the next arrowhead's middle, ahead in the chain's direction, and how far it is shown. They
/// keep their places on the ground; when they come too near each other every second one fades.
vec2 to_arrow(float px) {
  float level = log2(metres_per_px * px);
  float period_m = k_period_px * exp2(floor(level));
  float along_m = ribbon.from_middle_m + sign(ribbon.half_length_m) * distance_m;
  float index = round(along_m / period_m);
  float fade = mod(abs(index), 2.0) > 0.5 ? 1.0 - smoothstep(0.35, 0.85, fract(level)) : 1.0;
  float room_px = (abs(ribbon.half_length_m) - abs(index) * period_m) / metres_per_px;
  fade *= smoothstep(6.0 * px, 12.0 * px, room_px);
  return vec2((along_m - index * period_m) / metres_per_px, fade);
}

void main() {
  float px = frame.scale.x;
  float x = at_px.x;
  vec2 edges = unpackHalf2x16(ribbon.edges), capacity = unpackHalf2x16(ribbon.capacity);
  vec2 meet_casing = unpackHalf2x16(ribbon.meet_casing);
  vec4 casing = unpackUnorm4x8(ribbon.casing);
  float meet = meet_casing.x;
  bool forward = edges.y > meet && (x >= meet || edges.x >= meet);
  bool both = edges.x < meet && meet < edges.y;
  float from_meet = forward ? x - meet : meet - x;
  float width = forward ? edges.y - meet : meet - edges.x;

  // The strands of this side.
  uint first = forward ? ribbon.colours[0] : ribbon.colours[6];
  vec4 paint = unpackUnorm4x8(first);
  float seam = 0.0;
  uint next = forward ? ribbon.colours[1] : ribbon.colours[7];
  if (next != 0u) {
    vec2 outer_a = outer(forward ? ribbon.outer[0] : ribbon.outer[3]);
    vec2 outer_b = outer(forward ? ribbon.outer[1] : ribbon.outer[4]);
    vec2 outer_c = outer(forward ? ribbon.outer[2] : ribbon.outer[5]);
    float ends[5] = {outer_a.x, outer_a.y, outer_b.x, outer_b.y, outer_c.x};
    for (int i = 0; i < 5; ++i) {
      next = forward ? ribbon.colours[i + 1] : ribbon.colours[i + 7];
      if (next == 0u) break;
      paint = mix(paint, unpackUnorm4x8(next), clamp(from_meet - ends[i] + 0.5, 0.0, 1.0));
      seam = max(seam, covered(abs(from_meet - ends[i]) - 0.2 * px));
    }
  }

  float sides = max(edges.x - x, x - edges.y);
  float end = at_px.y - min(0.5 * (edges.y - edges.x), 3.0 * px);
  float outside = max(sides, end);
  float body = edges.y > edges.x ? covered(outside) : 0.0;

  colour = vec4(0.0);
  if (capacity.y > capacity.x) {
    float line = covered(abs(x - capacity.x) - 0.3 * px) + covered(abs(x - capacity.y) - 0.3 * px);
    float inside = covered(max(capacity.x - x, x - capacity.y));
    vec3 hue = unpackUnorm4x8(ribbon.outline).rgb;
    lay_over(hue, covered(end) * max(0.08 * inside, 0.8 * min(line, 1.0)));
  }
  // Around the body, not under it: plans would not be paler over it.
  if (edges.y > edges.x)
    lay_over(casing.rgb, (covered(outside - meet_casing.y) - 0.9 * body) * casing.a);
  if (first == 0u) return;  // what lies under the body of a wide ribbon
  // Where the directions meet, and between strands: a line in tone.
  if (both) seam = max(seam, covered(abs(x - meet) - 0.25 * px));
  vec2 arrows = unpackHalf2x16(ribbon.arrows);
  vec3 tone = arrows.y > 0.0 ? mix(paint.rgb, vec3(1.0), arrows.y) : paint.rgb * (1.0 + arrows.y);
  lay_over(mix(paint.rgb, casing.rgb, 0.55 * seam), body * paint.a);

  vec2 arrow = to_arrow(px);
  float ahead = arrow.x * sign(ribbon.half_length_m) * (forward ? 1.0 : -1.0);
  float fade = arrow.y * max(paint.a, 0.8);
  if (fade > 0.0 && abs(ahead) < 18.0 * px && width > 0.0) {
    float middle = both ? meet : 0.5 * (edges.x + edges.y);
    float wide = smoothstep(7.0, 9.0, width / px);
    if (wide < 1.0) {  // a head that stands out; of two directions each has its own, to its side
      float base = arrows.x, length_px = 2.0 * base;
      float v = both ? ahead - 1.3 * length_px : ahead - 0.5 * length_px;
      float u = both ? abs(from_meet - 0.5 * base) : abs(x - middle);
      if (both) base *= 0.9;
      float slant = (u * length_px + v * base) * inversesqrt(length_px * length_px + base * base);
      float head = max(slant, -v - length_px);
      lay_over(casing.rgb, covered(head - 0.8 * px) * (1.0 - wide) * fade * casing.a);
      lay_over(tone, covered(head) * (1.0 - wide) * fade);
    }
    if (wide > 0.0) {  // a chevron within the band
      float u = abs(from_meet - 0.5 * width), reach = min(0.5 * width - 1.5 * px, 6.0 * px);
      float stroke = abs(ahead - 3.0 * px + 0.85 * u) * 0.762 - 0.85 * px;
      lay_over(tone, covered(max(stroke, u - reach)) * wide * fade);
    }
  }
}
