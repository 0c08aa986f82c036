// Body, rim, middle line, ties, dashes and casing of a line as distances in px, edges one px
// wide.
#version 460
#extension GL_GOOGLE_include_directive : require
#include "shared/frame.h"
#include "shared/line.h"

layout(set = 0, binding = 0) uniform Frame { FrameUniforms frame; };
layout(push_constant) uniform Push { LinePush line; };

layout(location = 0) in vec2 at_px;
layout(location = 1) in float distance_m;
layout(location = 0) out vec4 colour;

float covered(float outside_px) { return clamp(0.5 - outside_px, 0.0, 1.0); }

/// Signed distance in px along the line to the end of the nearest dash of a pattern that is
/// `period_px` long. Dashes keep their places on the ground; nearer, a new dash grows between every
/// two, while the old ones keep their length in px: so the pattern has its length at every scale,
/// its drawn share is the same throughout, and nothing jumps.
float along_dash(float period_px, float share, float view_metres_per_px, float metres_per_px) {
  float octave = exp2(floor(log2(view_metres_per_px * 1.41421356)));
  float period_m = period_px * octave;
  // Old dashes stand on the even multiples of the period, so that a line begins with one.
  float from_old_m = abs(distance_m - 2.0 * period_m * round(0.5 * distance_m / period_m));
  float old_half_m = 0.70710678 * share * period_px * view_metres_per_px;
  float new_half_m = share * period_m - old_half_m;
  float new_half_px = new_half_m / metres_per_px;
  float outside_new_px = (period_m - from_old_m) / metres_per_px - new_half_px +
                         max(0.5 - new_half_px, 0.0);  // narrower than a px: paler
  return min((from_old_m - old_half_m) / metres_per_px, outside_new_px);
}

void main() {
  float metres_per_px = max(length(vec2(dFdx(distance_m), dFdy(distance_m))), 1e-5);
  float view_metres_per_px = 1.0 / (gl_FragCoord.w * frame.scale.y);

  float half_px = line.widths.x;
  float from_middle = length(vec2(at_px.y, at_px.x));
  float shape = from_middle - half_px;
  float along = -1e6;
  if (line.dashes.x > 0.0) {
    along = along_dash(line.dashes.x, line.dashes.y, view_metres_per_px, metres_per_px);
    shape = line.dashes.w > 0.5
                ? length(vec2(max(along + half_px, 0.0), at_px.x)) - half_px
                : max(shape, along);
  }

  float body = covered(shape);
  if (line.widths.z > 0.0) {
    float inside = covered(shape + line.widths.z);
    float filling = line.middle.z;
    if (line.dashes.z > 0.0) filling = max(filling, clamp(0.5 + along + line.dashes.z, 0.0, 1.0));
    body = body - inside * (1.0 - filling);
  }
  body *= line.colour.a;

  vec3 paint = line.colour.rgb;
  if (line.widths.w > 0.0) {
    float middle = covered(from_middle - line.widths.w);
    if (line.middle.x > 0.0)
      middle *= covered(
          along_dash(line.middle.x, line.middle.y, view_metres_per_px, metres_per_px));
    paint = mix(paint, line.centre.rgb, middle * line.centre.a);
  }
  if (line.middle.w > 0.0) {
    float fade = 1.0 - smoothstep(0.5, 1.0, view_metres_per_px / line.spacing.y);
    float tie = covered(along_dash(line.middle.w, 0.14, view_metres_per_px, metres_per_px)) *
                covered(from_middle - 0.62 * half_px);
    paint *= 1.0 - 0.4 * fade * tie;  // within the body, so that it stays one line
  }

  float casing = covered(shape - line.widths.y) * line.casing.a;
  colour.rgb = paint * body + line.casing.rgb * (casing * (1.0 - body));
  colour.a = body + casing * (1.0 - body);
}
