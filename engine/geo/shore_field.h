// Signed distance to the shore on a regular grid (positive on land), so that a coast stays crisp
// when magnified.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "geo/grid_taps.h"

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
  std::string licence;
  std::string date;

  double column_at(double longitude_deg) const { return (longitude_deg - west_deg) / step_deg; }
  double row_at(double latitude_deg) const { return (north_deg - latitude_deg) / step_deg; }
};

/// Metres to the shore, bilinear, from the 2x2 samples that the taps name.
double sample_m(const ShoreField& field, const LinearTaps& column, const LinearTaps& row);

}  // namespace caspian::geo
