#version 460
// Spreads the density view's amounts along the parallels: over equal kilometres, so over more cells
// the farther north.
#extension GL_GOOGLE_include_directive : require
#include "include/density_bell.glsl"
#include "shared/density.h"

layout(local_size_x = 256) in;
layout(set = 0, binding = 0) uniform Density { DensityUniforms density; };
layout(set = 0, binding = 4, std430) readonly buffer Cells { uint cells[]; };
layout(set = 0, binding = 5, r32f) writeonly uniform image2D spread;

void main() {
  int side = int(density.side), x = int(gl_GlobalInvocationID.x), y = int(gl_WorkGroupID.y);
  if (x >= side) return;
  float latitude = radians(density.box.y + (float(y) + 0.5) * density.box.w);
  Bell bell = bell_of(min(density.spread.x / max(cos(latitude), 0.02), 5.0));
  int row = y * side;
  float weight = bell.first, ratio = bell.falloff;
  float sum = weight * float(cells[row + x]);
  for (int n = 1; n <= bell.reach; ++n) {
    weight *= ratio;
    ratio *= bell.falloff * bell.falloff;
    uint west = x >= n ? cells[row + x - n] : 0u, east = x + n < side ? cells[row + x + n] : 0u;
    sum += weight * (float(west) + float(east));
  }
  imageStore(spread, ivec2(x, y), vec4(sum));
}
