#version 460
// The benchmark's terrain, lit at its vertices.
#extension GL_GOOGLE_include_directive : require
#include "shared/workload.h"

layout(set = 1, binding = 0) uniform Workload { WorkloadUniforms work; };
layout(location = 0) in vec3 place;
layout(location = 1) in vec4 normal;
layout(location = 2) in vec4 tint;
layout(location = 0) out vec3 colour;

void main() {
  gl_Position = work.view_projection * vec4(place, 1);
  float light = max(dot(normal.xyz, work.light.xyz), 0.0);
  colour = tint.rgb * (work.light.w + (1.0 - work.light.w) * light);
}
