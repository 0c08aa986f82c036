#version 460
// One workgroup lists the units that can be seen, in their order, as indices of two triangles
// each, and writes the draw's arguments.
// Each thread takes a run of words; a prefix sum gives it its place, so the list does not depend
// on timing.
#extension GL_GOOGLE_include_directive : require
#include "shared/flow.h"

layout(local_size_x = 256) in;
layout(set = 2, binding = 1, std430) readonly buffer Seen { uint seen[]; };
layout(set = 2, binding = 2, std430) writeonly buffer Indices { uint indices[]; };
layout(set = 2, binding = 3, std430) writeonly buffer Draw {
  uint index_count, instance_count, first_index, vertex_offset, first_instance;
} draw;
layout(push_constant) uniform Push { FlowPush push; };

shared uint sums[256];

void main() {
  uint thread = gl_LocalInvocationIndex;
  uint words = (push.unit_count + 31u) / 32u;
  uint per_thread = (words + 255u) / 256u;
  uint first = min(thread * per_thread, words), last = min(first + per_thread, words);
  uint count = 0u;
  for (uint i = first; i < last; ++i) count += bitCount(seen[i]);
  sums[thread] = count;
  barrier();
  for (uint reach = 1u; reach < 256u; reach *= 2u) {
    uint before = thread >= reach ? sums[thread - reach] : 0u;
    barrier();
    sums[thread] += before;
    barrier();
  }
  uint place = sums[thread] - count;
  for (uint i = first; i < last; ++i)
    for (uint bits = seen[i]; bits != 0u; bits &= bits - 1u) {
      uint corner = 4u * (i * 32u + uint(findLSB(bits)));
      indices[6u * place] = corner;
      indices[6u * place + 1u] = corner + 1u;
      indices[6u * place + 2u] = corner + 2u;
      indices[6u * place + 3u] = corner + 2u;
      indices[6u * place + 4u] = corner + 1u;
      indices[6u * place + 5u] = corner + 3u;
      ++place;
    }
  if (thread == 255u) {
    draw.index_count = 6u * sums[255];
    draw.instance_count = 1u;
    draw.first_index = 0u;
    draw.vertex_offset = 0u;
    draw.first_instance = 0u;
  }
}
