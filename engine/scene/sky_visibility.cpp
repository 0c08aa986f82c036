// Whole rows at once: the offset to what is looked at is the same along a row, so that compilers
// turn the loops into vector instructions.
#include "scene/sky_visibility.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <thread>

#include "geo/ellipsoid.h"

namespace caspian::scene {
namespace {

constexpr float k_exaggeration = 5;
constexpr double k_farthest_m = 31'000;

struct Cells {
  int width = 0, height = 0;
  std::vector<float> values;
  Cells(int columns, int rows)
      : width(columns), height(rows), values(size_t(columns) * size_t(rows)) {}
  float* row(int j) { return values.data() + size_t(std::clamp(j, 0, height - 1)) * size_t(width); }
  const float* row(int j) const {
    return values.data() + size_t(std::clamp(j, 0, height - 1)) * size_t(width);
  }
};

template <typename Work>
void in_two_threads(int count, const Work& work) {
  std::jthread other([&] { work(count / 2, count); });
  work(0, count / 2);
}

Cells heights_of(const geo::HeightGrid& grid, int stride) {
  Cells cells(grid.width / stride, grid.height / stride);
  const float scale = float(grid.metres_per_unit) / float(stride * stride);
  in_two_threads(cells.height, [&](int first, int last) {
    for (int j = first; j < last; ++j) {
      float* out = cells.row(j);
      for (int y = 0; y < stride; ++y) {
        const int16_t* line = grid.values.data() + size_t(j * stride + y) * size_t(grid.width);
        if (stride == 1)
          for (int i = 0; i < cells.width; ++i) out[i] += line[i];
        else
          for (int i = 0; i < cells.width; ++i) out[i] += float(line[2 * i] + line[2 * i + 1]);
      }
      for (int i = 0; i < cells.width; ++i) out[i] *= scale;
    }
  });
  return cells;
}

/// Means of 3 x 3 cells: what is looked at from afar.
Cells smoothed(const Cells& cells) {
  Cells result(cells.width, cells.height);
  in_two_threads(cells.height, [&](int first, int last) {
    std::vector<float> sums(size_t(cells.width) + 2);
    for (int j = first; j < last; ++j) {
      const float *a = cells.row(j - 1), *b = cells.row(j), *c = cells.row(j + 1);
      for (int i = 0; i < cells.width; ++i) sums[size_t(i) + 1] = a[i] + b[i] + c[i];
      sums.front() = sums[1], sums.back() = sums[size_t(cells.width)];
      float* out = result.row(j);
      for (int i = 0; i < cells.width; ++i)
        out[i] = (sums[size_t(i)] + sums[size_t(i) + 1] + sums[size_t(i) + 2]) * (1.0f / 9);
    }
  });
  return result;
}

struct Step {
  int x, y;
};
constexpr std::array<Step, 8> k_directions{
    {{1, 0}, {1, 1}, {0, 1}, {-1, 1}, {-1, 0}, {-1, -1}, {0, -1}, {1, -1}}};

}  // namespace

float SkyShade::at(int column, int row) const {
  const float x = std::clamp((float(column) + 0.5f) / float(stride) - 0.5f, 0.0f, float(width - 1));
  const float y = std::clamp((float(row) + 0.5f) / float(stride) - 0.5f, 0.0f, float(height - 1));
  const int i = std::min(int(x), width - 2), j = std::min(int(y), height - 2);
  const float* north = hidden.data() + size_t(j) * size_t(width) + size_t(i);
  const float* south = north + width;
  const float fx = x - float(i), fy = y - float(j);
  const float above = north[0] + (north[1] - north[0]) * fx;
  const float below = south[0] + (south[1] - south[0]) * fx;
  return above + (below - above) * fy;
}

SkyShade sky_shade(const geo::HeightGrid& grid, int stride) {
  const Cells near = heights_of(grid, stride);
  const Cells far = smoothed(near);
  const double cell_m = grid.step_deg * stride * 111'320.0;
  SkyShade result{near.width, near.height, stride, {}};
  result.hidden.assign(near.values.size(), 0);
  const int width = near.width;
  in_two_threads(near.height, [&](int first, int last) {
    std::vector<float> steepest(static_cast<size_t>(width));
    for (int j = first; j < last; ++j) {
      const double latitude = (grid.north_deg - (j * stride) * grid.step_deg);
      const double across_m = cell_m * std::cos(latitude * std::numbers::pi / 180.0);
      const float* here = near.row(j);
      float* hidden = result.hidden.data() + size_t(j) * size_t(width);
      for (const Step& direction : k_directions) {
        std::fill(steepest.begin(), steepest.end(), 0.0f);
        for (int reach = 1; reach * cell_m < k_farthest_m; reach *= 2) {
          const int x = direction.x * reach, y = direction.y * reach;
          if (j + y < 0 || j + y >= near.height) continue;
          const float* there = (reach < 4 ? near : far).row(j + y) + x;
          const float inverse_m = k_exaggeration / float(std::hypot(x * across_m, y * cell_m));
          const int begin = std::max(0, -x), end = std::min(width, width - x);
          float* slope = steepest.data();
          for (int i = begin; i < end; ++i)
            slope[i] = std::max(slope[i], (there[i] - here[i]) * inverse_m);
        }
        // The sine of the horizon's height is the share of sky that it hides in this direction.
        for (int i = 0; i < width; ++i)
          hidden[i] += steepest[size_t(i)] /
                       std::sqrt(1 + steepest[size_t(i)] * steepest[size_t(i)]) *
                       (1.0f / k_directions.size());
      }
    }
  });
  return result;
}

}  // namespace caspian::scene
