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

#include "include/terrain_place.glsl"

layout(location = 0) out vec3 place_and_data;
layout(location = 1) out vec3 grazing_haze_level;
layout(location = 2) out vec4 at_m_and_view;  // east and north of a fixed place; view along these
layout(location = 3) out float glint;

void main() {
  float level_m = surface_level(up.w * k_sea_level_scale_m, frame.sea.x);
  vec3 position = tile_position(tile, level_m);
  gl_Position = frame.view_projection * vec4(position, 1.0);
  // Towards the eye a little: at the shore floor and surface meet.
  gl_Position.z *= 1.0005;
  vec2 lon_lat = lon_lat_of_vertex(tile);
  vec2 inside = min(lon_lat - terrain.data_box.xy, terrain.data_box.zw - lon_lat);
  place_and_data = vec3(tile.texture.xy + across * tile.texture.zw,
                        eased(min(inside.x, inside.y) * terrain.fade.x));
  float distance_m = length(position);
  float upright = clamp(-dot(up.xyz, position) / distance_m, 0.0, 1.0);
  grazing_haze_level = vec3(1.0 - upright, haze_share(terrain, distance_m, upright), level_m);
  // Degrees of the sea's middle to metres: only waves are laid out by this.
  vec2 at_m = (lon_lat - vec2(50.0, 42.0)) * vec2(82700.0, 111200.0);
  vec3 east = normalize(cross(vec3(0, 0, 1), up.xyz));
  vec3 north = cross(up.xyz, east);
  vec3 view = position / distance_m;
  vec2 level_view = vec2(dot(view, east), dot(view, north));
  at_m_and_view = vec4(at_m, level_view / max(length(level_view), 1e-4));
  vec3 mirrored = view - 2.0 * dot(view, up.xyz) * up.xyz;
  glint = dot(mirrored, terrain.low_sun.xyz);
}
