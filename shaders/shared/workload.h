// What the unit benchmark's scene uploads (render/workload_scene).
#ifndef CASPIAN_SHARED_WORKLOAD_H
#define CASPIAN_SHARED_WORKLOAD_H
#include "shared/shared_types.h"
#ifdef __cplusplus
namespace caspian::shared {
#endif

struct WorkloadUniforms {
  mat4 view_projection;  // metres from the scene's origin -> clip
  vec4 to_x;             // the same -> clip w times px from the left ...
  vec4 to_y;             // ... times px from the top
  vec4 to_w;             // ... clip w
  vec4 light;            // xyz: towards the light; w: what comes from everywhere
  float near_m;          // depth = near / w, pulled towards the eye
  float line_pull;       // share of the distance by which lines are
  uint width;
  uint height;
  uint bin_bits;  // of a path: 2^bits bins, 2 knots each and one at the end
  uint ticks;     // since the first instant
  uint rate_shift;
  uint reach;  // a unit covers as many px to each side of its own
};

struct WorkloadPush {
  uint first_group;
};

/// What became of a unit in a frame (the count that is checked).
const uint k_workload_drawn = 1;   // in the visibility buffer, or behind a nearer unit there
const uint k_workload_culled = 2;  // outside the picture
const uint k_workload_hidden = 3;  // behind the terrain
const uint k_workload_lost = 4;    // should be in the visibility buffer and is not

#ifdef __cplusplus
static_assert(sizeof(WorkloadUniforms) == 64 + 64 + 32);
}
#endif
#endif
