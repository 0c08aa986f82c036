// Distances near every segment, then the sign row by row from where the outlines cross it.
#include "scene/lake_field.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace caspian::scene {
namespace {

struct Place {
  double x, y;  // in steps from the first sample, south and east positive
};

class Filler {
 public:
  explicit Filler(const GridFrame& grid) : grid_(grid), crossings_(size_t(grid.height)) {
    field_.distance.assign(size_t(grid.width) * size_t(grid.height),
                           LakeField::k_reach * LakeField::k_unit);
  }

  void add_ring(const std::vector<geo::GeoPoint>& points) {
    for (size_t i = 0; i + 1 < points.size(); ++i) {
      const Place a = place(points[i]), b = place(points[i + 1]);
      add_crossings(a, b);
      add_distances(a, b);
    }
  }

  LakeField take() {
    for (int row = 0; row < grid_.height; ++row) {
      std::vector<float>& line = crossings_[size_t(row)];
      std::sort(line.begin(), line.end());
      for (size_t k = 0; k + 1 < line.size(); k += 2) {
        const int from = std::max(0, int(std::ceil(line[k])));
        const int to = std::min(grid_.width - 1, int(std::floor(line[k + 1])));
        for (int column = from; column <= to; ++column) {
          int16_t& value = at(column, row);
          value = int16_t(-value);
        }
      }
    }
    return std::move(field_);
  }

 private:
  Place place(const geo::GeoPoint& point) const {
    return {(point.longitude_deg - grid_.west_deg) / grid_.step_deg,
            (grid_.north_deg - point.latitude_deg) / grid_.step_deg};
  }
  int16_t& at(int column, int row) {
    return field_.distance[size_t(row) * size_t(grid_.width) + size_t(column)];
  }

  void add_crossings(const Place& a, const Place& b) {
    const Place &high = a.y < b.y ? a : b, &low = a.y < b.y ? b : a;
    const int first = std::max(0, int(std::ceil(high.y)));
    for (int row = first; row < low.y && row < grid_.height; ++row)
      crossings_[size_t(row)].push_back(
          float(high.x + (low.x - high.x) * (row - high.y) / (low.y - high.y)));
  }

  void add_distances(const Place& a, const Place& b) {
    constexpr double k_reach = LakeField::k_reach;
    const double latitude = grid_.north_deg - 0.5 * (a.y + b.y) * grid_.step_deg;
    const double narrow = std::cos(latitude * std::numbers::pi / 180.0);
    const double reach_x = k_reach / std::max(narrow, 0.1);
    const int first_row = std::max(0, int(std::ceil(std::min(a.y, b.y) - k_reach)));
    const int last_row = std::min(grid_.height - 1, int(std::max(a.y, b.y) + k_reach));
    const int first = std::max(0, int(std::ceil(std::min(a.x, b.x) - reach_x)));
    const int last = std::min(grid_.width - 1, int(std::max(a.x, b.x) + reach_x));
    const float ax = float(a.x * narrow), ay = float(a.y);
    const float dx = float((b.x - a.x) * narrow), dy = float(b.y - a.y);
    const float inverse = 1 / std::max(dx * dx + dy * dy, 1e-12f);
    for (int row = first_row; row <= last_row; ++row)
      for (int column = first; column <= last; ++column) {
        const float px = float(column * narrow) - ax, py = float(row) - ay;
        const float t = std::clamp((px * dx + py * dy) * inverse, 0.0f, 1.0f);
        const float x = px - t * dx, y = py - t * dy;
        const float away = std::sqrt(x * x + y * y) * LakeField::k_unit;
        int16_t& value = at(column, row);
        if (away < float(value)) value = int16_t(away);
      }
  }

  GridFrame grid_;
  LakeField field_;
  std::vector<std::vector<float>> crossings_;  // columns at which outlines cross a row
};

bool is_closed(const std::vector<geo::GeoPoint>& points) {
  return points.size() > 3 && points.front().longitude_deg == points.back().longitude_deg &&
         points.front().latitude_deg == points.back().latitude_deg;
}

}  // namespace

LakeField lake_field(const GridFrame& grid, const std::vector<MapLineLevel>& levels) {
  Filler filler(grid);
  const double enough_m = 0.3 * grid.step_deg * 111'320.0;
  const MapLineLevel* chosen = nullptr;
  for (const MapLineLevel& level : levels)
    if (!chosen || level.tolerance_m <= enough_m) chosen = &level;
  if (chosen)
    for (const MapLine& line : chosen->lines)
      if (line.kind == MapLineKind::lake && is_closed(line.points)) filler.add_ring(line.points);
  return filler.take();
}

}  // namespace caspian::scene
