// Small tools for colours in display space.
#ifndef CASPIAN_COLOUR_GLSL
#define CASPIAN_COLOUR_GLSL

/// Noise of one step of 8-bit colours, the same at every frame (Jimenez 2014): breaks the steps of
/// smooth colours, and of a smooth opacity, which is rounded before it is blended.
float dither(vec2 pixel) {
  return (fract(52.9829189 * fract(dot(pixel, vec2(0.06711056, 0.00583715)))) - 0.5) / 255.0;
}

/// Cubic ease between 0 and 1.
float eased(float t) {
  t = clamp(t, 0.0, 1.0);
  return t * t * (3.0 - 2.0 * t);
}
#endif
