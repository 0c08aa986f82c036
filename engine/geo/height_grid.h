// A regular longitude/latitude grid of heights. Sample (0,0) is the north-western one; rows run south.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

namespace caspian::geo {

struct HeightGrid {
  int width = 0;
  int height = 0;
  double west_deg = 0;    // longitude of the first sample
  double north_deg = 0;   // latitude of the first sample
  double step_deg = 1;    // between samples, both ways
  double metres_per_unit = 1;
  std::vector<int16_t> values;  // height * width
  std::string source;           // shown to users
  std::string licence;
  std::string datum;

  double east_deg() const { return west_deg + step_deg * (width - 1); }
  double south_deg() const { return north_deg - step_deg * (height - 1); }
};

}  // namespace caspian::geo
