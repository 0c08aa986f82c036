// A regular longitude/latitude grid of heights. Sample (0,0) is the north-western one; rows run
// south.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "geo/grid_taps.h"

namespace caspian::geo {

struct HeightGrid {
  int width = 0;
  int height = 0;
  double west_deg = 0;   // longitude of the first sample
  double north_deg = 0;  // latitude of the first sample
  double step_deg = 1;   // between samples, both ways
  double metres_per_unit = 1;
  std::vector<int16_t> values;  // height * width
  std::string source;           // shown to users
  std::string licence;
  std::string datum;
  std::string date;
  std::string resolution;
  std::string caspian_floor_source;  // where the Caspian floor differs from `source`
  bool is_caspian_floor_schematic = false;

  double east_deg() const { return west_deg + step_deg * (width - 1); }
  double south_deg() const { return north_deg - step_deg * (height - 1); }
  double column_at(double longitude_deg) const { return (longitude_deg - west_deg) / step_deg; }
  double row_at(double latitude_deg) const { return (north_deg - latitude_deg) / step_deg; }
  bool contains(double longitude_deg, double latitude_deg) const;
};

/// Height in metres from the 4x4 samples that the taps name.
double sample_m(const HeightGrid& grid, const CubicTaps& column, const CubicTaps& row);

}  // namespace caspian::geo
