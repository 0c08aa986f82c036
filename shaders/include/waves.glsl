// Gentle waves on the sea: sines of every length that a pixel can show, none shorter, so that they
// never alias; a day's time makes the round. Only their tilt is known, nothing is displaced.
#ifndef CASPIAN_WAVES_GLSL
#define CASPIAN_WAVES_GLSL

/// Tilt of the water towards a horizontal direction (-1..1, about). `at_m`: east and north of a
/// fixed place; `day`: share of a day.
float wave_tilt(vec2 at_m, vec2 towards, float day) {
  const float k_shortest_m = 64.0;
  vec2 across = dFdx(at_m), down = dFdy(at_m);
  float footprint_m = sqrt(max(dot(across, across), dot(down, down)));
  float octave = max(log2(footprint_m * 7.0 / k_shortest_m), 0.0);
  float first = floor(octave), share = octave - first;
  float tilt = 0.0;
  for (int i = 0; i < 3; ++i) {
    float number = first + float(i);
    float length_m = k_shortest_m * exp2(number);
    // A length comes as it grows beyond 7 pixels and goes when it is wide.
    float strength = i == 0 ? 1.0 - share : i == 2 ? 0.6 * share : 0.6 + 0.4 * share;
    for (int k = 0; k < 2; ++k) {
      float angle = 2.4 * number + 1.1 * float(k) + 0.4;
      vec2 along = vec2(cos(angle), sin(angle));
      float turns = fract(dot(at_m, along) / length_m) - fract(day * float(2 + k + i));
      tilt += strength * dot(along, towards) * cos(6.2831853 * turns);
    }
  }
  return tilt * 0.3;
}
#endif
