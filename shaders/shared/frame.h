// The uniform block that every pass reads (set 0, binding 0). Positions are metres relative to
// the eye, axes earth-centred.
#ifndef CASPIAN_SHARED_FRAME_H
#define CASPIAN_SHARED_FRAME_H
#include "shared/shared_types.h"
#ifdef __cplusplus
namespace caspian::shared {
#endif

struct FrameUniforms {
  mat4 view_projection;  // eye-relative world -> clip; reversed-Z, infinite
  vec4 eye_up;           // xyz: up at the eye; w: eye height above the ellipsoid, m
  vec4 eye_centre;       // xyz: earth's centre from the eye, m (float: haze and horizon only);
                         // w: 1 = units near the eye are models
  vec4 sun;              // xyz: direction to the light; w: relief strength
  vec4 viewport;         // width, height in px, 1/width, 1/height
  vec4 scale;        // px per logical px (ui_scale * supersample), pixels_per_radian, exaggeration,
                     // sea opacity
  vec4 water;        // rgb; a: haze density, 1/m
  vec4 haze;         // rgb; a: glow
  vec4 sky_top;      // rgb
  vec4 sky_horizon;  // rgb
  vec4 no_data;      // rgb
  vec4 sea;          // x: the Caspian's level, m
};

#ifdef __cplusplus
static_assert(sizeof(FrameUniforms) == 64 + 11 * 16);
}
#endif
#endif
