#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "geo/height_field.h"

using namespace caspian::geo;

namespace {

// Invented grids: `value` gives metres (or metres to the shore) at a place.
template <typename Function>
HeightGrid heights(double west, double north, double step, int width, int height, Function value) {
  HeightGrid grid{.width = width,
                  .height = height,
                  .west_deg = west,
                  .north_deg = north,
                  .step_deg = step,
                  .metres_per_unit = 0.25,
                  .source = "invented",
                  .caspian_floor_source = "drawn",
                  .is_caspian_floor_schematic = true};
  for (int row = 0; row < height; ++row)
    for (int column = 0; column < width; ++column)
      grid.values.push_back(static_cast<int16_t>(
          std::lround(value(west + column * step, north - row * step) / grid.metres_per_unit)));
  return grid;
}

template <typename Function>
ShoreField shore(double west, double north, double step, int width, int height, Function value) {
  ShoreField field{.width = width,
                   .height = height,
                   .west_deg = west,
                   .north_deg = north,
                   .step_deg = step,
                   .metres_per_unit = 100};
  for (int row = 0; row < height; ++row)
    for (int column = 0; column < width; ++column)
      field.values.push_back(static_cast<int8_t>(std::clamp(
          std::lround(value(west + column * step, north - row * step) / 100), -127L, 127L)));
  return field;
}

// A coast along 50 E within the Caspian basin: sea to the west, a cliff to the east.
double cliff_m(double longitude, double) {
  return longitude < 50 ? -300.0 : 200.0;
}
double to_shore_m(double longitude, double) {
  return (longitude - 50) * 80000;
}

HeightField cliff_field() {
  return HeightField(
      heights(48, 44, 0.05, 81, 81, cliff_m), heights(40, 50, 0.1, 201, 161, cliff_m),
      shore(48, 44, 0.05, 81, 81, to_shore_m), shore(40, 50, 0.1, 201, 161, to_shore_m));
}

}  // namespace

TEST_CASE("a bicubic sample passes through the grid's values and is exact on a plane") {
  const auto plane = [](double longitude, double latitude) {
    return 100 * longitude - 50 * latitude;
  };
  const HeightGrid grid = heights(10, 20, 0.5, 9, 7, plane);
  for (const double longitude : {10.5, 11.0, 11.3, 12.71, 13.0})
    for (const double latitude : {17.6, 18.0, 19.2})
      CHECK(sample_m(grid, cubic_taps(grid.column_at(longitude), grid.width),
                     cubic_taps(grid.row_at(latitude), grid.height)) ==
            doctest::Approx(plane(longitude, latitude)).epsilon(1e-9));
}

TEST_CASE("taps stay inside the grid for any position, and weigh one") {
  for (const double position : {-1e9, -0.5, 0.0, 0.25, 3.999, 4.0, 77.0, 1e300, std::nan("")}) {
    const CubicTaps taps = cubic_taps(position, 5);
    double sum = 0;
    for (size_t k = 0; k < 4; ++k) {
      CHECK(taps.index[k] >= 0);
      CHECK(taps.index[k] < 5);
      sum += taps.weight[k];
    }
    CHECK(sum == doctest::Approx(1));
    const LinearTaps linear = linear_taps(position, 5);
    CHECK(linear.index[0] >= 0);
    CHECK(linear.index[1] < 5);
  }
}

TEST_CASE(
    "sea floors lie under their water and land beside a sea above it, also where bicubic "
    "overshoots") {
  const HeightField field = cliff_field();
  int seas = 0;
  for (double longitude = 48.5; longitude < 51.5; longitude += 0.0031) {
    const bool is_sea = field.is_sea(longitude, 42);
    seas += is_sea;
    CHECK(is_sea == (longitude < 50));
    if (is_sea) {
      CHECK(field.height_m(longitude, 42) <= k_caspian_surface_m - 0.1);
      CHECK(field.surface_m(longitude, 42) == k_caspian_surface_m);
    } else {
      CHECK(field.height_m(longitude, 42) >= k_caspian_surface_m + 0.5);
      CHECK(field.surface_m(longitude, 42) == field.height_m(longitude, 42));
    }
  }
  CHECK(seas > 100);
}

TEST_CASE("the level is -28 in the Caspian basin and 0 elsewhere") {
  const HeightField field = cliff_field();
  CHECK(field.sea_level_m(50, 42) == -28);
  CHECK(field.sea_level_m(40, 43) == 0);
  CHECK(field.sea_level_m(51, 27) == 0);
  CHECK(field.surface_m(42, 41) == 0);
}

TEST_CASE("an answer names the drawn floor only over the Caspian") {
  const HeightField field = cliff_field();
  const HeightAnswer sea = field.answer(49, 42), land = field.answer(51, 42),
                     other = field.answer(42, 41);
  CHECK(sea.is_sea);
  CHECK(sea.is_schematic);
  CHECK(sea.source == "drawn");
  CHECK(sea.surface_m == -28);
  CHECK_FALSE(land.is_schematic);
  CHECK(land.source == "invented");
  CHECK(other.is_sea);
  CHECK_FALSE(other.is_schematic);
  const HeightAnswer outside = field.answer(0, 0);
  CHECK(outside.height_m == 0);
  CHECK_FALSE(outside.is_sea);
  CHECK_FALSE(outside.source.empty());
  CHECK_FALSE(field.has_data(0, 0));
}

TEST_CASE("the finer grid fades into the wider one without a step") {
  const auto low = [](double, double) { return 100.0; };
  const auto high = [](double, double) { return 130.0; };
  const auto inland = [](double, double) { return 12000.0; };
  const HeightField field(heights(48, 44, 0.05, 81, 81, high), heights(40, 50, 0.1, 201, 161, low),
                          shore(48, 44, 0.05, 81, 81, inland),
                          shore(40, 50, 0.1, 201, 161, inland));
  CHECK(field.height_m(50, 42) == doctest::Approx(130));
  CHECK(field.height_m(47.9, 42) == doctest::Approx(100));
  double before = field.height_m(47.9, 42);
  for (double longitude = 47.9; longitude < 48.6; longitude += 0.001) {
    const double now = field.height_m(longitude, 42);
    CHECK(std::abs(now - before) < 0.2);
    before = now;
  }
}

TEST_CASE("a batch gives the very values of single calls") {
  const HeightField field = cliff_field();
  const int nx = 33, ny = 17;
  std::vector<float> out(static_cast<size_t>(nx * ny));
  field.heights_m(47.7, 39.8, 0.13, 0.27, nx, ny, out);
  for (int j = 0; j < ny; ++j)
    for (int i = 0; i < nx; ++i)
      CHECK(out[static_cast<size_t>(j * nx + i)] ==
            static_cast<float>(field.height_m(47.7 + i * 0.13, 39.8 + j * 0.27)));
}
