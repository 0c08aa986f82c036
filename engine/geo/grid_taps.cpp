// Positions on one axis of a grid -> samples and weights.
#include "geo/grid_taps.h"

#include <algorithm>
#include <cmath>

namespace caspian::geo {
namespace {

/// Whole and fractional part of a position, far-off or undefined positions brought to the edge.
int split(double position, int count, double& fraction) {
  const double inside = position > 0 ? std::min(position, count - 1.0) : 0.0;
  const double whole = std::floor(inside);
  fraction = inside - whole;
  return static_cast<int>(whole);
}

}  // namespace

CubicTaps cubic_taps(double position, int count) {
  double t = 0;
  const int first = split(position, count, t);
  CubicTaps taps;
  for (int k = 0; k < 4; ++k)
    taps.index[static_cast<size_t>(k)] = std::clamp(first + k - 1, 0, count - 1);
  taps.weight = {t * (-0.5 + t * (1.0 - 0.5 * t)), 1.0 + t * t * (-2.5 + 1.5 * t),
                 t * (0.5 + t * (2.0 - 1.5 * t)), t * t * (-0.5 + 0.5 * t)};
  return taps;
}

LinearTaps linear_taps(double position, int count) {
  double t = 0;
  const int first = split(position, count, t);
  return {{first, std::min(first + 1, count - 1)}, t};
}

}  // namespace caspian::geo
