// What the pass that shows a picture as other eyes see it is told.
#ifndef CASPIAN_SHARED_VISION_H
#define CASPIAN_SHARED_VISION_H
#include "shared/shared_types.h"
#ifdef __cplusplus
namespace caspian::shared {
#endif

struct VisionPush {
  vec4 red, green, blue;  // xyz: columns of the matrix, of linear light
};

#ifdef __cplusplus
static_assert(sizeof(VisionPush) == 48);
}
#endif
#endif
