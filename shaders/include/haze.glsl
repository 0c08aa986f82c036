// Air between the eye and a place: nothing near, more towards the horizon and along the globe's
// limb.
#ifndef CASPIAN_HAZE_GLSL
#define CASPIAN_HAZE_GLSL
#include "shared/terrain.h"

/// 0..1. `upright`: cosine of the angle between the view and the vertical of the place.
float haze_share(TerrainUniforms terrain, float distance_m, float upright) {
  float far = 1.0 - exp(-max(distance_m - terrain.haze.x, 0.0) * terrain.haze.y);
  float limb = 1.0 - clamp(upright, 0.0, 1.0);
  limb *= limb;
  limb *= limb;
  return terrain.haze.z * max(far, limb * limb * 0.9);
}
#endif
