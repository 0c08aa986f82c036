#version 460
// Fills lie on the drawn surface: land, or the water over the sea floor.
#extension GL_GOOGLE_include_directive : require
#include "include/colour.glsl"
#include "include/drawn_place.glsl"
#include "include/haze.glsl"
#include "shared/fill.h"
#include "shared/frame.h"

layout(set = 0, binding = 0) uniform Frame { FrameUniforms frame; };
layout(set = 1, binding = 0) uniform Terrain { TerrainUniforms terrain; };
layout(push_constant) uniform Push { FillPush fill; };

#include "include/terrain_place.glsl"

layout(location = 0) out vec2 at_cells;     // from the tile's south-western corner
layout(location = 1) out vec2 place;        // texture coordinates of the relief
layout(location = 2) out vec2 level_clear;  // sea level m; what the air leaves of the fill
layout(location = 3) out float hatch_at;    // degrees along the hatching's normal

void main() {
  float level_m = surface_level(up.w * k_sea_level_scale_m, frame.sea.x);
  vec3 position = tile_position(fill.tile, max(ground_height_m(), level_m));
  gl_Position = frame.view_projection * vec4(position, 1.0);
  gl_Position.z *= 1.001;  // above the water's film
  float distance_m = length(position);
  float upright = -dot(up.xyz, position) / distance_m;
  vec2 lon_lat = lon_lat_of_vertex(fill.tile);
  vec2 inside = min(lon_lat - terrain.data_box.xy, terrain.data_box.zw - lon_lat);
  float data = eased(min(inside.x, inside.y) * terrain.fade.x);
  at_cells = across * float(k_fill_side);
  place = fill.tile.texture.xy + across * fill.tile.texture.zw;
  level_clear = vec2(level_m, data * (1.0 - haze_share(terrain, distance_m, upright)));
  hatch_at = lon_lat.x * 0.75 + lon_lat.y;
}
