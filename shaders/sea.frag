#version 460
// What the water's surface adds to the floor seen through it: the sky's reflection, which grows
// towards grazing angles and hides what lies beneath (Schlick 1994), cut along the shore.
#extension GL_GOOGLE_include_directive : require
#include "include/colour.glsl"
#include "include/haze.glsl"
#include "shared/frame.h"
#include "shared/terrain.h"

layout(set = 0, binding = 0) uniform Frame { FrameUniforms frame; };
layout(set = 1, binding = 0) uniform Terrain { TerrainUniforms terrain; };
layout(set = 1, binding = 1) uniform sampler2D relief;

layout(location = 0) in vec2 place;
layout(location = 1) in vec3 from_eye_m;
layout(location = 2) in float data_inside;
layout(location = 0) out vec4 colour;

void main() {
  float shore_m = texture(relief, place).w * k_shore_scale_m;
  float shore_px = shore_m / max(fwidth(shore_m), 1e-3);
  float distance_m = length(from_eye_m);
  vec3 up = normalize(from_eye_m - frame.eye_centre.xyz);
  float upright = clamp(-dot(up, from_eye_m) / distance_m, 0.0, 1.0);
  float grazing = 1.0 - upright;
  float share = grazing * grazing * grazing * grazing * grazing * terrain.shaded.w;
  share *= clamp(0.5 - shore_px, 0.0, 1.0) * eased(data_inside) * terrain.fade.y;
  vec3 sky = mix(frame.sky_top.rgb, frame.sky_horizon.rgb, 0.35 + 0.5 * grazing);
  sky = mix(sky, frame.haze.rgb, haze_share(terrain, distance_m, upright));
  colour = vec4(dithered(sky, gl_FragCoord.xy) * share, share);
}
