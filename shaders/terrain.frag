#version 460
// Relief in the Swiss manner over tints by height, the sea floor seen through the water, the shore
// from its distance field. Slopes come from a texture, so that the mesh may be coarse.
#extension GL_GOOGLE_include_directive : require
#include "include/colour.glsl"
#include "shared/frame.h"
#include "shared/terrain.h"
#include "include/water.glsl"

layout(set = 0, binding = 0) uniform Frame { FrameUniforms frame; };
layout(set = 1, binding = 0) uniform Terrain { TerrainUniforms terrain; };
layout(set = 1, binding = 1) uniform sampler2D relief;
layout(set = 1, binding = 2) uniform sampler2D tints;

layout(location = 0) in vec3 place;
layout(location = 1) in vec4 level_and_air;
layout(location = 0) out vec4 colour;

void main() {
  vec4 texel = texture(relief, place.xy);
  float height_m = texel.z * float(k_height_scale_m);
  Water water = water_over(texel, height_m, level_and_air.x);
  float land = water.land;
  float depth_at = sea_tint_at(water);
  float tinted_m = height_m - max(height_m - 2500.0, 0.0) * place.z;
  float height_at = sqrt(max(tinted_m - float(k_lowest_tint_m), 0.0) *
                         (1.0 / float(k_highest_tint_m - k_lowest_tint_m)) + 1e-6);
  // Of the row: w is how strongly relief is shaded at this height.
  vec4 tint = texture(tints, vec2(0.5 + 0.5 * mix(-depth_at, height_at, land), terrain.shaded.w));

  // Steep slopes are told apart less than gentle ones: at most 60 degrees (a slope of 1.7).
  // Sea floors are flat as drawn (the Caspian's is schematic): twice and a half their slope.
  vec2 slope = texel.xy * (terrain.light.w * (2.5 - 1.5 * land));
  float steep = dot(slope, slope);
  float level = 1.0 + steep * (1.0 / (1.7 * 1.7));
  float light = (terrain.light.z * sqrt(level) - dot(slope, terrain.light.xy)) *
                    inversesqrt(level + steep) -
                terrain.light.z;
  float hidden = hidden_by_water(water, level_and_air.y, terrain.shade.z);
  light *= tint.w * (1.0 - hidden);
  vec3 ground = mix(tint.rgb, terrain.lit.rgb, max(light * terrain.shade.x, 0.0));
  ground = mix(ground, terrain.shaded.rgb, max(light * terrain.shade.y, 0.0));

  ground = mix(ground, terrain.coast.rgb, shore_line(water, terrain.coast.w));
  ground = mix(frame.no_data.rgb, ground, level_and_air.z);
  ground = mix(ground, frame.haze.rgb, level_and_air.w);
  colour = vec4(ground + dither(gl_FragCoord.xy), 1.0);
}
