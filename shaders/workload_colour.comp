#version 460
// The units into the picture, where the terrain is not nearer; leaves the buffer empty for the next
// frame.
#extension GL_GOOGLE_include_directive : require
#extension GL_EXT_shader_explicit_arithmetic_types_int64 : require
#include "shared/workload.h"

layout(local_size_x = 256) in;
layout(set = 0, binding = 0) uniform Workload { WorkloadUniforms work; };
layout(set = 0, binding = 7, std430) buffer Covering { uint64_t covering[]; };
layout(set = 0, binding = 9, std430) readonly buffer Covered { uint covered[]; };
layout(set = 0, binding = 10, std430) readonly buffer Counts { uint hit_count, covered_count; };
layout(set = 0, binding = 11) uniform sampler2D scene_depth;
layout(set = 0, binding = 12, rgba8) writeonly uniform image2D picture;
layout(set = 0, binding = 13, std430) readonly buffer Colours { uint colours[]; };

void main() {
  uint threads = gl_NumWorkGroups.x * 256u;
  for (uint i = gl_GlobalInvocationID.x; i < covered_count; i += threads) {
    uint pixel = covered[i];
    uvec2 key = unpackUint2x32(covering[pixel]);
    covering[pixel] = 0ul;
    ivec2 at = ivec2(pixel % work.width, pixel / work.width);
    if (uintBitsToFloat(key.y) >= texelFetch(scene_depth, at, 0).x)
      imageStore(picture, at, vec4(unpackUnorm4x8(colours[key.x]).rgb, 1));
  }
}
