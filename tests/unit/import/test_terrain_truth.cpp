#include <doctest/doctest.h>

#include <cmath>

#include "import/terrain_asset.h"
#include "import/terrain_convert.h"
#include "import/terrain_pyramid.h"
#include "tests/support/test_paths.h"

using namespace caspian;

namespace {

struct Difference {
  double squares = 0, sum = 0;
  int count = 0;
  void add(double metres) {
    squares += metres * metres;
    sum += metres;
    ++count;
  }
  double root_mean_square() const { return std::sqrt(squares / count); }
  double mean() const { return sum / count; }
};

/// Mean of a field over a cell of the coarse reference, nothing where sea and land share it.
std::optional<double> mean_of(const geo::HeightField& field, double lon, double lat, bool is_sea) {
  constexpr int k_parts = 9;
  double sum = 0;
  for (int j = 0; j < k_parts; ++j)
    for (int i = 0; i < k_parts; ++i) {
      const double x = lon + 0.234375 * ((i + 0.5) / k_parts - 0.5);
      const double y = lat + 0.17578125 * ((j + 0.5) / k_parts - 0.5);
      if (field.is_sea(x, y) != is_sea) return std::nullopt;
      sum += field.height_m(x, y);
    }
  return sum / (k_parts * k_parts);
}

}  // namespace

TEST_CASE("the built-in terrain against ETOPO 2022, and the same with ETOPO laid over it") {
  const auto shared = test::shared_dir();
  const char* name = "data/etopo2022_14arcmin_25-110E_22-60N.tif";
  if (!shared || !std::filesystem::exists(*shared / name)) {
    MESSAGE("skipped: no reference data beside the sources");
    return;
  }
  const auto path = test::scratch_dir("terrain_truth") / "etopo.terrain";
  REQUIRE(
      import::convert_terrain({.inputs = {(*shared / name).string()}, .output = path}, [](double) {
        return true;
      }).ok());
  const auto etopo = import::TerrainPyramid::open(path);
  REQUIRE(etopo.ok());
  const auto loaded = import::load_terrain(test::source_dir() / "assets");
  REQUIRE(loaded.ok());
  const geo::HeightField& built_in = *loaded;
  geo::HeightField mixed = built_in;
  mixed.add_own(*etopo);

  Difference floor, land, mixed_floor;
  for (int row = 58; row < 134; ++row)
    for (int column = 66; column < 148; ++column) {
      const double lon = 24.84375 + 0.234375 * (column + 0.5);
      const double lat = 60.1171875 - 0.17578125 * (row + 0.5);
      const double truth = *(*etopo)->height_m(lon, lat, 0);
      if (const auto height = mean_of(built_in, lon, lat, false)) land.add(*height - truth);
      if (built_in.sea_level_m(lon, lat) != geo::k_caspian_surface_m) continue;
      if (const auto height = mean_of(built_in, lon, lat, true)) {
        floor.add(*height - truth);
        mixed_floor.add(mixed.height_m(lon, lat) - truth);
        CHECK(built_in.answer(lon, lat).is_schematic);
        CHECK_FALSE(mixed.answer(lon, lat).is_schematic);
      }
    }
  MESSAGE("built-in terrain less ETOPO 2022: floor of the Caspian RMSE ", floor.root_mean_square(),
          " m, mean ", floor.mean(), " m over ", floor.count, " cells; land RMSE ",
          land.root_mean_square(), " m, mean ", land.mean(), " m over ", land.count, " cells");
  MESSAGE("with ETOPO 2022 as own terrain: floor RMSE ", mixed_floor.root_mean_square(), " m");
  REQUIRE(floor.count > 500);
  CHECK(floor.root_mean_square() < 80);
  CHECK(land.root_mean_square() < 200);
  // Cells of ETOPO that hold coast and water are kept under the water here.
  CHECK(mixed_floor.root_mean_square() < 10);
}
