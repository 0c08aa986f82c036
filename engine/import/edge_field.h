// How far each place lies inside a user's data: what their heights fade in by, so that no step
// shows where they end or have a hole.
#pragma once
#include <cstdint>
#include <span>
#include <vector>

namespace caspian::import {

class EdgeField {
 public:
  /// Of a grid of cells with these steps; `north_deg` is its northern edge.
  EdgeField(uint32_t columns, uint32_t rows, double step_lon_deg, double step_lat_deg,
            double north_deg);

  /// Cells of the grid that one of the field's stands for, each way: a power of two.
  uint32_t cells() const { return cells_; }
  /// Over how many metres the data fade in.
  double fade_m() const { return fade_m_; }
  /// A cell of the grid that has no height.
  void mark_missing(uint32_t column, uint32_t row);
  /// 0 where something is missing or the grid ends, 255 from fade_m on.
  std::vector<std::byte> bytes() const;

 private:
  uint32_t columns_ = 0, rows_ = 0, cells_ = 1;
  double step_lon_deg_ = 0, step_lat_deg_ = 0, north_deg_ = 0, fade_m_ = 0;
  std::vector<char> is_missing_;
};

}  // namespace caspian::import
