// What one strip of a line is drawn with. Lengths in px of the drawn image.
#ifndef CASPIAN_SHARED_LINE_H
#define CASPIAN_SHARED_LINE_H
#include "shared/shared_types.h"
#ifdef __cplusplus
namespace caspian::shared {
#endif

struct LinePush {
  vec4 origin;   // xyz: the strip's origin relative to the eye, m; w: share of the distance pulled
  vec4 colour;   // rgb, alpha
  vec4 casing;   // rgb, alpha
  vec4 centre;   // rgb, alpha: the thin middle line
  vec4 widths;   // half the body; casing; rim of a hollow body (0 = filled); half the middle line
  vec4 dashes;   // period (0 = continuous), drawn share, filled ends, 1 = rounded
  vec4 middle;   // middle line's period and share; alpha inside a hollow body; period of ties
  vec4 spacing;  // x: width of a lane; y: metres per px where ties have faded; z: further to the
                 // right than the lane; w unused
};

/// One link's ribbon (scene/ribbons). Px across are counted to the right of the link's lane; pairs
/// are two halves in a word, colours RGBA8.
struct RibbonPush {
  vec4 origin;          // as above
  uint colours[12];     // strands from where the directions meet, outwards: 6 forward, 6 backward;
                        // 0 = no more
  uint outer[6];        // pairs: where the strands end, px from there; 6 forward, 6 backward
  uint edges;           // left and right edge of both bands together
  uint meet_casing;     // where the directions meet; width of the casing
  uint capacity;        // left and right edge of the outline; equal = none
  uint arrows;          // half the base of an arrowhead; its tone: lighter (> 0) or darker (< 0)
  uint casing;          // colour
  uint outline;         // colour
  float lane_px;        // width of a lane
  float from_middle_m;  // of the link's start, along the chain of links it belongs to
  float half_length_m;  // of the chain; negative: the link runs against it
};

struct CurtainPush {
  vec4 origin;  // xyz relative to the eye, m
  vec4 colour;  // rgb, alpha at the surface
  vec4 dashes;  // x: period, m (0 = continuous); y: drawn share; z: alpha at the floor; w: half an
                // older dash, m
};

#ifdef __cplusplus
static_assert(sizeof(LinePush) == 128);  // what every device grants
static_assert(sizeof(RibbonPush) == 124);
static_assert(sizeof(CurtainPush) == 48);
}
#endif
#endif
