// Reads the visibility buffer in a fragment shader drawn by UnitVisibility::resolve (set 2).
#ifndef CASPIAN_RESOLVE_GLSL
#define CASPIAN_RESOLVE_GLSL
#include "include/visibility.glsl"

layout(set = 2, binding = 3, std430) readonly buffer Shown { uvec2 shown[]; };

struct ShownUnit {
  uint id;
  float depth;     // 0 = no unit here
  float coverage;  // 0..1, of this px
};

ShownUnit shown_unit(vec2 picture_px) {
  uvec2 px = uvec2(picture_px) + k_view_margin_px;
  uvec2 value = shown[px.y * visibility.stride + px.x];
  // The two highest bits are free in a depth below 2: how much of the px the unit covers.
  uint covered = value.y >> 30;
  float coverage = covered == 1u ? 0.35 : covered == 2u ? 0.7 : 1.0;
  return ShownUnit(value.x, uintBitsToFloat(value.y & 0x3fffffffu), coverage);
}
#endif
