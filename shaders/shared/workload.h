// What the unit benchmark's scene uploads (render/workload_scene).
#ifndef CASPIAN_SHARED_WORKLOAD_H
#define CASPIAN_SHARED_WORKLOAD_H
#include "shared/shared_types.h"
#ifdef __cplusplus
namespace caspian::shared {
#endif

struct WorkloadUniforms {
  mat4 view_projection;  // metres from the scene's origin -> clip
  vec4 to_x;             // rows of it: clip x, y and w
  vec4 to_y;
  vec4 to_w;
  vec4 light;       // xyz: towards the light; w: what comes from everywhere
  float near_m;     // clip z of units, pulled towards the eye
  float line_pull;  // share of the distance by which lines are
  uint bin_bits;    // of a path: 2^bits bins, 2 knots each and one at the end
  uint ticks;       // since the first instant
  uint rate_shift;
  uint unused_0;
  uint unused_1;
  uint unused_2;
};

struct WorkloadPush {
  uint first_group;
  uint first_id;     // in the visibility buffer
  uint place_count;  // of units, empty ones included
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
