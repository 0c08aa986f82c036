#version 460
// The air over the globe's limb: haze at the horizon, the last light above it, then the theme's
// upper sky.
#extension GL_GOOGLE_include_directive : require
#include "include/colour.glsl"
#include "shared/frame.h"
#include "shared/sky.h"

layout(set = 0, binding = 0) uniform Frame { FrameUniforms frame; };
layout(push_constant) uniform Push { SkyPush sky; };
layout(location = 0) in vec2 screen;
layout(location = 0) out vec4 colour;

void main() {
  vec3 direction = normalize(sky.forward.xyz + sky.right.xyz * screen.x - sky.up.xyz * screen.y);
  float elevation = asin(clamp(dot(direction, frame.eye_up.xyz), -1.0, 1.0));
  float above = max(elevation + sky.forward.w, 0.0) / sky.right.w;  // the horizon, in thicknesses
  vec3 air = mix(frame.sky_top.rgb, frame.sky_horizon.rgb, exp(-above));
  air = mix(air, sky.last_light.rgb, exp(-3.5 * above) * sky.last_light.w);
  air = mix(air, frame.haze.rgb, exp(-12.0 * above) * sky.up.w);
  colour = vec4(air + dither(gl_FragCoord.xy), 1.0);
}
