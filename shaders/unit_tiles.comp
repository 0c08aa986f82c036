#version 460
// One thread per tile: the touched ones are listed, with the arguments of a dispatch of one group
// per tile and of a draw of six vertices per tile. The order of the list does not matter.
#extension GL_GOOGLE_include_directive : require
#include "shared/visibility.h"

layout(local_size_x = 64) in;
layout(set = 1, binding = 0, std430) readonly buffer Touched { uint touched[]; };
layout(set = 1, binding = 1, std430) buffer List {
  uint group_count_x, group_count_y, group_count_z;
  uint vertex_count, instance_count, first_vertex, first_instance;
  uint count;
  uint tiles[];
} list;
layout(push_constant) uniform Push { TileListPush push; };

void main() {
  uint tile = gl_GlobalInvocationID.x;
  if (tile >= push.tile_count || touched[tile] == 0u) return;
  uint place = atomicAdd(list.count, 1u);
  list.tiles[place] = tile;
  atomicMax(list.group_count_x, min(place + 1u, k_tile_row));
  atomicMax(list.group_count_y, place / k_tile_row + 1u);
  atomicAdd(list.vertex_count, 6u);
}
