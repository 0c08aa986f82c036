// The body of flow_splat.comp and of the variant that counts. A workgroup works on units of one
// run, so that the run is looked up once for many units.
#extension GL_GOOGLE_include_directive : require
#include "include/splat.glsl"
#include "include/unit_position.glsl"
#include "shared/frame.h"

layout(local_size_x = 64) in;
layout(set = 0, binding = 0) uniform Frame { FrameUniforms frame; };
layout(push_constant) uniform Push { FlowPush push; };

uint run_of_group(uint group) {
  uint low = 0, high = push.run_count - 1;
  while (low < high) {
    uint middle = (low + high + 1) / 2;
    if (runs[middle].first_group <= group) low = middle;
    else high = middle - 1;
  }
  return low;
}

void main() {
  // From the last unit to the first, as the greater id wins: most find a greater one in their px
  // and need no atomic.
  uint group = push.first_unit - 1u - gl_WorkGroupID.y * k_groups_per_row - gl_WorkGroupID.x;
  if (group >= push.first_unit) return;
  FlowRun run = runs[run_of_group(group)];
  float near = unit_near(frame.view_projection, push.depth_pull);
  uint first = (group - run.first_group) * k_units_per_group;
  uint count = min(k_units_per_group, run.count - first);
  for (uint i = gl_LocalInvocationIndex; i < count; i += 64u) {
    uint j = first + count - 1u - i;
    UnitPosition position = unit_position(run, unit_age(run, j), near);
#ifdef CASPIAN_COUNT
    uint fate = is_behind_globe(position) ? 2u : 1u;
    if (splat(position.clip, push.first_id + run.first_unit + j)) fate = 0u;
    count_unit(run.first_unit + j, fate);
#else
    splat(position.clip, push.first_id + run.first_unit + j);
#endif
  }
}
