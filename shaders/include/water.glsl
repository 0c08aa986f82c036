// Where water lies over the ground, how deep, what it hides of the floor, the line of its shore.
// Wants `frame` and `terrain` (FrameUniforms, TerrainUniforms) declared before; knows nothing of
// tints and of the land's shading.

/// 1: the Caspian stands at another level than the data's -28 m.
layout(constant_id = 0) const int k_sea_moves = 0;
layout(set = 1, binding = 3) uniform sampler2D flooding;  // geo/flooding.h
/// 1: near enough for the shore to be finer than the relief's.
layout(constant_id = 1) const int k_shore_is_near = 0;
layout(set = 1, binding = 4) uniform sampler2D near_shore;  // scene/shore_window.h

struct Water {
  float shore_px;  // to the shore in pixels, positive on land
  float land;      // share of the pixel that is land
  float depth_m;   // of the floor below the surface
  float data_px;   // to the shore of the data, where the sea has left it
};

// Of a texel of the relief: distance to the shore of a sea or a lake, normalised, positive on land.
// Beyond its reach w has the sky's visibility on top.
float shore_of(vec4 texel) {
  return min(texel.w, float(k_shore_reach_m) / float(k_shore_scale_m));
}

// Share of the sky that heights around a place on land hide.
float hidden_sky_of(vec4 texel) {
  return max(texel.w - float(k_shore_reach_m) / float(k_shore_scale_m), 0.0) *
         (float(k_shore_scale_m) / float(k_hidden_scale_m));
}

// From a texel of the relief (x, y slope; z height; w shore and sky) and the sea's level.
Water water_over(vec4 texel, float height_m, float level_m) {
  Water water;
  float shore = shore_of(texel);
  water.shore_px = shore / max(fwidth(shore), 1e-7);
  water.land = clamp(0.5 + water.shore_px, 0.0, 1.0);
  water.depth_m = max(level_m - height_m, 0.0);
  water.data_px = 1e6;
  return water;
}

// The shore from the coast's own lines, where a near view has them. Lakes are not among these.
void sharpen_shore(inout Water water, float height_m, float level_m, vec2 place) {
  if (k_shore_is_near == 0) return;
  vec2 at = place * terrain.near_shore.xy + terrain.near_shore.zw;
  float distance = texture(near_shore, at).x;
  float near_px = distance / max(length(vec2(dFdx(distance), dFdy(distance))), 1e-5);
  vec2 inside = min(at, 1.0 - at);
  float share = clamp(min(inside.x, inside.y) * 24.0, 0.0, 1.0);
  bool is_lake = water.shore_px < 0.0 && height_m > level_m + 3.0;
  if (!is_lake) water.shore_px = mix(water.shore_px, near_px, share);
  water.land = clamp(0.5 + water.shore_px, 0.0, 1.0);
}

// The Caspian at another level: under water is what the flooding reaches. Lakes, other seas and
// steep land stay; as the level nears the data's, so does the shore.
void move_water(inout Water water, float height_m, float level_m, vec2 place) {
  sharpen_shore(water, height_m, level_m, place);
  if (k_sea_moves == 0) return;
  vec2 at = place * terrain.flooding.xy + terrain.flooding.zw;
  float above_m = texture(flooding, at).x * float(k_flood_scale_m) +
                  (float(k_flood_middle_m) - frame.sea.x);
  float flooded_px = above_m / max(fwidth(above_m), 1e-6);
  vec2 inside = min(at, 1.0 - at);
  if (min(inside.x, inside.y) > 0.0 && height_m < -23.0) {
    water.data_px = water.shore_px;
    water.shore_px = mix(water.shore_px, flooded_px, terrain.fade.z);
    water.land = clamp(0.5 + water.shore_px, 0.0, 1.0);
  }
}

// Place in the sea's half of the tints: 0 at the shore, 1 at the deepest tint. The least roots
// keep half a texel off the middle, where sea and land tints meet.
float sea_tint_at(Water water) {
  return sqrt(water.depth_m * (1.0 / float(k_deepest_tint_m)) + 1e-6);
}

// How much of the floor's relief the water hides (0..1), clarity_m being the depth that hides half.
float hidden_by_water(Water water, float clarity_m, float most) {
  return most * water.depth_m / (water.depth_m + clarity_m) * (1.0 - water.land);
}

// The line of the shore: strength of its colour over what lies there. Where the sea has left the
// shore of the data, that one stays as a faint line.
float shore_line(Water water, float strength) {
  float line = clamp(1.3 - abs(water.shore_px), 0.0, 1.0);
  if (k_sea_moves == 1) line = max(line, 0.4 * clamp(1.1 - abs(water.data_px), 0.0, 1.0));
  return strength * line;
}
