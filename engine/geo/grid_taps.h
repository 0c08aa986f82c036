// Which samples along one axis of a grid a place touches, and their weights. Knows no grid.
#pragma once
#include <array>

namespace caspian::geo {

/// Catmull-Rom: four neighbouring samples; indices are clamped to 0 .. count - 1.
struct CubicTaps {
  std::array<int, 4> index;
  std::array<double, 4> weight;
};
CubicTaps cubic_taps(double position, int count);

/// Linear: two neighbouring samples.
struct LinearTaps {
  std::array<int, 2> index;
  double fraction;  // weight of the second
};
LinearTaps linear_taps(double position, int count);

}  // namespace caspian::geo
