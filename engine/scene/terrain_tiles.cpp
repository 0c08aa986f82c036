// Tile boxes, bounds and the descent from the coarsest level.
#include "scene/terrain_tiles.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "geo/ellipsoid.h"

namespace caspian::scene {
namespace {

constexpr double k_root_width_deg = 20, k_root_height_deg = 15;
constexpr double k_first_west_deg = -180, k_first_south_deg = -100;
constexpr uint32_t k_root_columns = 18, k_root_rows = 13;

// A mesh quad may be this wide in the view: 20 px where the picture is 720 px high. Detail within
// comes from the relief texture.
constexpr double k_quad_rad = 20.0 / 1108.0;
// Leaving vertices out may move the drawn surface by this much: 1.8 px of the same picture.
constexpr double k_error_rad = 1.8 / 1108.0;
constexpr double k_overshoot = 0.25;  // of cubic curves beyond their samples, share of the range
constexpr double k_sagging_share = 0.02;  // skirts hang down by this share of a tile's radius

}  // namespace

TileBox box_of(const TileKey& key) {
  const double scale = 1.0 / double(1u << key.level);
  const double width = k_root_width_deg * scale, height = k_root_height_deg * scale;
  const double west = k_first_west_deg + key.column * width;
  const double south = k_first_south_deg + key.row * height;
  return {west, std::clamp(south, -90.0, 90.0), west + width,
          std::clamp(south + height, -90.0, 90.0)};
}

HeightBounds::HeightBounds(const geo::HeightField& heights) {
  const geo::HeightGrid& grid = heights.extended();
  west_deg_ = grid.west_deg;
  south_deg_ = grid.south_deg();
  reach_deg_ = 2 * grid.step_deg;
  columns_ = std::max(1, int(std::ceil((grid.east_deg() - west_deg_) / cell_deg_)));
  rows_ = std::max(1, int(std::ceil((grid.north_deg - south_deg_) / cell_deg_)));
  cells_.assign(size_t(columns_) * size_t(rows_), {1e9f, -1e9f});
  const auto add_grid = [this](const geo::HeightGrid& source) {
    const auto cell_of = [this](double degrees, double from_deg, int count) {
      return std::clamp(int((degrees - from_deg) / cell_deg_), 0, count - 1);
    };
    // Columns of samples by cell: short runs that compilers turn into vector instructions.
    std::vector<int> run_starts;
    std::vector<int> run_cells;
    for (int i = 0; i < source.width; ++i) {
      const int cell = cell_of(source.west_deg + i * source.step_deg, west_deg_, columns_);
      if (!run_cells.empty() && run_cells.back() == cell) continue;
      run_starts.push_back(i);
      run_cells.push_back(cell);
    }
    run_starts.push_back(source.width);
    const float unit_m = float(source.metres_per_unit);
    for (int j = 0; j < source.height; ++j) {
      const int cell_row = cell_of(source.north_deg - j * source.step_deg, south_deg_, rows_);
      const int16_t* line = source.values.data() + size_t(j) * size_t(source.width);
      for (size_t run = 0; run < run_cells.size(); ++run) {
        int16_t low = line[run_starts[run]], high = low;
        for (int i = run_starts[run] + 1; i < run_starts[run + 1]; ++i) {
          low = std::min(low, line[i]);
          high = std::max(high, line[i]);
        }
        Range& cell = cells_[size_t(cell_row) * size_t(columns_) + size_t(run_cells[run])];
        cell.low_m = std::min(cell.low_m, float(low) * unit_m);
        cell.high_m = std::max(cell.high_m, float(high) * unit_m);
      }
    }
  };
  add_grid(grid);
  add_grid(heights.primary());
}

HeightBounds::Range HeightBounds::within(const TileBox& box) const {
  // Cubic curves reach two samples over a tile's edge.
  const int first_column = int(std::floor((box.west_deg - reach_deg_ - west_deg_) / cell_deg_));
  const int last_column = int(std::floor((box.east_deg + reach_deg_ - west_deg_) / cell_deg_));
  const int first_row = int(std::floor((box.south_deg - reach_deg_ - south_deg_) / cell_deg_));
  const int last_row = int(std::floor((box.north_deg + reach_deg_ - south_deg_) / cell_deg_));
  Range range{0, 0};
  for (int row = std::max(first_row, 0); row <= std::min(last_row, rows_ - 1); ++row)
    for (int column = std::max(first_column, 0); column <= std::min(last_column, columns_ - 1);
         ++column) {
      const Range& cell = cells_[size_t(row) * size_t(columns_) + size_t(column)];
      range.low_m = std::min(range.low_m, cell.low_m);
      range.high_m = std::max(range.high_m, cell.high_m);
    }
  const float margin = float(k_overshoot) * (range.high_m - range.low_m);
  return {range.low_m - margin, range.high_m + margin};
}

const TileChooser::Bounds& TileChooser::bounds_of(const TileKey& key) {
  const auto [entry, is_new] = known_.try_emplace(key);
  Bounds& bounds = entry->second;
  if (!is_new) return bounds;
  const TileBox box = box_of(key);
  const double middle_lon = 0.5 * (box.west_deg + box.east_deg);
  const double middle_lat = 0.5 * (box.south_deg + box.north_deg);
  bounds.centre_m = geo::to_earth_centred({middle_lon, middle_lat, 0});
  const double widest_lat = box.south_deg > 0   ? box.south_deg
                            : box.north_deg < 0 ? box.north_deg
                                                : 0.0;
  for (const double lon : {box.west_deg, middle_lon, box.east_deg})
    for (const double lat : {box.south_deg, widest_lat, middle_lat, box.north_deg}) {
      const double inside = std::clamp(lat, box.south_deg, box.north_deg);
      const glm::dvec3 corner = geo::to_earth_centred({lon, inside, 0});
      bounds.radius_m = std::max(bounds.radius_m, glm::length(corner - bounds.centre_m));
    }
  const HeightBounds::Range range = bounds_.within(box);
  bounds.reach_up_m = range.high_m;
  bounds.reach_down_m = -range.low_m;
  const double quad_lat_m = (box.north_deg - box.south_deg) * 111'320.0 / k_tile_quads;
  const double quad_lon_m = (box.east_deg - box.west_deg) * 111'320.0 / k_tile_quads *
                            std::cos(widest_lat * 3.14159265358979 / 180.0);
  bounds.quad_m = std::max(quad_lat_m, quad_lon_m);
  return bounds;
}

struct TileChooser::Visit {
  const CameraFrame& frame;
  double exaggeration;
  std::array<glm::dvec3, 4> side_normals;  // of the view's pyramid, inward

