#version 460
// The tiles in which units show: six vertices each.
#extension GL_GOOGLE_include_directive : require
#include "include/visibility.glsl"

layout(set = 2, binding = 4, std430) readonly buffer List { uint arguments[8]; uint tiles[]; };

void main() {
  uint tile = tiles[gl_VertexIndex / 6];
  uint corner = (0x312210u >> (4 * (gl_VertexIndex % 6))) & 3u;
  uvec2 place = uvec2(tile % visibility.tiles_across, tile / visibility.tiles_across) +
                uvec2(corner & 1u, corner >> 1u);
  vec2 px = vec2(place * k_tile_px) - float(k_view_margin_px);
  gl_Position = vec4(px / vec2(visibility.width, visibility.height) * 2.0 - 1.0, 0.0, 1.0);
}
