// Where a vertex of a line's strip lies in the image and which way the line runs there.
#ifndef CASPIAN_STRIP_GLSL
#define CASPIAN_STRIP_GLSL
#include "include/drawn_place.glsl"
#include "shared/frame.h"

struct StripPlace {
  vec4 clip;       // of the line's middle
  vec2 along;      // on the image, unit length
  float px_per_m;  // along the line
  float lane;
  float cap;  // scene/line_mesh.h; beyond 1.5: without width
};

/// `base`: xyz at height 0 from the origin, height; `tangent_slope`: unit tangent, rise over run;
/// `lane_cap`: lanes * 1024 / 32767 and LineVertex::cap / 32767.
StripPlace strip_place(FrameUniforms frame, vec3 origin, vec4 base, vec4 tangent_slope,
                       vec2 lane_cap) {
  StripPlace strip;
  vec3 place = origin + base.xyz;
  vec3 up = normal_at(place - frame.eye_centre.xyz);
  float exaggeration = frame.scale.z;
  float height_m = drawn_height(base.w, frame.sea.x) * exaggeration;
  vec4 clip = frame.view_projection * vec4(place + up * height_m, 1.0);
  vec4 ahead = frame.view_projection *
               vec4(tangent_slope.xyz + up * (tangent_slope.w * exaggeration), 0.0);
  // Derivative of the image position along the line; signed w keeps it right behind the eye, too.
  vec2 along = (ahead.xy * clip.w - clip.xy * ahead.w) * frame.viewport.xy;
  float speed = length(along);
  strip.clip = clip;
  strip.along = along / max(speed, 1e-20);
  strip.px_per_m = 0.5 * speed / max(clip.w * clip.w, 1e-6);
  strip.lane = lane_cap.x * (32767.0 / 1024.0);
  strip.cap = round(lane_cap.y * 32767.0);
  return strip;
}

/// Factor on clip z that pulls a vertex towards the eye by a share of its distance: the farther to
/// the side of the line, the more, as the ground may rise there.
float pulled(FrameUniforms frame, float pull, float aside_px) {
  return 1.0 + pull + 1.2 * abs(aside_px) / frame.scale.y;
}
#endif