  explicit Visit(const CameraFrame& camera_frame, double factor)
      : frame(camera_frame), exaggeration(factor) {
    const double x = 0.5 * frame.size.width / frame.pixels_per_radian;
    const double y = 0.5 * frame.size.height / frame.pixels_per_radian;
    const glm::dvec3 forward = frame.forward(), right = frame.right(), up = frame.up();
    side_normals = {glm::normalize(forward * x + right), glm::normalize(forward * x - right),
                    glm::normalize(forward * y + up), glm::normalize(forward * y - up)};
  }

  bool sees(const glm::dvec3& centre_from_eye, double radius) const {
    if (glm::dot(centre_from_eye, frame.forward()) < -radius) return false;
    return std::all_of(side_normals.begin(), side_normals.end(), [&](const glm::dvec3& normal) {
      return glm::dot(centre_from_eye, normal) > -radius;
    });
  }
};

namespace {

/// Whether the globe hides the whole box raised by `height_m`.
bool is_hidden_by_globe(const CameraFrame& frame, const TileBox& box, double height_m) {
  const int steps = box.east_deg - box.west_deg > 6 ? 6 : 2;
  for (int j = 0; j <= steps; ++j)
    for (int i = 0; i <= steps; ++i) {
      const double lon = std::lerp(box.west_deg, box.east_deg, double(i) / steps);
      const double lat = std::lerp(box.south_deg, box.north_deg, double(j) / steps);
      if (!is_beyond_horizon(frame.eye_m, geo::to_earth_centred({lon, lat, height_m})))
        return false;
    }
  return true;
}

}  // namespace

void TileChooser::visit(const TileKey& key, const Visit& visit_state,
                        std::vector<ChosenTile>& chosen) {
  const TileBox box = box_of(key);
  if (box.north_deg <= box.south_deg) return;
  const Bounds& bounds = bounds_of(key);
  const CameraFrame& frame = visit_state.frame;
  const double up_m = bounds.reach_up_m * visit_state.exaggeration;
  const double down_m = bounds.reach_down_m * visit_state.exaggeration;
  const double radius_m =
      bounds.radius_m * (1 + k_sagging_share) + std::max(std::abs(up_m), std::abs(down_m));
  const glm::dvec3 offset = bounds.centre_m - frame.eye_m;
  if (!visit_state.sees(offset, radius_m)) return;
  // A box's highest points are seen over the horizon before the rest of it.
  if (is_hidden_by_globe(frame, box, std::max(up_m, 0.0) + bounds.radius_m * 0.02)) return;

  // Height bounds reach along the vertical only: the distance to the box is to its ground circle.
  const glm::dvec3 up = glm::normalize(bounds.centre_m);
  const double along = glm::dot(offset, up);
  const double aside = std::sqrt(std::max(0.0, glm::dot(offset, offset) - along * along));
  const double above = std::max({-along - std::max(up_m, 0.0), along - std::max(down_m, 0.0), 0.0});
  const double distance_m =
      std::max(std::hypot(std::max(0.0, aside - bounds.radius_m), above), frame.near_m);
  const bool is_fine = bounds.quad_m < k_quad_rad * distance_m;
  if (is_fine || key.level == k_deepest_tile_level) {
    const double sideways = std::max(0.25, aside / std::max(1.0, glm::length(offset)));
    chosen.push_back({key, distance_m, k_error_rad * distance_m / sideways});
    return;
  }
  for (uint32_t k = 0; k < 4; ++k)
    visit({uint8_t(key.level + 1), key.column * 2 + (k & 1), key.row * 2 + (k >> 1)}, visit_state,
          chosen);
}

std::vector<ChosenTile> TileChooser::choose(const CameraFrame& frame, double exaggeration) {
  const Visit visit_state(frame, exaggeration);
  std::vector<ChosenTile> chosen;
  for (uint32_t row = 0; row < k_root_rows; ++row)
    for (uint32_t column = 0; column < k_root_columns; ++column)
      visit({0, column, row}, visit_state, chosen);
  std::stable_sort(chosen.begin(), chosen.end(), [](const ChosenTile& a, const ChosenTile& b) {
    return a.distance_m < b.distance_m;
  });
  return chosen;
}

}  // namespace caspian::scene
