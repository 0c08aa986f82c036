// Heights and the distance to the shore become one smooth field, which is then flooded from the
// deepest places upwards.
#include "geo/flooding.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <thread>

#include "core/check.h"
#include "geo/height_field.h"

namespace caspian::geo {
namespace {

constexpr double k_west_deg = 46, k_east_deg = 55.5, k_south_deg = 36, k_north_deg = 48;
constexpr float k_level_m = static_cast<float>(k_caspian_surface_m);
constexpr float k_lowest_m = static_cast<float>(k_lowest_flood_m),
                k_highest_m = static_cast<float>(k_highest_flood_m);
constexpr float k_open_sea_m = -100;  // below this a place belongs to one of the great basins
constexpr float k_flat_m = 0.02f;     // samples that differ by less are one step of the data
constexpr float k_tallest_step_m = 2;
// Near the shore the field rises evenly across it, so that it is -28 where the shore is.
constexpr float k_even_m = 1300, k_free_m = 4000;
constexpr float k_least_slope = 2e-5f, k_greatest_slope = 2e-2f;  // metres per metre

struct Grid {
  int width = 0, height = 0;
  std::vector<float> values;

  size_t index(int column, int row) const {
    return static_cast<size_t>(row) * static_cast<size_t>(width) + static_cast<size_t>(column);
  }
  float& at(int column, int row) { return values[index(column, row)]; }
  float at(int column, int row) const { return values[index(column, row)]; }
};

/// Of every sample: how far the next lower (or higher) one is, in samples, and its value.
struct Next {
  std::vector<float> distance, value;
};

Next nearest_other(const Grid& grid, bool lower) {
  const size_t count = grid.values.size();
  Next next{std::vector<float>(count, std::numeric_limits<float>::infinity()),
            std::vector<float>(count, 0)};
  const auto look = [&](int column, int row, int dx, int dy, float step) {
    const int x = column + dx, y = row + dy;
    if (x < 0 || y < 0 || x >= grid.width || y >= grid.height) return;
    const size_t here = grid.index(column, row), there = grid.index(x, y);
    const float rise = grid.values[there] - grid.values[here];
    if (std::abs(rise) < k_flat_m) {
      if (next.distance[there] + step < next.distance[here]) {
        next.distance[here] = next.distance[there] + step;
        next.value[here] = next.value[there];
      }
    } else if ((rise < 0) == lower && step < next.distance[here]) {
      next.distance[here] = step;
      next.value[here] = grid.values[there];
    }
  };
  constexpr float k_diagonal = 1.41421356f;
  const auto matters = [&](int column, int row) {
    const float here = grid.at(column, row);
    return here > k_lowest_m - 3 && here < k_highest_m + 3;
  };
  for (int row = 0; row < grid.height; ++row)
    for (int column = 0; column < grid.width; ++column) {
      if (!matters(column, row)) continue;
      look(column, row, -1, 0, 1);
      look(column, row, 0, -1, 1);
      look(column, row, -1, -1, k_diagonal);
      look(column, row, 1, -1, k_diagonal);
    }
  for (int row = grid.height - 1; row >= 0; --row)
    for (int column = grid.width - 1; column >= 0; --column) {
      if (!matters(column, row)) continue;
      look(column, row, 1, 0, 1);
      look(column, row, 0, 1, 1);
      look(column, row, 1, 1, k_diagonal);
      look(column, row, -1, 1, k_diagonal);
    }
  return next;
}

/// Data in steps of a quarter metre make terraces of flat land and floor. Between the edges of its
/// step a sample rises by its distance from both.
void slope_terraces(Grid& grid) {
  Next low, high;
  {
    std::jthread other([&] { high = nearest_other(grid, false); });
    low = nearest_other(grid, true);
  }
  for (size_t i = 0; i < grid.values.size(); ++i) {
    const float here = grid.values[i];
    if (here < k_lowest_m - 3 || here > k_highest_m + 3) continue;
    const bool has_low = std::isfinite(low.distance[i]), has_high = std::isfinite(high.distance[i]);
    if (!has_low || !has_high) continue;  // a summit or a hollow stays flat
    const float bottom = here - 0.5f * std::min(here - low.value[i], k_tallest_step_m);
    const float top = here + 0.5f * std::min(high.value[i] - here, k_tallest_step_m);
    const float below = low.distance[i] - 0.5f, above = high.distance[i] - 0.5f;
    grid.values[i] = std::lerp(bottom, top, below / (below + above));
  }
}

/// Means of 1-2-1 both ways.
void soften(Grid& grid) {
  std::vector<float> line(static_cast<size_t>(std::max(grid.width, grid.height)));
  const auto run = [&](size_t first, size_t stride, int count) {
    for (int i = 0; i < count; ++i)
      line[static_cast<size_t>(i)] = grid.values[first + static_cast<size_t>(i) * stride];
    for (int i = 1; i + 1 < count; ++i) {
      const size_t k = static_cast<size_t>(i);
      grid.values[first + k * stride] = 0.25f * line[k - 1] + 0.5f * line[k] + 0.25f * line[k + 1];
    }
  };
  for (int row = 0; row < grid.height; ++row) run(grid.index(0, row), 1, grid.width);
  for (int column = 0; column < grid.width; ++column)
    run(grid.index(column, 0), static_cast<size_t>(grid.width), grid.height);
}

/// Low land is known in blocks of sixteen minutes: means over some ten kilometres round their
/// corners. Hollows below the sea's level do not count: what keeps them dry must stay.
void generalise_land(Grid& grid, const Grid& shore) {
  constexpr int k_block = 4, k_reach = 2, k_passes = 2;
  const int width = (grid.width + k_block - 1) / k_block,
            height = (grid.height + k_block - 1) / k_block;
  const Grid empty{width, height,
                   std::vector<float>(static_cast<size_t>(width) * static_cast<size_t>(height))};
  Grid sum = empty, count = empty;
  for (int row = 0; row < grid.height; ++row)
    for (int column = 0; column < grid.width; ++column) {
      const float here = grid.at(column, row);
      if (shore.at(column, row) <= 0 || here < k_level_m) continue;
      sum.at(column / k_block, row / k_block) += std::min(here, k_highest_m + 4);
      count.at(column / k_block, row / k_block) += 1;
    }
  for (int pass = 0; pass < k_passes; ++pass)
    for (Grid* of : {&sum, &count}) {
      const Grid given = *of;
      for (int row = 0; row < height; ++row)
        for (int column = 0; column < width; ++column) {
          float& out = of->at(column, row);
          out = 0;
          for (int y = std::max(row - k_reach, 0); y <= std::min(row + k_reach, height - 1); ++y)
            for (int x = std::max(column - k_reach, 0); x <= std::min(column + k_reach, width - 1);
                 ++x)
              out += given.at(x, y);
        }
    }
  const auto mean = [&](size_t y, size_t x, const LinearTaps& row, const LinearTaps& column) {
    const size_t i = sum.index(column.index[x], row.index[y]);
    return sum.values[i] / std::max(count.values[i], 1e-6f);
  };
  for (int y = 0; y < grid.height; ++y) {
    const LinearTaps row = linear_taps((y + 0.5) / k_block - 0.5, height);
    for (int x = 0; x < grid.width; ++x) {
      float& here = grid.at(x, y);
      if (shore.at(x, y) <= 0 || here < k_level_m || here > k_highest_m) continue;
      const LinearTaps column = linear_taps((x + 0.5) / k_block - 0.5, width);
      const auto across = static_cast<float>(column.fraction);
      here = std::lerp(std::lerp(mean(0, 0, row, column), mean(0, 1, row, column), across),
                       std::lerp(mean(1, 0, row, column), mean(1, 1, row, column), across),
                       static_cast<float>(row.fraction));
    }
  }
}

/// Land that lies below the sea and is dry is kept so by what the data do not show.
void close_hollows(Grid& grid, const Grid& shore) {
  for (size_t i = 0; i < grid.values.size(); ++i)
    if (shore.values[i] > k_shore_guard_m && grid.values[i] < k_level_m - 0.5f)
      grid.values[i] = k_highest_m;
}

/// Mean slope of the floor away from the shore, from the sea's samples nearby; `shore` in metres.
float slope_near(const Grid& grid, const Grid& shore, int column, int row) {
  constexpr int k_reach = 3;
  float slopes = 0, weights = 0;
  for (int y = std::max(row - k_reach, 0); y <= std::min(row + k_reach, grid.height - 1); ++y)
    for (int x = std::max(column - k_reach, 0); x <= std::min(column + k_reach, grid.width - 1);
         ++x) {
      const float away_m = -shore.at(x, y);
      if (away_m < 100 || away_m > k_free_m) continue;
      slopes += std::max(k_level_m - grid.at(x, y), 0.05f);
      weights += away_m;
    }
  if (weights <= 0) return k_least_slope * 10;
  return std::clamp(slopes / weights, k_least_slope, k_greatest_slope);
}

/// Lets the field pass through -28 m exactly where the shore lies.
void meet_shore(Grid& grid, const Grid& shore) {
  const Grid given = grid;
  for (int row = 0; row < grid.height; ++row)
    for (int column = 0; column < grid.width; ++column) {
      const float distance_m = shore.at(column, row);
      float& here = grid.at(column, row);
      const float least = 0.02f;
      const float free = distance_m < 0 ? std::min(here, k_level_m - least)
                         : std::abs(distance_m) < k_shore_guard_m
                             ? std::max(here, k_level_m + least)
                             : here;
      here = free;
      if (std::abs(distance_m) > k_free_m) continue;
      const float even = k_level_m + distance_m * slope_near(given, shore, column, row);
      const float t =
          std::clamp((std::abs(distance_m) - k_even_m) / (k_free_m - k_even_m), 0.0f, 1.0f);
      here = std::lerp(even, free, t * t * (3 - 2 * t));
    }
}

/// A bed along a strait, rising evenly to either side, so that its banks are as smooth as its line.
void carve(Grid& grid, const Strait& strait, double west_deg, double north_deg, double step_deg) {
  constexpr double k_half_width = 0.3, k_reach = 2.5, k_rise_m = 4;  // per sample
  for (size_t i = 1; i < strait.points.size(); ++i) {
    const auto x_of = [&](const GeoPoint& p) { return (p.longitude_deg - west_deg) / step_deg; };
    const auto y_of = [&](const GeoPoint& p) { return (north_deg - p.latitude_deg) / step_deg; };
    const double x0 = x_of(strait.points[i - 1]), y0 = y_of(strait.points[i - 1]);
    const double dx = x_of(strait.points[i]) - x0, dy = y_of(strait.points[i]) - y0;
    const auto first = [](double a, double b, int most) {
      return std::clamp(static_cast<int>(std::floor(std::min(a, b) - k_reach)), 0, most);
    };
    const auto last = [](double a, double b, int most) {
      return std::clamp(static_cast<int>(std::ceil(std::max(a, b) + k_reach)), 0, most);
    };
    for (int y = first(y0, y0 + dy, grid.height - 1); y <= last(y0, y0 + dy, grid.height - 1); ++y)
      for (int x = first(x0, x0 + dx, grid.width - 1); x <= last(x0, x0 + dx, grid.width - 1);
           ++x) {
        const double t = std::clamp(
            ((x - x0) * dx + (y - y0) * dy) / std::max(dx * dx + dy * dy, 1e-12), 0.0, 1.0);
        const double away = std::hypot(x - x0 - t * dx, y - y0 - t * dy);
        if (away > k_reach) continue;
        const double bed_m = strait.bed_m + k_rise_m * std::max(away - k_half_width, 0.0);
        grid.at(x, y) = std::min(grid.at(x, y), static_cast<float>(bed_m));
      }
  }
}

/// Raises every sample to the lowest level at which water from the open sea reaches it.
void flood(Grid& grid, const Grid& shore) {
  constexpr float k_step_m = 0.01f;
  const auto bucket_of = [&](float level_m) {
    return static_cast<size_t>(std::max(level_m - k_lowest_m, 0.0f) / k_step_m);
  };
  std::vector<std::vector<uint32_t>> buckets(bucket_of(k_highest_m) + 1);
  std::vector<float> reached(grid.values.size(), std::numeric_limits<float>::infinity());
  for (size_t i = 0; i < grid.values.size(); ++i)
    if (grid.values[i] < k_open_sea_m && shore.values[i] < 0) {  // not Karagiye
      reached[i] = k_lowest_m;
      buckets[0].push_back(static_cast<uint32_t>(i));
    }
  for (size_t level = 0; level < buckets.size(); ++level)
    for (size_t k = 0; k < buckets[level].size(); ++k) {
      const uint32_t i = buckets[level][k];
      if (bucket_of(reached[i]) != level) continue;  // came here lower before
      const int column = static_cast<int>(i) % grid.width, row = static_cast<int>(i) / grid.width;
      for (const auto& [dx, dy] : {std::array{1, 0}, {-1, 0}, {0, 1}, {0, -1}}) {
        const int x = column + dx, y = row + dy;
        if (x < 0 || y < 0 || x >= grid.width || y >= grid.height) continue;
        const size_t next = grid.index(x, y);
        const float from_m = std::max(std::max(grid.values[next], reached[i]), k_lowest_m);
        if (from_m >= reached[next] || from_m >= k_highest_m) continue;
        reached[next] = from_m;
        buckets[bucket_of(from_m)].push_back(static_cast<uint32_t>(next));
      }
    }
  for (size_t i = 0; i < grid.values.size(); ++i)
    grid.values[i] = std::min(reached[i], k_highest_m);
}

}  // namespace

Flooding::Flooding(const HeightField& heights, const std::vector<Strait>& straits) {
  const ShoreField& shores = heights.primary_shore();
  const HeightGrid& primary = heights.primary();
  CASPIAN_CHECK(shores.width == primary.width && shores.height == primary.height);
  step_deg_ = primary.step_deg;
  const auto cell = [&](double value, int count) {
    return std::clamp(static_cast<int>(std::floor(value)), 0, count - 1);
  };
  const int first_column = cell(primary.column_at(k_west_deg), primary.width);
  const int last_column = cell(primary.column_at(k_east_deg), primary.width);
  const int first_row = cell(primary.row_at(k_north_deg), primary.height);
  const int last_row = cell(primary.row_at(k_south_deg), primary.height);
  width_ = last_column - first_column + 1;
  height_ = last_row - first_row + 1;
  west_deg_ = primary.west_deg + first_column * step_deg_;
  north_deg_ = primary.north_deg - first_row * step_deg_;

  Grid grid{width_, height_, std::vector<float>(static_cast<size_t>(width_ * height_))};
  Grid shore = grid;
  // heights_m runs north.
  heights.heights_m(west_deg_, north_deg_ - (height_ - 1) * step_deg_, step_deg_, step_deg_, width_,
                    height_, shore.values);
  for (int row = 0; row < height_; ++row)
    std::copy_n(shore.values.begin() + static_cast<ptrdiff_t>(shore.index(0, height_ - 1 - row)),
                width_, grid.values.begin() + static_cast<ptrdiff_t>(grid.index(0, row)));
  for (int row = 0; row < height_; ++row)
    for (int column = 0; column < width_; ++column)
      shore.at(column, row) =
          static_cast<float>(shores.metres_per_unit) *
          shores.values[static_cast<size_t>(first_row + row) * static_cast<size_t>(shores.width) +
                        static_cast<size_t>(first_column + column)];

  slope_terraces(grid);
  soften(grid);
  soften(grid);
  generalise_land(grid, shore);
  meet_shore(grid, shore);
  close_hollows(grid, shore);
  for (const Strait& strait : straits) carve(grid, strait, west_deg_, north_deg_, step_deg_);
  flood(grid, shore);
  wet_from_m_ = std::move(grid.values);
}

double Flooding::wet_from_m(double longitude_deg, double latitude_deg) const {
  const double x = (longitude_deg - west_deg_) / step_deg_;
  const double y = (north_deg_ - latitude_deg) / step_deg_;
  if (x < 0 || y < 0 || x > width_ - 1 || y > height_ - 1) return k_highest_flood_m;
  const LinearTaps column = linear_taps(x, width_), row = linear_taps(y, height_);
  const auto at = [&](size_t j, size_t i) {
    return double{wet_from_m_[static_cast<size_t>(row.index[j]) * static_cast<size_t>(width_) +
                              static_cast<size_t>(column.index[i])]};
  };
  return std::lerp(std::lerp(at(0, 0), at(0, 1), column.fraction),
                   std::lerp(at(1, 0), at(1, 1), column.fraction), row.fraction);
}

}  // namespace caspian::geo
