// Heights and shore of the invented terrain from one formula.
#include "tests/support/invented_terrain.h"

#include <algorithm>
#include <cmath>

#include "geo/ellipsoid.h"

namespace caspian::test {
namespace {

constexpr double k_sea_radius_m = 250'000;

double shore_m(double longitude_deg, double latitude_deg) {
  const double east = (longitude_deg - 51) * 82'700, north = (latitude_deg - 42) * 111'000;
  return std::hypot(east, north) - k_sea_radius_m;
}

double height_m(double longitude_deg, double latitude_deg) {
  const double shore = shore_m(longitude_deg, latitude_deg);
  if (shore < 0) return -28.1 - 900 * (1 - std::exp(shore / 60'000));
  const double ridges = std::sin(longitude_deg * 9) * std::cos(latitude_deg * 11);
  return -27.5 + 2'500 * (1 - std::exp(-shore / 50'000)) * (1.2 + ridges);
}

struct Frame {
  double west, north, step;
  int width, height;
};

geo::HeightGrid heights(const Frame& frame) {
  geo::HeightGrid grid{.width = frame.width,
                       .height = frame.height,
                       .west_deg = frame.west,
                       .north_deg = frame.north,
                       .step_deg = frame.step,
                       .metres_per_unit = 0.25};
  for (int j = 0; j < frame.height; ++j)
    for (int i = 0; i < frame.width; ++i)
      grid.values.push_back(static_cast<int16_t>(
          4 * height_m(frame.west + i * frame.step, frame.north - j * frame.step)));
  grid.source = "invented";
  return grid;
}

geo::ShoreField shore(const Frame& frame, double unit_m) {
  geo::ShoreField field{.width = frame.width,
                        .height = frame.height,
                        .west_deg = frame.west,
                        .north_deg = frame.north,
                        .step_deg = frame.step,
                        .metres_per_unit = unit_m};
  for (int j = 0; j < frame.height; ++j)
    for (int i = 0; i < frame.width; ++i)
      field.values.push_back(static_cast<int8_t>(
          std::clamp(shore_m(frame.west + i * frame.step, frame.north - j * frame.step) / unit_m,
                     -127.0, 127.0)));
  return field;
}

}  // namespace

geo::HeightField invented_terrain() {
  const Frame near{46, 47, 0.05, 181, 201}, far{40, 50, 0.2, 101, 101};
  return geo::HeightField(heights(near), heights(far), shore(near, 300), shore(far, 1500));
}

}  // namespace caspian::test
