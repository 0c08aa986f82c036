// What one strip of a line is drawn with. Lengths in px of the drawn image.
#ifndef CASPIAN_SHARED_LINE_H
#define CASPIAN_SHARED_LINE_H
#include "shared/shared_types.h"
#ifdef __cplusplus
namespace caspian::shared {
#endif

struct LinePush {
  vec4 origin;    // xyz: the strip's origin relative to the eye, m; w: share of the distance pulled
  vec4 colour;    // rgb, alpha
  vec4 casing;    // rgb, alpha
  vec4 centre;    // rgb, alpha: the thin middle line
  vec4 widths;    // half the body; casing; rim of a hollow body (0 = filled); half the middle line
  vec4 dashes;    // period (0 = continuous), drawn share, filled ends, 1 = rounded
  vec4 middle;    // middle line's period and share; alpha inside a hollow body; period of ties
  vec4 spacing;   // x: width of a lane; y: metres per px where ties have faded; zw unused
};

struct CurtainPush {
  vec4 origin;    // xyz relative to the eye, m
  vec4 colour;    // rgb, alpha at the surface
  vec4 dashes;    // metres: period (0 = continuous), drawn share; z: alpha at the floor; w unused
};

#ifdef __cplusplus
static_assert(sizeof(LinePush) == 128);  // what every device grants
static_assert(sizeof(CurtainPush) == 48);
}
#endif
#endif
