#version 460
// Units larger than a pixel: what was hit spreads to the pixels around it, the nearest winning. The
// same as if every unit had been written to all of them. Leaves the visibility buffer empty.
#extension GL_GOOGLE_include_directive : require
#extension GL_EXT_shader_explicit_arithmetic_types_int64 : require
#extension GL_EXT_shader_atomic_int64 : require
#include "shared/workload.h"

layout(local_size_x = 256) in;
layout(set = 0, binding = 0) uniform Workload { WorkloadUniforms work; };
layout(set = 0, binding = 6, std430) buffer Nearest { uint64_t nearest[]; };
layout(set = 0, binding = 7, std430) buffer Covering { uint64_t covering[]; };
layout(set = 0, binding = 8, std430) readonly buffer Hit { uint hit[]; };
layout(set = 0, binding = 9, std430) writeonly buffer Covered { uint covered[]; };
layout(set = 0, binding = 10, std430) buffer Counts { uint hit_count, covered_count; };

void main() {
  uint threads = gl_NumWorkGroups.x * 256u;
  for (uint i = gl_GlobalInvocationID.x; i < hit_count; i += threads) {
    uint pixel = hit[i];
    uint64_t key = nearest[pixel];
    nearest[pixel] = 0ul;
    ivec2 at = ivec2(pixel % work.width, pixel / work.width);
    int reach = int(work.reach);
    ivec2 first = max(at - reach, ivec2(0));
    ivec2 last = min(at + reach, ivec2(work.width, work.height) - 1);
    for (int y = first.y; y <= last.y; ++y)
      for (int x = first.x; x <= last.x; ++x) {
        uint other = uint(y) * work.width + uint(x);
        if (atomicMax(covering[other], key) == 0ul) covered[atomicAdd(covered_count, 1u)] = other;
      }
  }
}
