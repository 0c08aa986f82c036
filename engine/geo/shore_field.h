// Signed distance to the shore on a regular grid (positive on land), so that a coast stays crisp when magnified.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

namespace caspian::geo {

struct ShoreField {
  int width = 0;
  int height = 0;
  double west_deg = 0;   // longitude of the first sample
  double north_deg = 0;  // latitude of the first sample
  double step_deg = 1;
  double metres_per_unit = 1;
  std::vector<int8_t> values;  // height * width, clamped to +-127
  std::string source;
};

}  // namespace caspian::geo
