// Where a recorded unit is (the reference in double is scene/recorded_scene). Nothing is
// subtracted in float that is large: grid places are taken from the reference as integers, and
// earth-centred places as differences from it.
#ifndef CASPIAN_RECORDED_POSITION_GLSL
#define CASPIAN_RECORDED_POSITION_GLSL
#include "include/drawn_place.glsl"
#include "shared/frame.h"
#include "shared/recorded.h"

layout(set = 0, binding = 0) uniform Frame { FrameUniforms frame; };
layout(set = 1, binding = 0, std430) readonly buffer Segments { RecordedSegment segments[]; };
layout(set = 1, binding = 1, std430) readonly buffer View { RecordedView view; };
layout(set = 1, binding = 2, std430) readonly buffer Heights { float heights_m[]; };
layout(set = 1, binding = 3, std430) readonly buffer Colours { uint colours[]; };  // one per unit

ivec2 recorded_from(RecordedSegment s) {
  return ivec2(s.place_0 & 0xffffffu, s.place_0 >> 24 | (s.place_1 & 0xffffu) << 8);
}
ivec2 recorded_to(RecordedSegment s) {
  return ivec2(s.place_1 >> 16 | (s.place_2 & 0xffu) << 16, s.place_2 >> 8);
}

/// Sine and 1 - cosine, exact to the last bits also near 0 (the built-in ones need not be).
vec2 sine_and_versine(float angle) {
  float x = angle * 0.25;
  float x2 = x * x;
  float s = x * (1.0 - x2 / 6.0 * (1.0 - x2 / 20.0 * (1.0 - x2 / 42.0 * (1.0 - x2 / 72.0))));
  float v = x2 * 0.5 * (1.0 - x2 / 12.0 * (1.0 - x2 / 30.0 * (1.0 - x2 / 56.0 *
            (1.0 - x2 / 90.0))));
  for (int i = 0; i < 2; ++i) {  // of twice the angle
    float twice = 2.0 * s * (1.0 - v);
    v = 2.0 * s * s;
    s = twice;
  }
  return vec2(s, v);
}

/// Bilinear, as scene/surface_grid; `steps` from the reference.
float surface_height(vec2 steps) {
  vec2 cells = view.height_share + steps * view.height_step;
  ivec2 cell = ivec2(view.height_column, view.height_row) + ivec2(floor(cells));
  ivec2 low = clamp(cell, ivec2(0), ivec2(view.height_columns, view.height_rows) - 2);
  vec2 share = clamp(vec2(cell - low) + fract(cells), 0.0, 1.0);
  int at = low.y * view.height_columns + low.x;
  vec2 south = vec2(heights_m[at], heights_m[at + 1]);
  vec2 north = vec2(heights_m[at + view.height_columns], heights_m[at + view.height_columns + 1]);
  vec2 across = mix(south, north, share.y);
  return mix(across.x, across.y, share.x);
}

/// From the eye, m, at a share of the way of a segment.
vec3 recorded_position(RecordedSegment s, float share) {
  ivec2 from = recorded_from(s), way = recorded_to(s) - from;
  vec2 moved = vec2(way) * share;
  ivec2 reference = ivec2(view.reference_x, view.reference_y);
  vec2 steps = vec2(from - reference) + moved;
  float height_m = drawn_height(surface_height(steps), frame.sea.x) * frame.scale.z;
  vec2 east = sine_and_versine(steps.x * view.longitude.z);
  vec2 north = sine_and_versine(steps.y * view.longitude.w);
  float sine = view.latitude.x, cosine = view.latitude.y, across_m = view.latitude.z;
  float e2 = view.latitude.w;
  // Differences of sine and cosine of the latitude, and of N = a / sqrt(1 - e^2 sine^2).
  float d_sine = cosine * north.x - sine * north.y;
  float d_cosine = -sine * north.x - cosine * north.y;
  float k = e2 * d_sine * (2.0 * sine + d_sine) / (1.0 - e2 * sine * sine);
  float root = sqrt(1.0 - k);
  float d_across_m = across_m * k / (root * (1.0 + root));
  float radius_m = (across_m + d_across_m + height_m) * (cosine + d_cosine);
  float d_radius_m = across_m * d_cosine + d_across_m * (cosine + d_cosine) +
                     height_m * (cosine + d_cosine);
  float d_axis_m = (1.0 - e2) * (across_m * d_sine + d_across_m * (sine + d_sine)) +
                   height_m * (sine + d_sine);
  vec2 d_plane_m = vec2(d_radius_m - radius_m * east.y, radius_m * east.x);
  vec2 meridian = vec2(view.longitude.y, view.longitude.x);  // cosine, sine
  vec3 from_reference_m = vec3(meridian.x * d_plane_m.x - meridian.y * d_plane_m.y,
                               meridian.y * d_plane_m.x + meridian.x * d_plane_m.y, d_axis_m);
  return view.origin_from_eye_m.xyz + from_reference_m;
}

/// Beyond the globe's edge as seen from the eye. The globe is taken 2 % small: depth decides close
/// calls.
bool is_behind_globe(vec3 position_m) {
  vec3 centre = frame.eye_centre.xyz;
  float tangent_squared = dot(centre, centre) - 6.23e6 * 6.23e6;
  if (tangent_squared <= 0.0) return false;
  float along = dot(position_m, centre);
  return along > tangent_squared && along * along > tangent_squared * dot(position_m, position_m);
}

vec4 recorded_clip(vec3 position_m, float depth_pull) {
  vec4 clip = frame.view_projection * vec4(position_m, 1);
  clip.z *= 1.0 + depth_pull;
  return clip;
}
#endif
