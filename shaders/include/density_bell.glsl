// A bell curve over the cells around one, its weights summing to 1: spreading loses nothing.
#ifndef CASPIAN_DENSITY_BELL_GLSL
#define CASPIAN_DENSITY_BELL_GLSL

const int k_most_reach = 15;

struct Bell {
  int reach;
  float first;    // weight of the middle
  float falloff;  // the weight n cells away is first * falloff^(n^2)
};

Bell bell_of(float deviation) {
  Bell bell;
  bell.reach = min(int(ceil(3.0 * deviation)), k_most_reach);
  bell.falloff = exp(-0.5 / (deviation * deviation));
  float sum = 1.0, weight = 1.0, ratio = bell.falloff;
  for (int n = 1; n <= bell.reach; ++n) {
    weight *= ratio;
    ratio *= bell.falloff * bell.falloff;
    sum += 2.0 * weight;
  }
  bell.first = 1.0 / sum;
  return bell;
}
#endif
