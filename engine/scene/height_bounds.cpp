// One pass over the data at start, two threads, in runs that compilers turn into vector
// instructions.
#include "scene/height_bounds.h"

#include <algorithm>
#include <cmath>
#include <thread>

namespace caspian::scene {
namespace {

constexpr double k_overshoot = 0.25;  // of cubic curves beyond their samples, share of the range
constexpr float k_both_axes = 1.4f;   // bending along both axes, of the greater one

/// Runs of a row's samples that fall into one cell.
struct Runs {
  std::vector<int> starts;  // one more than cells
  std::vector<int> cells;
};

}  // namespace

HeightBounds::HeightBounds(const geo::HeightField& heights) {
  const geo::HeightGrid& grid = heights.extended();
  west_deg_ = grid.west_deg;
  south_deg_ = grid.south_deg();
  reach_deg_ = 2 * grid.step_deg;
  columns_ = std::max(1, int(std::ceil((grid.east_deg() - west_deg_) / cell_deg_)));
  rows_ = std::max(1, int(std::ceil((grid.north_deg - south_deg_) / cell_deg_)));
  const size_t count = size_t(columns_) * size_t(rows_);
  cells_.assign(count, {});
  std::vector<Cell> others(count);
  const geo::HeightGrid& fine = heights.primary();
  {
    std::jthread other([&] {
      add(grid, grid.height / 2, grid.height, others);
      add(fine, fine.height / 2, fine.height, others);
    });
    add(grid, 0, grid.height / 2, cells_);
    add(fine, 0, fine.height / 2, cells_);
  }
  for (size_t i = 0; i < count; ++i) {
    Cell& cell = cells_[i];
    cell.range.low_m = std::min(cell.range.low_m, others[i].range.low_m);
    cell.range.high_m = std::max(cell.range.high_m, others[i].range.high_m);
    for (size_t k = 0; k < k_spacings; ++k)
      cell.rough_m[k] = std::max(cell.rough_m[k], others[i].rough_m[k]);
  }
  widen();
  heights_ = &heights;
  if (const geo::OwnHeights* own = heights.own()) {
    const auto range = own->range_m(own->box()).value_or(geo::HeightRange{});
    own_ = Own{own->box(), own->finest_step_deg(), {range.low_m, range.high_m}};
  }
}

void HeightBounds::add(const geo::HeightGrid& grid, int first_row, int last_row,
                       std::vector<Cell>& cells) const {
  const auto cell_of = [this](double degrees, double from_deg, int count) {
    return std::clamp(int((degrees - from_deg) / cell_deg_), 0, count - 1);
  };
  Runs runs;
  for (int i = 0; i < grid.width; ++i) {
    const int cell = cell_of(grid.west_deg + i * grid.step_deg, west_deg_, columns_);
    if (!runs.cells.empty() && runs.cells.back() == cell) continue;
    runs.starts.push_back(i);
    runs.cells.push_back(cell);
  }
  runs.starts.push_back(grid.width);
  const float unit_m = float(grid.metres_per_unit);
  const int finest = std::max(0, int(std::lround(std::log2(grid.step_deg / k_finest_spacing_deg))));
  const auto line = [&](int row) {
    return grid.values.data() + size_t(std::clamp(row, 0, grid.height - 1)) * size_t(grid.width);
  };
  std::vector<int> bend(size_t(grid.width));
  for (int row = first_row; row < last_row; ++row) {
    const int cell_row = cell_of(grid.north_deg - row * grid.step_deg, south_deg_, rows_);
    Cell* const across = cells.data() + size_t(cell_row) * size_t(columns_);
    const int16_t* here = line(row);
    for (size_t run = 0; run < runs.cells.size(); ++run) {
      int16_t low = here[runs.starts[run]], high = low;
      for (int i = runs.starts[run] + 1; i < runs.starts[run + 1]; ++i) {
        low = std::min(low, here[i]);
        high = std::max(high, here[i]);
      }
      Range& range = across[runs.cells[run]].range;
      range.low_m = std::min(range.low_m, float(low) * unit_m);
      range.high_m = std::max(range.high_m, float(high) * unit_m);
    }
    for (int k = finest; k < k_spacings; ++k) {
      const int stride = 1 << (k - finest);
      if (row % std::max(1, stride / 2) != 0 || 2 * stride >= grid.width) continue;
      const int16_t *above = line(row - stride), *below = line(row + stride);
      for (int i = 0; i < grid.width; ++i)
        bend[size_t(i)] = std::abs(above[i] - 2 * here[i] + below[i]);
      for (int i = stride; i < grid.width - stride; ++i)
        bend[size_t(i)] =
            std::max(bend[size_t(i)], std::abs(here[i - stride] - 2 * here[i] + here[i + stride]));
      for (size_t run = 0; run < runs.cells.size(); ++run) {
        int most = 0;
        for (int i = runs.starts[run]; i < runs.starts[run + 1]; ++i)
          most = std::max(most, bend[size_t(i)]);
        float& rough_m = across[runs.cells[run]].rough_m[size_t(k)];
        rough_m = std::max(rough_m, float(most) * (0.5f * k_both_axes * unit_m));
      }
    }
    // Between samples curves are smooth: half the spacing bends a quarter as much.
    for (int k = finest - 1; k >= 0; --k)
      for (const int cell : runs.cells) {
        auto& rough_m = across[cell].rough_m;
        rough_m[size_t(k)] = std::max(rough_m[size_t(k)], 0.3f * rough_m[size_t(k) + 1]);
      }
  }
}

/// Of every cell with its neighbours, so that values blended from cell to cell hold for all of it.
void HeightBounds::widen() {
  around_.assign(cells_.size(), {});
  for (int row = 0; row < rows_; ++row)
    for (int column = 0; column < columns_; ++column) {
      Local& local = around_[size_t(row) * size_t(columns_) + size_t(column)];
      for (int j = std::max(0, row - 1); j <= std::min(rows_ - 1, row + 1); ++j)
        for (int i = std::max(0, column - 1); i <= std::min(columns_ - 1, column + 1); ++i) {
          const Cell& cell = cells_[size_t(j) * size_t(columns_) + size_t(i)];
          local.range.low_m = std::min(local.range.low_m, cell.range.low_m);
          local.range.high_m = std::max(local.range.high_m, cell.range.high_m);
          for (size_t k = 0; k < k_spacings; ++k)
            local.rough_m[k] = std::max(local.rough_m[k], cell.rough_m[k]);
        }
    }
}

HeightBounds::Range HeightBounds::within(const geo::GeoBox& box) const {
  // Cubic curves reach two samples over a box's edge.
  const int first_column = int(std::floor((box.west_deg - reach_deg_ - west_deg_) / cell_deg_));
  const int last_column = int(std::floor((box.east_deg + reach_deg_ - west_deg_) / cell_deg_));
  const int first_row = int(std::floor((box.south_deg - reach_deg_ - south_deg_) / cell_deg_));
  const int last_row = int(std::floor((box.north_deg + reach_deg_ - south_deg_) / cell_deg_));
  Range range{0, 0};
  for (int row = std::max(first_row, 0); row <= std::min(last_row, rows_ - 1); ++row)
    for (int column = std::max(first_column, 0); column <= std::min(last_column, columns_ - 1);
         ++column) {
      const Range& cell = cells_[size_t(row) * size_t(columns_) + size_t(column)].range;
      range.low_m = std::min(range.low_m, cell.low_m);
      range.high_m = std::max(range.high_m, cell.high_m);
    }
  if (own_)
    if (const auto own = heights_->own_range_m(box)) {
      range.low_m = std::min(range.low_m, own->low_m);
      range.high_m = std::max(range.high_m, own->high_m);
    }
  const float margin = float(k_overshoot) * (range.high_m - range.low_m);
  return {range.low_m - margin, range.high_m + margin};
}

HeightBounds::Local HeightBounds::at(double longitude_deg, double latitude_deg) const {
  const double x = (longitude_deg - west_deg_) / cell_deg_ - 0.5;
  const double y = (latitude_deg - south_deg_) / cell_deg_ - 0.5;
  const double floor_x = std::floor(x), floor_y = std::floor(y);
  Local local;
  if (own_) {
    const geo::GeoBox& box = own_->box;
    const double outside = std::max({box.west_deg - longitude_deg, longitude_deg - box.east_deg,
                                     box.south_deg - latitude_deg, latitude_deg - box.north_deg});
    local.own_share = float(std::clamp(1 - outside / cell_deg_, 0.0, 1.0));
    local.own_step_deg = float(own_->step_deg);
    local.range.low_m = local.own_share * std::min(own_->range.low_m, 0.0f);
    local.range.high_m = local.own_share * std::max(own_->range.high_m, 0.0f);
  }
  if (floor_x < -1 || floor_x > columns_ - 1 || floor_y < -1 || floor_y > rows_ - 1) return local;
  for (int j = 0; j < 2; ++j)
    for (int i = 0; i < 2; ++i) {
      const int column = int(floor_x) + i, row = int(floor_y) + j;
      if (column < 0 || row < 0 || column >= columns_ || row >= rows_) continue;
      const float share =
          float((i ? x - floor_x : 1 - (x - floor_x)) * (j ? y - floor_y : 1 - (y - floor_y)));
      const Local& cell = around_[size_t(row) * size_t(columns_) + size_t(column)];
      local.range.low_m += share * cell.range.low_m;
      local.range.high_m += share * cell.range.high_m;
      for (size_t k = 0; k < k_spacings; ++k) local.rough_m[k] += share * cell.rough_m[k];
    }
  return local;
}

double HeightBounds::roughness_m(const Local& local, double spacing_deg) {
  double own_m = 0;
  if (local.own_share > 0) {
    const double step_deg = local.own_step_deg;
    own_m = 0.25 * 111'320.0 *
            (spacing_deg > step_deg ? spacing_deg : spacing_deg * spacing_deg / step_deg);
  }
  const double k = std::log2(spacing_deg / k_finest_spacing_deg);
  const size_t above = std::min(size_t(std::ceil(std::max(k, 0.0))), size_t(k_spacings) - 1);
  const double rough_m = local.rough_m[above] * (k < 0 ? std::exp2(2 * k) : 1);
  return std::max(rough_m, local.own_share * own_m);
}

}  // namespace caspian::scene
