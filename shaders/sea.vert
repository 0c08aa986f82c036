#version 460
// The water's surface over the same tiles: base + up * sea level * exaggeration.
#extension GL_GOOGLE_include_directive : require
#include "include/colour.glsl"
#include "include/drawn_place.glsl"
#include "include/haze.glsl"
#include "shared/frame.h"
#include "shared/terrain.h"

layout(set = 0, binding = 0) uniform Frame { FrameUniforms frame; };
layout(set = 1, binding = 0) uniform Terrain { TerrainUniforms terrain; };
layout(push_constant) uniform Push { TerrainTile tile; };

layout(location = 0) in vec3 base;
layout(location = 1) in vec4 up;  // w: sea level
layout(location = 2) in float height_m;
layout(location = 3) in vec2 across;

layout(location = 0) out vec3 place_and_data;
layout(location = 1) out vec3 grazing_haze_level;

void main() {
  float level_m = surface_level(up.w * k_sea_level_scale_m, frame.sea.x);
  vec3 position = tile.origin.xyz + (base + up.xyz * (level_m * frame.scale.z));
  gl_Position = frame.view_projection * vec4(position, 1.0);
  // Towards the eye a little: at the shore floor and surface meet.
  gl_Position.z *= 1.0005;
  vec2 lon_lat = tile.box.xy + across * tile.box.zw;
  vec2 inside = min(lon_lat - terrain.data_box.xy, terrain.data_box.zw - lon_lat);
  place_and_data = vec3(tile.texture.xy + across * tile.texture.zw,
                        eased(min(inside.x, inside.y) * terrain.fade.x));
  float distance_m = length(position);
  float upright = clamp(-dot(up.xyz, position) / distance_m, 0.0, 1.0);
  grazing_haze_level = vec3(1.0 - upright, haze_share(terrain, distance_m, upright), level_m);
}
