// One model in the picture, and how its pass draws. Positions are metres relative to the eye.
#ifndef CASPIAN_SHARED_MODEL_H
#define CASPIAN_SHARED_MODEL_H
#include "shared/shared_types.h"
#ifdef __cplusplus
namespace caspian::shared {
#endif

struct ModelInstance {
  vec4 place;    // xyz; w: drawn metres per metre of the model
  vec4 ahead;    // xyz: unit; w: opacity
  vec4 up;       // xyz: unit, at right angles to ahead; w: height of the model, m
  vec4 hue;      // rgb of the cargo; w: 1 = shines
  vec4 outline;  // xy: half length and half width, m of the model; zw: to its lane, px
  uint has_id;   // 1 = a unit
  uint id;       // of the frame (scene/unit_ids)
  uint unused_0;
  uint unused_1;
};

struct ModelPush {
  vec4 look;  // x: share of the distance pulled; y: light from everywhere; z: light of the sun;
              // w: darkness of the shadow
};

#ifdef __cplusplus
static_assert(sizeof(ModelInstance) == 96);
static_assert(sizeof(ModelPush) == 16);
}
#endif
#endif
