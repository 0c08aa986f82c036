#version 460
// One thread per unit, into the visibility buffer.
#extension GL_GOOGLE_include_directive : require
#include "include/splat.glsl"
#include "include/workload_unit.glsl"

layout(local_size_x = 256) in;
layout(push_constant) uniform Push { WorkloadPush push; };

void main() {
  uint group = push.first_group + gl_WorkGroupID.x;
  uint index = group * 256u + gl_LocalInvocationIndex;
  uvec2 motion = motions[index];
  if (motion.y == k_no_rate) return;
  splat(unit_clip(group_paths[group], unit_phase(motion)), push.first_id + index);
}
