// The vertices of terrain tiles and where they are drawn:
// base + up * (height * exaggeration + lift). Wants FrameUniforms `frame`.
#ifndef CASPIAN_TERRAIN_PLACE_GLSL
#define CASPIAN_TERRAIN_PLACE_GLSL

layout(location = 0) in vec3 base;
layout(location = 1) in vec4 up;      // w: level of the sea in the data
layout(location = 2) in vec2 drawn;   // height of land or sea floor in this view, m; lift, m
layout(location = 3) in vec2 across;  // place in the tile, 0..1

/// From the eye, of something at this height.
vec3 tile_position(TerrainTile tile, float height_m) {
  return tile.origin.xyz + (base + up.xyz * (height_m * frame.scale.z + drawn.y));
}

float ground_height_m() { return drawn.x; }

/// Degrees.
vec2 lon_lat_of_vertex(TerrainTile tile) { return tile.box.xy + across * tile.box.zw; }
#endif
