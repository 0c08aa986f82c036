#include <doctest/doctest.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <string>

#include "core/files.h"
#include "import/grid_file.h"
#include "import/terrain_asset.h"

using namespace caspian;

namespace {

const geo::HeightField& terrain() {
  static const geo::HeightField field = [] {
    Result<geo::HeightField> loaded = import::load_terrain(find_assets().value());
    REQUIRE_MESSAGE(loaded.ok(), (loaded ? "" : loaded.failure().sentence));
    return std::move(*loaded);
  }();
  return field;
}

struct Spot {
  const char* name;
  double longitude_deg, latitude_deg, low_m, high_m;
};

void check_spots(std::initializer_list<Spot> spots) {
  for (const Spot& spot : spots) {
    const double height = terrain().height_m(spot.longitude_deg, spot.latitude_deg);
    INFO(spot.name, ": ", height, " m");
    CHECK(height >= spot.low_m);
    CHECK(height <= spot.high_m);
  }
}

}  // namespace

TEST_CASE("the baked terrain covers both boxes and names its sources") {
  const geo::HeightField& field = terrain();
  CHECK(field.primary().width == 2400);
  CHECK(field.primary().height == 1800);
  CHECK(field.extended().width == 2910);
  CHECK(field.has_data(15.1, 59.9));
  CHECK(field.has_data(111.9, 16.1));
  CHECK_FALSE(field.primary().source.empty());
  CHECK_FALSE(field.primary().licence.empty());
  CHECK_FALSE(field.primary().datum.empty());
  CHECK_FALSE(field.primary_shore().source.empty());
  CHECK(field.answer(50, 42).is_schematic);
  CHECK(field.answer(50, 42).source != field.answer(45, 42).source);
}

TEST_CASE("every sample of the Caspian lies under -28 m and its shore at -28 +- 0.6") {
  const geo::HeightField& field = terrain();
  const geo::HeightGrid& grid = field.primary();
  int seas = 0, shore_lands = 0;
  for (int row = 240; row < grid.height; row += 1) {
    for (int column = 720; column < 1800; column += 1) {
      const double longitude = grid.west_deg + column * grid.step_deg;
      const double latitude = grid.north_deg - row * grid.step_deg;
      const size_t at = static_cast<size_t>(row * grid.width + column);
      const double height = grid.values[at] * grid.metres_per_unit;
      const double shore = field.primary_shore().values[at] * field.primary_shore().metres_per_unit;
      if (field.sea_level_m(longitude, latitude) != geo::k_caspian_surface_m) continue;
      if (shore < 0) {
        ++seas;
        if (height > -28) FAIL_CHECK("sea at ", longitude, " ", latitude, ": ", height);
      } else if (shore < 4000) {
        ++shore_lands;
        if (height < -27.6) FAIL_CHECK("land at ", longitude, " ", latitude, ": ", height);
        if (shore <= 150 && height > -26.5)
          FAIL_CHECK("shore at ", longitude, " ", latitude, ": ", height);
      }
    }
  }
  CHECK(seas > 600000);
  CHECK(shore_lands > 30000);
}

TEST_CASE("basins, sill and shelf of the Caspian") {
  const geo::HeightField& field = terrain();
  double deepest = 0, sill = -5000, derbent = 0, north = 0, bay_low = 0, bay_high = -100;
  for (double latitude = 36.6; latitude < 46.9; latitude += 0.02) {
    double across = 0;  // deepest of this parallel
    for (double longitude = 47; longitude < 54.8; longitude += 0.02) {
      if (!field.is_sea(longitude, latitude)) continue;
      const double height = field.height_m(longitude, latitude);
      if (height > -28.05) FAIL_CHECK("sea at ", longitude, " ", latitude, ": ", height);
      if (longitude < 53) across = std::min(across, height);
      if (latitude > 45) north = std::min(north, height);
      if (longitude > 53.2 && latitude > 40.6 && latitude < 42) {
        bay_low = std::min(bay_low, height);
        bay_high = std::max(bay_high, height);
      }
    }
    if (latitude < 40) deepest = std::min(deepest, across);
    if (latitude > 39.8 && latitude < 40.8) sill = std::max(sill, across);
    if (latitude > 41 && latitude < 43) derbent = std::min(derbent, across);
  }
  MESSAGE("deepest ", deepest, ", sill ", sill, ", Derbent ", derbent, ", north ", north,
          ", Kara-Bogaz-Gol ", bay_low, " to ", bay_high);
  CHECK(deepest < -900);
  CHECK(deepest > -1100);
  CHECK(sill < -120);
  CHECK(sill > -260);
  CHECK(derbent < -700);
  CHECK(derbent > -850);
  CHECK(north > -60);
  CHECK(bay_low >= -45);
  CHECK(bay_high <= -28);
}

TEST_CASE("heights of depressions, plains and cities") {
  check_spots({{"Baku", 49.867, 40.409, -40, 20},
               {"Karagiye", 51.8, 43.45, -140, -40},
               {"Atyrau", 51.92, 47.11, -32, 0},
               {"Astrakhan", 48.03, 46.35, -32, 0},
               {"Volgograd", 44.5, 48.71, 0, 140},
               {"Tbilisi", 44.79, 41.72, 350, 700},
               {"Yerevan", 44.51, 40.18, 900, 1250},
               {"Tehran", 51.42, 35.7, 1050, 1400},
               {"Tashkent", 69.25, 41.3, 380, 520},
               {"Ashgabat", 58.38, 37.95, 150, 320},
               {"Astana", 71.43, 51.16, 310, 390},
               {"Samarkand", 66.96, 39.65, 640, 780},
               {"Aktobe", 57.2, 50.28, 180, 280},
               {"Aral bed", 60.0, 45.0, 20, 60},
               {"Moscow", 37.62, 55.75, 110, 220}});
}

