#version 460
// Terrain tiles: land and sea floor at base + up * height * exaggeration. What changes slowly over
// the picture is found here rather than for every pixel.
#extension GL_GOOGLE_include_directive : require
#include "include/colour.glsl"
#include "include/drawn_place.glsl"
#include "include/haze.glsl"
#include "shared/frame.h"
#include "shared/terrain.h"

layout(set = 0, binding = 0) uniform Frame { FrameUniforms frame; };
layout(set = 1, binding = 0) uniform Terrain { TerrainUniforms terrain; };
layout(push_constant) uniform Push { TerrainTile tile; };

#include "include/terrain_place.glsl"

layout(location = 0) out vec3 place;          // texture coordinates; how far snow lies higher
layout(location = 1) out vec4 level_and_air;  // sea level m; clarity of water m; data; haze

void main() {
  float height_m = ground_height_m();
  vec3 position = tile_position(tile, height_m);
  gl_Position = frame.view_projection * vec4(position, 1.0);
  float distance_m = length(position);
  float upright = -dot(up.xyz, position) / distance_m;
  // Beer-Lambert along the view: the depth that hides half of what there is to hide.
  float clarity_m = 260.0 * clamp(upright, 0.3, 1.0);
  vec2 lon_lat = lon_lat_of_vertex(tile);
  // The snow line of 43 N rises by 150 m with every degree to the south: Tibet is brown.
  float southward = clamp((43.0 - lon_lat.y) * 0.075, 0.0, 0.85);
  place = vec3(tile.texture.xy + across * tile.texture.zw, southward);
  vec2 inside = min(lon_lat - terrain.data_box.xy, terrain.data_box.zw - lon_lat);
  float data = eased(min(inside.x, inside.y) * terrain.fade.x);
  // Aerial perspective: the air is thicker over low ground, so that heights stand out of it.
  float thick = 1.12 - 0.42 * eased(height_m * (1.0 / 3000.0));
  level_and_air = vec4(surface_level(up.w * k_sea_level_scale_m, frame.sea.x), clarity_m, data,
                       min(thick * haze_share(terrain, distance_m, upright), 1.0));
}
