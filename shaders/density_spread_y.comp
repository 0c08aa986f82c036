#version 460
// Spreads the density view's amounts along the meridians, and turns them into the logarithm of what
// lies on 1,000 km2.
#extension GL_GOOGLE_include_directive : require
#include "include/density_bell.glsl"
#include "shared/density.h"

layout(local_size_x = 256) in;
layout(set = 0, binding = 0) uniform Density { DensityUniforms density; };
layout(set = 0, binding = 6) uniform sampler2D spread;
layout(set = 0, binding = 7, r32f) writeonly uniform image2D result;

void main() {
  int side = int(density.side), x = int(gl_GlobalInvocationID.x), y = int(gl_WorkGroupID.y);
  if (x >= side) return;
  Bell bell = bell_of(density.spread.y);
  float weight = bell.first, ratio = bell.falloff;
  float sum = weight * texelFetch(spread, ivec2(x, y), 0).x;
  for (int n = 1; n <= bell.reach; ++n) {
    weight *= ratio;
    ratio *= bell.falloff * bell.falloff;
    float south = y >= n ? texelFetch(spread, ivec2(x, y - n), 0).x : 0.0;
    float north = y + n < side ? texelFetch(spread, ivec2(x, y + n), 0).x : 0.0;
    sum += weight * (south + north);
  }
  float latitude = radians(density.box.y + (float(y) + 0.5) * density.box.w);
  float area = density.spread.z * max(cos(latitude), 0.02);
  float amount = sum * density.spread.w / area;
  imageStore(result, ivec2(x, y), vec4(log(max(amount, 1e-9)) * (1.0 / log(10.0))));
}
