#version 460
// A face of a model. What fades lets some px through, so that the order of faces does not matter.
#extension GL_GOOGLE_include_directive : require
#include "include/sieve.glsl"

layout(location = 0) flat in vec3 colour;
layout(location = 1) flat in float opacity;
layout(location = 0) out vec4 result;

void main() {
  if (opacity < 1.0 && !passes_sieve(gl_FragCoord.xy, opacity)) discard;
  result = vec4(min(colour, vec3(1)), 1);
}
