// Fading without blending: a fixed pattern of px lets a share of them through.
#ifndef CASPIAN_SIEVE_GLSL
#define CASPIAN_SIEVE_GLSL

bool passes_sieve(vec2 pixel, float share) {
  const float order[16] = float[16](0.0, 8.0, 2.0, 10.0, 12.0, 4.0, 14.0, 6.0, 3.0, 11.0, 1.0, 9.0,
                                    15.0, 7.0, 13.0, 5.0);
  ivec2 cell = ivec2(pixel) & 3;
  return share > (order[cell.y * 4 + cell.x] + 0.5) / 16.0;
}
#endif
