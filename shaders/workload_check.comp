#version 460
// What became of every unit, after the units and before they spread: each thread looks for its own
// unit in the visibility buffer. Its place on the screen is handed back as well.
#extension GL_GOOGLE_include_directive : require
#extension GL_EXT_shader_explicit_arithmetic_types_int64 : require
#include "include/workload_unit.glsl"

layout(local_size_x = 256) in;
layout(set = 0, binding = 6, std430) readonly buffer Nearest { uint64_t nearest[]; };
layout(set = 0, binding = 11) uniform sampler2D scene_depth;
layout(set = 0, binding = 14, std430) buffer Fates { uvec4 fates[]; };
layout(push_constant) uniform Push { WorkloadPush push; };

uint fate_of(vec3 screen, uint index) {
  if (screen.z <= work.near_m) return k_workload_culled;
  vec2 px = screen.xy / screen.z;
  if (any(lessThan(px, vec2(0))) || px.x >= float(work.width) || px.y >= float(work.height))
    return k_workload_culled;
  uint64_t key = packUint2x32(uvec2(index, floatBitsToUint(work.near_m / screen.z)));
  if (nearest[uint(px.y) * work.width + uint(px.x)] < key) return k_workload_lost;
  float ground = texelFetch(scene_depth, ivec2(px), 0).x;
  return work.near_m / screen.z >= ground ? k_workload_drawn : k_workload_hidden;
}

void main() {
  uint group = push.first_group + gl_WorkGroupID.x;
  uint index = group * 256u + gl_LocalInvocationIndex;
  uvec2 motion = motions[index];
  if (motion.y == k_no_rate) return;
  vec3 screen = unit_screen(group_paths[group], unit_phase(motion));
  fates[index] = uvec4(fate_of(screen, index), floatBitsToUint(screen));
}
