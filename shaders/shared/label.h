// One quad of the lettering: a glyph, its halo, or a box (set 1, binding 0). Pixels from the top
// left.
#ifndef CASPIAN_SHARED_LABEL_H
#define CASPIAN_SHARED_LABEL_H
#include "shared/shared_types.h"
#ifdef __cplusplus
namespace caspian::shared {
#endif

struct LabelQuad {
  vec4 place;        // xy: centre, zw: half size
  vec4 turn;         // xy: direction of its width, z: texels per px (0 = box), w: corner radius
  vec4 edge;         // glyph: x: how far outside the outline, y: over how many px it fades;
                     // box: xy: half size of the box, z: stroke width
  uint cell_origin;  // texel x | y << 16
  uint cell_size;
  uint colour;       // RGBA, 8 bits each; of a box its fill
  uint stroke;
};

#ifdef __cplusplus
static_assert(sizeof(LabelQuad) == 64);
}
#endif
#endif
