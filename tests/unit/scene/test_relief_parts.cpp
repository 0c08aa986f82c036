// What the relief texture is made of besides slopes: lakes and the sky's visibility.
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <memory>

#include "scene/lake_field.h"
#include "scene/relief_texture.h"
#include "scene/sky_visibility.h"
#include "tests/support/invented_terrain.h"
#include "tests/support/own_terrain.h"

using namespace caspian;
using namespace caspian::scene;

namespace {

MapLine square(double lon, double lat, double half_deg) {
  MapLine line;
  for (const auto& [x, y] : {std::pair{-1, -1}, {1, -1}, {1, 1}, {-1, 1}, {-1, -1}})
    line.points.push_back({lon + x * half_deg, lat + y * half_deg, 0});
  return line;
}

}  // namespace

TEST_CASE("a lake is filled, its island is not, and distances are those to the shore") {
  const GridFrame grid{44, 40, 0.01, 200, 100};
  const MapLineLevel level{10, {square(45, 39.5, 0.2), square(45, 39.5, 0.05)}};
  const LakeField field = lake_field(grid, {level});
  const auto at = [&](double lon, double lat) {
    const int column = int(std::lround((lon - grid.west_deg) / grid.step_deg));
    const int row = int(std::lround((grid.north_deg - lat) / grid.step_deg));
    return field.distance[size_t(row * grid.width + column)] / double(LakeField::k_unit);
  };
  CHECK(at(45.1, 39.5) < -3.5);                               // water
  CHECK(at(45, 39.5) > 3);                                    // island
  CHECK(at(45.5, 39.5) == LakeField::k_reach);                // far away
  CHECK(at(45, 39.73) == doctest::Approx(3).epsilon(0.02));   // north of the shore
  CHECK(at(45, 39.67) == doctest::Approx(-3).epsilon(0.02));  // south of it
  CHECK(at(45.25, 39.5) == doctest::Approx(5 * std::cos(39.5 * 0.0174533)).epsilon(0.02));
}

TEST_CASE("a lake takes the lines of the degree that fits the grid") {
  const GridFrame grid{44, 40, 1.0 / 30, 60, 60};
  const std::vector<MapLineLevel> levels{{60, {square(45, 39, 0.3)}}, {300, {}}, {9000, {}}};
  const LakeField fine = lake_field(grid, levels);  // 300 m fits steps of 3.7 km
  for (const int16_t value : fine.distance) CHECK(value > 0);
  const LakeField finer = lake_field({44, 40, 1.0 / 1200, 1300, 1300}, levels);
  CHECK(finer.distance[size_t(1200 * 1300 + 1200)] < 0);
}

TEST_CASE("a pit sees less sky than a plain, a ridge as much") {
  geo::HeightGrid grid{
      .width = 80, .height = 80, .west_deg = 44, .north_deg = 41, .step_deg = 1.0 / 60};
  for (int j = 0; j < 80; ++j)
    for (int i = 0; i < 80; ++i) {
      const double away = std::hypot(i - 40, j - 40);
      grid.values.push_back(int16_t(away < 6 ? 0 : away < 12 ? 1500 : 1000));
    }
  const SkyShade shade = sky_shade(grid, 1);
  CHECK(shade.at(40, 40) > 0.3f);
  CHECK(shade.at(49, 40) < 0.02f);
  CHECK(shade.at(75, 75) < 0.1f);
  const SkyShade half = sky_shade(grid, 2);
  CHECK(half.width == 40);
  CHECK(half.at(40, 40) > 0.2f);
}

TEST_CASE("texels: lakes are water above the sea's level, the sky is told inland only") {
  const geo::HeightField heights = test::invented_terrain();
  const ReliefTextures with = build_relief_textures(heights, {{10, {square(55.3, 42, 0.3)}}});
  const ReliefTextures without = build_relief_textures(heights);
  const auto texel = [](const ReliefTexture& texture, double lon, double lat) {
    const ReliefLevel& level = texture.levels[0];
    return level.at(int(std::lround((lon - texture.west_deg) / texture.step_deg)),
                    int(std::lround((texture.north_deg - lat) / texture.step_deg)));
  };
  const ReliefTexel lake = texel(with.extended, 55.3, 42), land = texel(without.extended, 55.3, 42);
  CHECK(lake.shore < 0);
  CHECK(land.shore > 0);
  CHECK(lake.height == land.height);
  CHECK(lake.height > 0);
  constexpr float k_reach = k_relief_shore_reach_m / k_relief_shore_scale_m * 32767.0f;
  int inland = 0;
  const ReliefLevel& level = without.extended.levels[0];
  for (int row = 0; row < level.height; ++row)
    for (int column = 0; column < level.width; ++column) {
      const double lon = without.extended.west_deg + column * without.extended.step_deg;
      const double lat = without.extended.north_deg - row * without.extended.step_deg;
      const bool is_beyond = float(level.at(column, row).shore) > k_reach + 1;
      if (is_beyond) CHECK(heights.shore_distance_m(lon, lat) > k_relief_shore_reach_m);
      inland += is_beyond;
    }
  CHECK(inland > 100);
}

TEST_CASE("a user's heights have relief of their own, as fine as they are") {
  geo::HeightField heights = test::invented_terrain();
  CHECK(build_own_reliefs(heights).empty());
  // Waves of 1 km that the built-in grids cannot have.
  const auto wave_m = [](double lon, double) { return 1000 + 200 * std::sin(lon * 500); };
  heights.add_own(
      std::make_shared<test::MadeHeights>(geo::GeoBox{54.7, 42.0, 54.8, 42.06}, wave_m, 0.01));
  const std::vector<ReliefTexture> reliefs = build_own_reliefs(heights);
  REQUIRE(reliefs.size() == 1);
  const ReliefTexture& relief = reliefs[0];
  CHECK(relief.step_deg == doctest::Approx(0.0001));
  CHECK(relief.levels[0].width == doctest::Approx(1001).epsilon(0.001));
  for (const double lon : {54.73, 54.7501, 54.7707})
    CHECK(relief.height_m(0, lon, 42.03) ==
          doctest::Approx(heights.height_m(lon, 42.03)).epsilon(0.01));
  int16_t steepest = 0;
  for (int column = 300; column < 700; ++column)
    steepest = std::max(steepest, relief.levels[0].at(column, 300).slope_east);
  // 200 m * 500 / degree over 82.7 km: a slope of 1.2.
  CHECK(steepest / 32767.0 * k_relief_slope_scale == doctest::Approx(1.2).epsilon(0.1));
}
