#version 460
// Colours of the density view, with a fine line at every power of ten. What is less than the scale
// begins with is clear.
#extension GL_GOOGLE_include_directive : require
#include "include/colour.glsl"
#include "shared/density.h"

layout(set = 1, binding = 0) uniform Density { DensityUniforms density; };
layout(set = 1, binding = 1) uniform sampler2D amounts;

layout(location = 0) in vec2 place;
layout(location = 0) out vec4 result;

void main() {
  float exponent = texture(amounts, place).x;
  vec2 inside = min(place, 1.0 - place) * 24.0;
  float edge = clamp(min(inside.x, inside.y), 0.0, 1.0);
  float above = exponent - density.scale.x;
  float at = clamp(above / density.scale.y, 0.0, 1.0) * 4.0;
  int stop = min(int(at), 3);
  vec3 colour = mix(density.colours[stop].rgb, density.colours[stop + 1].rgb, at - float(stop));
  float share = density.scale.z * edge * clamp(0.5 + above * 2.0, 0.0, 1.0) *
                mix(0.62, 1.0, min(at * 0.5, 1.0));
  float width = fwidth(exponent);
  float from_line = abs(exponent - round(exponent)) / max(width, 1e-6);
  float line = clamp(1.2 - from_line, 0.0, 1.0) * clamp(0.6 - width * 6.0, 0.0, 0.28);
  colour = mix(colour, density.colours[4].rgb, line * step(-0.1, above));
  share += dither(gl_FragCoord.xy);
  if (share <= 0.004) discard;
  result = vec4(colour * share, share);
}
