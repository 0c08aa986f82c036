#version 460
// One thread per unit: into the visibility buffer, if it is in the picture. The nearest wins, at
// equal depth the one with the larger number, whatever the order. Pixels hit for the first time are
// listed.
#extension GL_GOOGLE_include_directive : require
#extension GL_EXT_shader_explicit_arithmetic_types_int64 : require
#extension GL_EXT_shader_atomic_int64 : require
#include "include/workload_unit.glsl"

layout(local_size_x = 256) in;
layout(set = 0, binding = 6, std430) buffer Nearest { uint64_t nearest[]; };
layout(set = 0, binding = 8, std430) writeonly buffer Hit { uint hit[]; };
layout(set = 0, binding = 10, std430) buffer Counts { uint hit_count, covered_count; };
layout(push_constant) uniform Push { WorkloadPush push; };

void main() {
  uint group = push.first_group + gl_WorkGroupID.x;
  uint index = group * 256u + gl_LocalInvocationIndex;
  uvec2 motion = motions[index];
  if (motion.y == k_no_rate) return;
  vec3 screen = unit_screen(group_paths[group], unit_phase(motion));
  if (screen.z <= work.near_m) return;
  vec2 px = screen.xy / screen.z;
  if (any(lessThan(px, vec2(0))) || px.x >= float(work.width) || px.y >= float(work.height)) return;
  uint pixel = uint(px.y) * work.width + uint(px.x);
  uint depth = floatBitsToUint(work.near_m / screen.z);
  uint64_t key = packUint2x32(uvec2(index, depth));
  if (atomicMax(nearest[pixel], key) == 0ul) hit[atomicAdd(hit_count, 1u)] = pixel;
}
