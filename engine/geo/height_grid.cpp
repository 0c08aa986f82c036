// Bicubic samples of a height grid.
#include "geo/height_grid.h"

namespace caspian::geo {

bool HeightGrid::contains(double longitude_deg, double latitude_deg) const {
  return longitude_deg >= west_deg && longitude_deg <= east_deg() && latitude_deg <= north_deg &&
         latitude_deg >= south_deg();
}

double sample_m(const HeightGrid& grid, const CubicTaps& column, const CubicTaps& row) {
  double sum = 0;
  for (size_t j = 0; j < 4; ++j) {
    const int16_t* line =
        grid.values.data() + static_cast<size_t>(row.index[j]) * static_cast<size_t>(grid.width);
    double across = 0;
    for (size_t i = 0; i < 4; ++i) across += column.weight[i] * line[column.index[i]];
    sum += row.weight[j] * across;
  }
  return sum * grid.metres_per_unit;
}

}  // namespace caspian::geo
