#version 460
// The benchmark's corridors: lines of one pixel, pulled towards the eye a little.
#extension GL_GOOGLE_include_directive : require
#include "shared/workload.h"

layout(set = 1, binding = 0) uniform Workload { WorkloadUniforms work; };
layout(location = 0) in vec3 place;
layout(location = 0) out vec3 colour;

void main() {
  gl_Position = work.view_projection * vec4(place, 1);
  gl_Position.z *= 1.0 + work.line_pull;
  colour = vec3(0.62, 0.66, 0.70);
}
