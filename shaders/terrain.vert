#version 460
// Terrain tiles: land and sea floor at base + up * height * exaggeration.
#extension GL_GOOGLE_include_directive : require
#include "shared/frame.h"
#include "shared/terrain.h"

layout(set = 0, binding = 0) uniform Frame { FrameUniforms frame; };
layout(set = 1, binding = 0) uniform Terrain { TerrainUniforms terrain; };
layout(push_constant) uniform Push { TerrainTile tile; };

layout(location = 0) in vec3 base;
layout(location = 1) in vec4 up;  // w: sea level
layout(location = 2) in float height_m;
layout(location = 3) in vec2 across;

layout(location = 0) out vec2 place;
layout(location = 1) out vec3 from_eye_m;
layout(location = 2) out vec2 level_and_inside;

void main() {
  vec3 position = tile.origin.xyz + (base + up.xyz * (height_m * frame.scale.z));
  gl_Position = frame.view_projection * vec4(position, 1.0);
  place = tile.texture.xy + across * tile.texture.zw;
  from_eye_m = position;
  vec2 lon_lat = tile.box.xy + across * tile.box.zw;
  vec2 inside = min(lon_lat - terrain.data_box.xy, terrain.data_box.zw - lon_lat);
  level_and_inside =
      vec2(up.w * k_sea_level_scale_m, min(inside.x, inside.y) * terrain.fade.x);
}