TEST_CASE("summits keep their heights, in both grids") {
  check_spots({{"Elbrus", 42.439, 43.355, 5450, 5750},
               {"Kazbek", 44.518, 42.699, 4850, 5150},
               {"Shkhara", 43.112, 43.001, 5000, 5300},
               {"Ararat", 44.298, 39.702, 4950, 5250},
               {"Aragats", 44.197, 40.53, 3950, 4200},
               {"Bazarduzu", 47.858, 41.221, 4300, 4560},
               {"Shahdag", 48.006, 41.274, 4100, 4350},
               {"Damavand", 52.109, 35.955, 5400, 5700},
               {"Sabalan", 47.837, 38.267, 4650, 4900},
               {"Erciyes", 35.447, 38.532, 3750, 4050},
               {"Khan Tengri", 80.175, 42.211, 6700, 7200},
               {"Muztagh Ata", 75.116, 38.276, 7250, 7700},
               {"Belukha", 86.59, 49.808, 4300, 4650},
               {"Everest", 86.925, 27.988, 8500, 9000}});
  // nowhere far above what a summit of the region reaches
  const geo::HeightGrid& grid = terrain().primary();
  const auto highest = *std::max_element(grid.values.begin(), grid.values.end());
  CHECK(highest * grid.metres_per_unit < 5750);
}

TEST_CASE("lakes lie at their levels") {
  check_spots({{"Van", 42.9, 38.6, 1640, 1652},
               {"Sevan", 45.3, 40.38, 1895, 1905},
               {"Urmia", 45.5, 37.7, 1268, 1280},
               {"Balkhash", 74.0, 46.1, 338, 346},
               {"Issyk-Kul", 77.3, 42.4, 1600, 1614}});
}

TEST_CASE("sea and land where they should be") {
  const geo::HeightField& field = terrain();
  for (const auto& [longitude, latitude] : {std::pair{50.0, 42.0},
                                            {51.0, 39.0},
                                            {50.3, 44.9},
                                            {53.8, 41.3},
                                            {49.0, 42.6},
                                            {34.0, 43.0},
                                            {18.0, 36.0},
                                            {51.5, 27.0},
                                            {64.0, 20.0},
                                            {36.5, 46.0},
                                            {50.0, 40.3}})
    CHECK_MESSAGE(field.is_sea(longitude, latitude), longitude, " ", latitude);
  for (const auto& [longitude, latitude] : {std::pair{51.8, 43.45},
                                            {60.0, 45.0},
                                            {59.0, 44.5},
                                            {52.5, 43.5},
                                            {54.5, 42.5},
                                            {49.8, 40.45},
                                            {45.3, 40.4},
                                            {77.0, 46.5},
                                            {50.1, 40.45},
                                            {42.9, 38.6}})
    CHECK_MESSAGE(!field.is_sea(longitude, latitude), longitude, " ", latitude);
}

TEST_CASE("a damaged or missing grid is refused with a sentence") {
  namespace fs = std::filesystem;
  const fs::path folder = fs::temp_directory_path() / "caspian_test_grid";
  fs::create_directories(folder);
  const fs::path whole = find_assets().value() / "data" / "shore_primary.grid";
  const std::string good = read_text(whole).value();

  CHECK_FALSE(import::open_grid_file(folder / "none.grid").ok());
  CHECK_FALSE(import::load_terrain(folder).ok());

  const auto opens = [&](std::string bytes) {
    std::ofstream(folder / "case.grid", std::ios::binary) << bytes;
    return import::open_grid_file(folder / "case.grid");
  };
  CHECK(opens(good).ok());
  for (const size_t size : {size_t{0}, size_t{7}, size_t{63}, size_t{100}, good.size() - 1})
    CHECK_FALSE(opens(good.substr(0, size)).ok());
  std::string other_head = good;
  other_head[12] = 7;
  CHECK_FALSE(opens(other_head).ok());

  std::string other_band = good;
  other_band[good.size() / 2] = static_cast<char>(other_band[good.size() / 2] ^ 0x55);
  const auto file = opens(other_band);
  REQUIRE(file.ok());
  std::vector<int8_t> values(static_cast<size_t>(file->width) * static_cast<size_t>(file->height));
  size_t refused = 0;
  for (size_t band = 0; band < file->bands.size(); ++band)
    refused += !import::decode_band(*file, band, values).ok();
  CHECK(refused == 1);
  fs::remove_all(folder);
}

TEST_CASE("the terrain loads quickly") {
  const std::filesystem::path assets = find_assets().value();
  const auto start = std::chrono::steady_clock::now();
  REQUIRE(import::load_terrain(assets).ok());
  const std::chrono::duration<double, std::milli> spent = std::chrono::steady_clock::now() - start;
  MESSAGE("terrain loaded in ", spent.count(), " ms");
  CHECK(spent.count() < 5000);  // a loaded test machine, sanitizers; the aim is well under 150 ms
}
