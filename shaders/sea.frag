#version 460
// What the water's surface adds to the floor seen through it: the sky's reflection, which grows
// towards grazing angles and hides what lies beneath (Schlick 1994), cut along the shore.
#extension GL_GOOGLE_include_directive : require
#include "include/colour.glsl"
#include "shared/frame.h"
#include "shared/terrain.h"

layout(set = 0, binding = 0) uniform Frame { FrameUniforms frame; };
layout(set = 1, binding = 0) uniform Terrain { TerrainUniforms terrain; };
#include "include/water.glsl"
layout(set = 1, binding = 1) uniform sampler2D relief;

layout(location = 0) in vec3 place_and_data;
layout(location = 1) in vec3 grazing_haze_level;
layout(location = 0) out vec4 colour;

void main() {
  vec4 texel = texture(relief, place_and_data.xy);
  float height_m = texel.z * float(k_height_scale_m);
  Water water = water_over(texel, height_m, grazing_haze_level.z);
  move_water(water, height_m, grazing_haze_level.z, place_and_data.xy);
  float grazing = grazing_haze_level.x;
  // Less what a view of 60 degrees from the vertical sees: steeper ones skip this pass.
  float share = max(grazing * grazing * grazing * grazing * grazing - 0.03125, 0.0);
  share *= terrain.shade.w;
  share *= (1.0 - water.land) * place_and_data.z * terrain.fade.y;
  vec3 sky = mix(frame.sky_top.rgb, frame.sky_horizon.rgb, 0.35 + 0.5 * grazing);
  sky = mix(sky, frame.haze.rgb, grazing_haze_level.y);
  share = max(share + dither(gl_FragCoord.xy), 0.0);
  colour = vec4(sky * share, share);
}
