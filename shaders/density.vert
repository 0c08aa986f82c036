#version 460
// The density view lies on the drawn surface: land, or the water over the sea floor.
#extension GL_GOOGLE_include_directive : require
#include "include/drawn_place.glsl"
#include "shared/density.h"
#include "shared/frame.h"
#include "shared/terrain.h"

layout(set = 0, binding = 0) uniform Frame { FrameUniforms frame; };
layout(set = 1, binding = 0) uniform Density { DensityUniforms density; };
layout(push_constant) uniform Push { TerrainTile tile; };

#include "include/terrain_place.glsl"

layout(location = 0) out vec2 place;  // texture coordinates of the grid

void main() {
  float surface_m =
      max(ground_height_m(), surface_level(up.w * k_sea_level_scale_m, frame.sea.x));
  vec3 position = tile_position(tile, surface_m);
  gl_Position = frame.view_projection * vec4(position, 1.0);
  gl_Position.z *= 1.001;  // above the water's film
  vec2 lon_lat = lon_lat_of_vertex(tile);
  place = (lon_lat - density.box.xy) / (density.box.zw * float(density.side));
}
