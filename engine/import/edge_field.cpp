// Distances by two passes over the field, each cell taking over from its neighbours.
#include "import/edge_field.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "import/pyramid_format.h"

namespace caspian::import {
namespace {

constexpr double k_metres_per_degree = 111'320;
constexpr double k_least_fade_m = 2'000;
constexpr double k_least_fade_cells = 2, k_least_fade_steps = 3;  // of the grid, of the field

}  // namespace

EdgeField::EdgeField(uint32_t columns, uint32_t rows, double step_lon_deg, double step_lat_deg,
                     double north_deg)
    : step_lon_deg_(step_lon_deg), step_lat_deg_(step_lat_deg), north_deg_(north_deg) {
  const double step_m = step_lat_deg * k_metres_per_degree;
  fade_m_ = std::max(k_least_fade_m, k_least_fade_cells * step_m);
  const auto fits = [&] {
    return uint64_t{(columns + cells_ - 1) / cells_} * ((rows + cells_ - 1) / cells_) <=
           k_most_edge_cells;
  };
  while (2 * cells_ * step_m <= fade_m_ / 8 || !fits()) cells_ *= 2;
  fade_m_ = std::max(fade_m_, k_least_fade_steps * cells_ * step_m);
  columns_ = (columns + cells_ - 1) / cells_;
  rows_ = (rows + cells_ - 1) / cells_;
  is_missing_.assign(size_t{columns_} * rows_, 0);
}

void EdgeField::mark_missing(uint32_t column, uint32_t row) {
  is_missing_[size_t{row / cells_} * columns_ + column / cells_] = 1;
}

std::vector<std::byte> EdgeField::bytes() const {
  const double high_m = step_lat_deg_ * cells_ * k_metres_per_degree;
  std::vector<float> distance(is_missing_.size());
  const auto width_m = [&](uint32_t row) {
    const double lat = north_deg_ - (row + 0.5) * step_lat_deg_ * cells_;
    const double upright = std::max(std::cos(lat * std::numbers::pi / 180), 0.01);
    return step_lon_deg_ * cells_ * k_metres_per_degree * upright;
  };
  const auto at = [&](int64_t column, int64_t row) {
    const bool is_inside = column >= 0 && row >= 0 && column < columns_ && row < rows_;
    return is_inside ? distance[static_cast<size_t>(row) * columns_ + static_cast<size_t>(column)]
                     : 0.0f;
  };
  for (const bool is_forward : {true, false}) {
    const int64_t back = is_forward ? -1 : 1;
    for (uint32_t k = 0; k < rows_; ++k) {
      const uint32_t row = is_forward ? k : rows_ - 1 - k;
      const auto wide = static_cast<float>(width_m(row)), high = static_cast<float>(high_m);
      const float slant = std::hypot(wide, high);
      for (uint32_t n = 0; n < columns_; ++n) {
        const uint32_t column = is_forward ? n : columns_ - 1 - n;
        const size_t here = size_t{row} * columns_ + column;
        if (is_missing_[here]) {
          distance[here] = 0;
          continue;
        }
        float least = is_forward ? INFINITY : distance[here];
        least = std::min(least, at(column + back, row) + wide);
        least = std::min(least, at(column, row + back) + high);
        least = std::min(least, at(int64_t{column} - 1, row + back) + slant);
        least = std::min(least, at(int64_t{column} + 1, row + back) + slant);
        distance[here] = least;
      }
    }
  }
  // A cell beside a missing one is 0 as well, so that the field, read between its cells, is above 0
  // only where there are heights.
  std::vector<std::byte> result(distance.size());
  for (uint32_t row = 0; row < rows_; ++row) {
    const double own_m = std::hypot(width_m(row), high_m);
    for (uint32_t column = 0; column < columns_; ++column) {
      const size_t here = size_t{row} * columns_ + column;
      const double inside_m = static_cast<double>(distance[here]) - own_m;
      result[here] =
          static_cast<std::byte>(std::lround(255 * std::clamp(inside_m / fade_m_, 0.0, 1.0)));
    }
  }
  return result;
}

}  // namespace caspian::import
