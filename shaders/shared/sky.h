// What the sky pass is told: the view's pyramid and where the globe's limb is.
#ifndef CASPIAN_SHARED_SKY_H
#define CASPIAN_SHARED_SKY_H
#include "shared/shared_types.h"
#ifdef __cplusplus
namespace caspian::shared {
#endif

struct SkyPush {
  vec4 forward;     // xyz: unit; w: how far the horizon lies under the horizontal, radians
  vec4 right;       // xyz: to the picture's right edge; w: angle over which the air thins, radians
  vec4 up;          // xyz: to the picture's upper edge; w: haze at the horizon
  vec4 last_light;  // rgb just above the horizon; w: share
};

#ifdef __cplusplus
static_assert(sizeof(SkyPush) == 64);
}
#endif
#endif
