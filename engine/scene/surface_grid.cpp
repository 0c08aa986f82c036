// Sampled by two threads.
#include "scene/surface_grid.h"

#include <algorithm>
#include <cmath>
#include <thread>

namespace caspian::scene {
namespace {
/// Finer than this says no more than the terrain does (about 500 m).
constexpr double k_finest_deg = 0.005;

int samples(double span_deg, int most) {
  return std::clamp(static_cast<int>(std::ceil(span_deg / k_finest_deg)) + 1, 2, most);
}
}  // namespace

SurfaceGrid::SurfaceGrid(const geo::HeightField& heights, double west_deg, double south_deg,
                         double east_deg, double north_deg, int most) {
  west_deg_ = west_deg - k_finest_deg;
  south_deg_ = south_deg - k_finest_deg;
  const double span_x = east_deg + k_finest_deg - west_deg_;
  const double span_y = north_deg + k_finest_deg - south_deg_;
  width_ = samples(span_x, most);
  height_ = samples(span_y, most);
  step_x_deg_ = span_x / (width_ - 1);
  step_y_deg_ = span_y / (height_ - 1);
  heights_m_.resize(static_cast<size_t>(width_) * static_cast<size_t>(height_));
  const auto sample = [&](int first_row, int end_row) {
    for (int row = first_row; row < end_row; ++row)
      for (int column = 0; column < width_; ++column)
        heights_m_[static_cast<size_t>(row) * static_cast<size_t>(width_) +
                   static_cast<size_t>(column)] =
            static_cast<float>(heights.surface_m(west_deg_ + column * step_x_deg_,
                                                 south_deg_ + row * step_y_deg_));
  };
  std::jthread other(sample, 0, height_ / 2);
  sample(height_ / 2, height_);
}

double SurfaceGrid::height_m(double longitude_deg, double latitude_deg) const {
  const double x = std::clamp((longitude_deg - west_deg_) / step_x_deg_, 0.0, width_ - 1.0);
  const double y = std::clamp((latitude_deg - south_deg_) / step_y_deg_, 0.0, height_ - 1.0);
  const int column = std::min(static_cast<int>(x), width_ - 2);
  const int row = std::min(static_cast<int>(y), height_ - 2);
  const double u = x - column, v = y - row;
  const auto at = [&](int dx, int dy) {
    return double{heights_m_[static_cast<size_t>(row + dy) * static_cast<size_t>(width_) +
                             static_cast<size_t>(column + dx)]};
  };
  return (at(0, 0) * (1 - u) + at(1, 0) * u) * (1 - v) + (at(0, 1) * (1 - u) + at(1, 1) * u) * v;
}

}  // namespace caspian::scene
