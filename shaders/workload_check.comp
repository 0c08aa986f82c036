#version 460
// What became of every unit, once all is drawn: each thread looks for its own unit in the
// visibility buffer. Its place on the screen is handed back as well.
#extension GL_GOOGLE_include_directive : require
#include "include/splat.glsl"
#include "include/workload_unit.glsl"

layout(local_size_x = 256) in;
layout(set = 1, binding = 7) uniform sampler2D scene_depth;
layout(set = 1, binding = 8, std430) buffer Fates { uvec4 fates[]; };
layout(push_constant) uniform Push { WorkloadPush push; };

uint fate_of(vec4 clip, uint id) {
  uint at, tile;
  uint64_t value;
  if (!splat_place(clip, id, at, tile, value) || any(greaterThanEqual(abs(clip.xy), vec2(clip.w))))
    return k_workload_culled;
  if (visible[at] < value || touched[tile] == 0u) return k_workload_lost;
  ivec2 px = ivec2((clip.xy / clip.w * 0.5 + 0.5) * vec2(visibility.width, visibility.height));
  float depth = uintBitsToFloat(unpackUint2x32(value).y);
  return depth >= texelFetch(scene_depth, px, 0).x ? k_workload_drawn : k_workload_hidden;
}

void main() {
  uint group = push.first_group + gl_WorkGroupID.x;
  uint index = group * 256u + gl_LocalInvocationIndex;
  uvec2 motion = motions[index];
  if (motion.y == k_no_rate) return;
  vec4 clip = unit_clip(group_paths[group], unit_phase(motion));
  fates[index] = uvec4(fate_of(clip, push.first_id + index), floatBitsToUint(clip.xyw));
}
