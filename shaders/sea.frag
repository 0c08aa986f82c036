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
#include "include/waves.glsl"
layout(set = 1, binding = 1) uniform sampler2D relief;

layout(location = 0) in vec3 place_and_data;
layout(location = 1) in vec3 grazing_haze_level;
layout(location = 2) in vec4 at_m_and_view;
layout(location = 3) in float glint;
layout(location = 0) out vec4 colour;

/// 1: gentle waves.
layout(constant_id = 2) const int k_has_waves = 0;

void main() {
  vec4 texel = texture(relief, place_and_data.xy);
  float height_m = texel.z * float(k_height_scale_m);
  Water water = water_over(texel, height_m, grazing_haze_level.z);
  move_water(water, height_m, grazing_haze_level.z, place_and_data.xy);
  float grazing = grazing_haze_level.x;
  // Less what a view of 60 degrees from the vertical sees: steeper ones skip this pass.
  float share = max(grazing * grazing * grazing * grazing * grazing - 0.03125, 0.0);
  float tilt = 0.0;
  if (k_has_waves == 1) tilt = wave_tilt(at_m_and_view.xy, at_m_and_view.zw, terrain.low_light.w);
  share *= terrain.shade.w * (1.0 + 0.9 * tilt);
  share *= (1.0 - water.land) * place_and_data.z * terrain.fade.y;
  vec3 sky = mix(frame.sky_top.rgb, frame.sky_horizon.rgb, 0.35 + 0.5 * grazing);
  sky = mix(sky, frame.haze.rgb, grazing_haze_level.y);
  // The low sun on the water: a warm patch, broken up by waves.
  float low_light = terrain.low_sun.w * pow(clamp(glint + 0.06 * tilt, 0.0, 1.0), 24.0);
  sky = mix(sky, terrain.low_light.rgb, low_light);
  share += share * low_light;
  share = max(share + dither(gl_FragCoord.xy), 0.0);
  colour = vec4(sky * share, share);
}
