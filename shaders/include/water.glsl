// Where water lies over the ground, how deep, what it hides of the floor, and the line of its shore.
// Wants FrameUniforms and TerrainUniforms; knows nothing of tints and of the land's shading.

struct Water {
  float shore_px;  // to the shore in pixels, positive on land
  float land;      // share of the pixel that is land
  float depth_m;   // of the floor below the surface
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
  return water;
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

// The line of the shore: strength of its colour over what lies there.
float shore_line(Water water, float strength) {
  return strength * clamp(1.3 - abs(water.shore_px), 0.0, 1.0);
}
