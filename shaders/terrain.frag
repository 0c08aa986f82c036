#version 460
// Relief in the Swiss manner over tints by height, the sea floor seen through the water, the shore
// from its distance field. Slopes come from a texture, so that the mesh may be coarse.
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
layout(location = 2) in vec2 level_and_inside;
layout(location = 0) out vec4 colour;

vec3 land_tint(float height_m) {
  vec3 tint = terrain.land[0].rgb;
  for (int i = 1; i < 7; ++i) {
    float from = terrain.land[i - 1].w;
    tint = mix(tint, terrain.land[i].rgb, eased((height_m - from) / (terrain.land[i].w - from)));
  }
  return tint;
}

vec3 sea_tint(float depth_m) {
  vec3 tint = terrain.sea[0].rgb;
  for (int i = 1; i < 5; ++i) {
    float from = terrain.sea[i - 1].w;
    tint = mix(tint, terrain.sea[i].rgb, eased((depth_m - from) / (terrain.sea[i].w - from)));
  }
  return tint;
}

/// -1 in full shade, 0 on level ground, 1 facing the light.
float shading(vec2 slope) {
  vec3 normal = vec3(-slope, 1.0) * inversesqrt(1.0 + dot(slope, slope));
  float main_light = dot(normal, terrain.light.xyz) - terrain.light.z;
  float side_light = dot(normal, terrain.side_light.xyz) - terrain.side_light.z;
  float s = mix(main_light, side_light, terrain.side_light.w);
  return s / (s > 0.0 ? 1.0 - terrain.light.z : terrain.light.z);
}

vec3 shaded(vec3 tint, float s, float strength) {
  vec3 lit = tint * (1.0 + 0.35 * strength) + terrain.lit.rgb * (0.13 * strength);
  vec3 dark = mix(tint, terrain.shaded.rgb, 0.72 * strength);
  return s > 0.0 ? mix(tint, lit, s) : mix(tint, dark, -s);
}

void main() {
  float distance_m = length(from_eye_m);
  vec3 up = normalize(from_eye_m - frame.eye_centre.xyz);
  float upright = -dot(up, from_eye_m) / distance_m;
  // Where the view grazes, a level between what the two directions ask for.
  vec4 texel = texture(relief, place, 0.5 * log2(clamp(upright, 0.12, 1.0)) - 0.3);
  float height_m = texel.z * k_height_scale_m;
  float shore_m = texel.w * k_shore_scale_m;
  float shore_px = shore_m / max(fwidth(shore_m), 1e-3);
  float s = shading(texel.xy * (k_slope_scale * terrain.lit.w));

  // Lowlands are paler in contrast than peaks.
  float strength = terrain.light.w * (0.55 + 0.45 * eased(height_m / 2500.0));
  vec3 land = shaded(land_tint(height_m), s, strength);

  // Beer-Lambert along the view: deep water hides the floor's relief, not its tint.
  float depth_m = max(level_and_inside.x - height_m, 0.0);
  float seen = exp(-depth_m / (350.0 * clamp(upright, 0.3, 1.0)));
  float hidden = terrain.water.w * terrain.fade.y * (1.0 - seen);
  vec3 tint = sea_tint(depth_m);
  vec3 dry = mix(tint, vec3(dot(tint, vec3(0.3, 0.5, 0.2))) * vec3(1.25, 1.12, 0.95), 0.6);
  vec3 sea = shaded(mix(dry, tint, terrain.fade.y), s, terrain.light.w * (1.0 - hidden));

  vec3 ground = mix(sea, land, clamp(0.5 + shore_px, 0.0, 1.0));
  float coast = terrain.coast.w * clamp(1.3 - abs(shore_px), 0.0, 1.0);
  ground = mix(ground, terrain.coast.rgb, coast);
  ground = mix(frame.no_data.rgb, ground, eased(level_and_inside.y));
  ground = mix(ground, frame.haze.rgb, haze_share(terrain, distance_m, upright));
  colour = vec4(dithered(ground, gl_FragCoord.xy), 1.0);
}
