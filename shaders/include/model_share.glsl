// Which units are drawn as models, and how far: the rule of scene/near_units.
#ifndef CASPIAN_MODEL_SHARE_GLSL
#define CASPIAN_MODEL_SHARE_GLSL

/// 0 = a dash, 1 = a model. `metres_per_px` of logical px; `spacing_m` to the next unit.
float model_share(float metres_per_px, float spacing_m) {
  float near = 1.0 - smoothstep(45.0, 90.0, metres_per_px);
  return near * smoothstep(12.0, 18.0, spacing_m / metres_per_px);
}
#endif
