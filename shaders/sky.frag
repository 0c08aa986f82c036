#version 460
// The air over the globe's limb: haze at the horizon, thinning into the theme's upper sky.
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
  float above = max(elevation + sky.forward.w, 0.0);  // over the horizon, radians
  float thin = exp(-above / sky.right.w);
  vec3 air = mix(frame.sky_top.rgb, frame.sky_horizon.rgb, thin);
  air = mix(air, frame.haze.rgb, exp(-above / (0.22 * sky.right.w)) * sky.up.w);
  colour = vec4(dithered(air, gl_FragCoord.xy), 1.0);
}
