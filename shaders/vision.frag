// Every pixel as eyes see it that lack a kind of cones (scene/colour_vision.h has the source).
#version 460
#extension GL_GOOGLE_include_directive : require
#extension GL_EXT_samplerless_texture_functions : require
#include "shared/vision.h"

layout(set = 0, binding = 0) uniform texture2D picture;
layout(push_constant) uniform Push { VisionPush push; };
layout(location = 0) out vec4 colour_out;

void main() {
  vec3 display = texelFetch(picture, ivec2(gl_FragCoord.xy), 0).rgb;
  vec3 linear = mix(display / 12.92, pow((display + 0.055) / 1.055, vec3(2.4)),
                    greaterThan(display, vec3(0.04045)));
  vec3 seen = clamp(mat3(push.red.xyz, push.green.xyz, push.blue.xyz) * linear, 0.0, 1.0);
  vec3 encoded = mix(seen * 12.92, 1.055 * pow(seen, vec3(1.0 / 2.4)) - 0.055,
                     greaterThan(seen, vec3(0.0031308)));
  colour_out = vec4(encoded, 1.0);
}
