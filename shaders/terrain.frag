#version 460
// Relief in the Swiss manner over tints by height, the sea floor seen through the water, the shore
// from its distance field. Slopes come from a texture, so that the mesh may be coarse.
#extension GL_GOOGLE_include_directive : require
#include "include/colour.glsl"
#include "shared/frame.h"
#include "shared/terrain.h"

layout(set = 0, binding = 0) uniform Frame { FrameUniforms frame; };
layout(set = 1, binding = 0) uniform Terrain { TerrainUniforms terrain; };
#include "include/water.glsl"
layout(set = 1, binding = 1) uniform sampler2D relief;
layout(set = 1, binding = 2) uniform sampler2D tints;

layout(location = 0) in vec3 place;  // texture coordinates; how far snow lies higher
layout(location = 1) in vec4 level_and_air;
layout(location = 0) out vec4 colour;

// Light on a slope (east, north; exaggerated) less that on level ground. Slopes that run along the
// main light's direction would look flat: there a second light takes over (Imhof 1965, ch. 9; the
// weights by aspect are those of Mark 1992). Steep slopes are told apart less than gentle ones: at
// most 60 degrees (a slope of 1.7).
float light_on(vec2 slope) {
  float steep = dot(slope, slope);
  float level = 1.0 + steep * (1.0 / (1.7 * 1.7));
  float main_light = -dot(slope, terrain.light.xy);
  float along = slope.x * terrain.light.y - slope.y * terrain.light.x;
  float turned = terrain.side.z * along * along / max(steep, 1e-6);
  float plan = mix(main_light, -dot(slope, terrain.side.xy), turned);
  return (terrain.light.z * sqrt(level) + terrain.side.w * plan) * inversesqrt(level + steep) -
         terrain.light.z;
}

void main() {
  vec4 texel = texture(relief, place.xy);
  float height_m = texel.z * float(k_height_scale_m);
  Water water = water_over(texel, height_m, level_and_air.x);
  move_water(water, height_m, level_and_air.x, place.xy);
  float land = water.land;
  // Water that stands well above the sea's level is a lake.
  float lake = (1.0 - land) * clamp((height_m - level_and_air.x) * 0.1 - 0.5, 0.0, 1.0);
  water.depth_m = max(water.depth_m, lake * float(k_lake_tint_m));
  float depth_at = sea_tint_at(water);
  float tinted_m = height_m - max(height_m - 2500.0, 0.0) * place.z;
  float height_at = sqrt(max(tinted_m - float(k_lowest_tint_m), 0.0) *
                         (1.0 / float(k_highest_tint_m - k_lowest_tint_m)) + 1e-6);
  // Of the row: w is how strongly relief is shaded at this height.
  vec4 tint = texture(tints, vec2(0.5 + 0.5 * mix(-depth_at, height_at, land), terrain.shaded.w));

  // Sea floors are flat as drawn (the Caspian's is schematic): twice and a half their slope.
  float light = light_on(texel.xy * (terrain.light.w * (2.5 - 1.5 * land)));
  float hidden = hidden_by_water(water, level_and_air.y, terrain.shade.z);
  light *= tint.w * (1.0 - hidden) * (1.0 - lake);
  vec3 ground = mix(tint.rgb, terrain.lit.rgb, max(light * terrain.shade.x, 0.0));
  float dark = max(light * terrain.shade.y, 0.0);
  dark += (1.0 - dark) * min(hidden_sky_of(texel) * terrain.lit.w, 1.0);
  ground = mix(ground, terrain.shaded.rgb, dark);

  ground = mix(ground, terrain.coast.rgb, shore_line(water, terrain.coast.w * (1.0 - lake)));
  ground = mix(frame.no_data.rgb, ground * terrain.day.rgb, level_and_air.z);
  ground = mix(ground, frame.haze.rgb, level_and_air.w);
  colour = vec4(ground + dither(gl_FragCoord.xy), 1.0);
}
