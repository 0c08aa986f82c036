#include <doctest/doctest.h>

#include <cmath>

#include "core/png.h"
#include "import/terrain_convert.h"
#include "import/terrain_pyramid.h"
#include "tests/support/geo_file_bytes.h"
#include "tests/support/test_paths.h"

using namespace caspian;
using import::TerrainOptions;
using import::TerrainPyramid;
using import::TerrainReport;

namespace {

namespace fs = std::filesystem;

const auto k_on = [](double) { return true; };

/// A file made of some inputs, with what was said of it.
struct Made {
  TerrainReport report;
  std::shared_ptr<TerrainPyramid> terrain;

  double at(double lon, double lat, double step = 0) const {
    const auto height = terrain->height_m(lon, lat, step);
    REQUIRE(height);
    return *height;
  }
};

Made convert(TerrainOptions options) {
  if (options.output.empty()) options.output = options.inputs[0] + ".terrain";
  const auto report = import::convert_terrain(options, k_on);
  REQUIRE_MESSAGE(report.ok(), (report ? "" : report.failure().sentence));
  auto terrain = TerrainPyramid::open(options.output);
  REQUIRE_MESSAGE(terrain.ok(), (terrain ? "" : terrain.failure().sentence));
  return {*report, *terrain};
}

struct Folder {
  fs::path path = test::scratch_dir("terrain_convert");
  std::string write(const std::string& name, const std::string& bytes) const {
    fs::create_directories((path / name).parent_path());
    test::write_bytes((path / name).string(), bytes);
    return (path / name).string();
  }
};

double slope(int column, int row) {
  return 100 + column + 10.0 * row;
}

/// Tiles of one level in which a formula stands, rounded to a 256th.
template <typename Height>
void write_terrarium(const fs::path& folder, int zoom, int first, int end, Height height) {
  constexpr uint32_t k_side = 256;
  const double world = std::ldexp(256.0, zoom);
  for (int x = first; x < end; ++x)
    for (int y = first; y < end; ++y) {
      Image image{{k_side, k_side}, std::vector<uint8_t>(size_t{k_side} * k_side * 4, 255)};
      for (uint32_t j = 0; j < k_side; ++j)
        for (uint32_t i = 0; i < k_side; ++i) {
          const double lon = (x * 256 + i + 0.5) / world * 360 - 180;
          const double turn = 3.14159265358979 * (1 - 2 * (y * 256 + j + 0.5) / world);
          const double lat = std::atan(std::sinh(turn)) * 180 / 3.14159265358979;
          const auto code = static_cast<uint32_t>(std::lround((height(lon, lat) + 32768) * 256));
          uint8_t* px = image.rgba.data() + 4 * (size_t{j} * k_side + i);
          px[0] = static_cast<uint8_t>(code >> 16);
          px[1] = static_cast<uint8_t>(code >> 8);
          px[2] = static_cast<uint8_t>(code);
        }
      const fs::path file = folder / std::to_string(zoom) / std::to_string(x);
      fs::create_directories(file);
      REQUIRE(write_png(file / (std::to_string(y) + ".png"), image).ok());
    }
}

}  // namespace

TEST_CASE("a GeoTIFF in degrees keeps its heights cell by cell") {
  const Folder folder;
  const Made made = convert(
      {.inputs = {folder.write(
           "slope.tif",
           test::tiff_bytes(
               {.columns = 300, .rows = 280, .nodata = "-32768", .description = "made slope"},
               slope))}});
  CHECK(made.report.columns == 300);
  CHECK(made.report.levels == 2);
  CHECK(made.report.heights == 300 * 280);
  CHECK(made.report.low_m == 100);
  CHECK(made.report.high_m == slope(299, 279));
  CHECK(made.report.source == "made slope");
  CHECK(made.report.datum.empty());
  for (const auto& [column, row] : {std::pair{0, 0}, {255, 255}, {256, 256}, {299, 279}, {17, 99}})
    CHECK(made.at(49 + 0.01 * (column + 0.5), 41 - 0.01 * (row + 0.5)) ==
          doctest::Approx(slope(column, row)).epsilon(1e-5));
  // the next level: means of two by two
  CHECK(made.at(49 + 0.02 * 50.5, 41 - 0.02 * 60.5, 0.02) ==
        doctest::Approx(slope(100, 120) + 5.5).epsilon(1e-5));
}

TEST_CASE("GEBCO's and ETOPO's layouts: south-up and north-up, packed values, holes, datum") {
  const Folder folder;
  test::NetcdfMade gebco =
      test::grid_netcdf("elevation", 60, 40, 49.005, 40.005, 0.01, true, slope);
  gebco.variables[2].texts.emplace_back("standard_name", "height_above_mean_sea_level");
  gebco.variables[2].numbers.emplace_back("_FillValue", -32767);
  gebco.variables[2].values[20 * 60 + 30] = -32767;
  gebco.texts = {{"title", "made after GEBCO"}, {"license", "public"}};
  const Made south_up = convert({.inputs = {folder.write("gebco.nc", test::netcdf_bytes(gebco))}});
  CHECK(south_up.report.datum == "mean sea level");
  CHECK(south_up.report.source == "made after GEBCO");
  CHECK(south_up.report.licence == "public");
  CHECK(south_up.report.heights == 60 * 40 - 1);
  CHECK(south_up.at(49.005, 40.395) == doctest::Approx(slope(0, 0)).epsilon(1e-5));
  CHECK(south_up.at(49.595, 40.005) == doctest::Approx(slope(59, 39)).epsilon(1e-5));
  CHECK(south_up.terrain->share(49.305, 40.205) == 0);  // the hole

  test::NetcdfMade etopo =
      test::grid_netcdf("z", 60, 40, 49.005, 40.005, 0.01, false,
                        [](int column, int row) { return 10 * slope(column, row) - 5000; });
  etopo.variables[2].numbers = {{"scale_factor", 0.1}, {"add_offset", 500}};
  etopo.variables[2].texts.emplace_back("vert_crs_name", "EGM2008");
  const Made north_up = convert({.inputs = {folder.write("etopo.nc", test::netcdf_bytes(etopo))}});
  CHECK(north_up.report.datum == "EGM2008");
  CHECK(north_up.at(49.005, 40.395) == doctest::Approx(slope(0, 0)).epsilon(1e-4));
  CHECK(north_up.at(49.595, 40.005) == doctest::Approx(slope(59, 39)).epsilon(1e-4));
}

TEST_CASE("SRTM HGT by its name and size, voids left out; neighbours complete each other") {
  const Folder folder;
  const auto west = [](int column, int row) {
    return row == 600 && column == 600 ? -32768.0 : column + 0.1 * row;
  };
  const auto east = [](int column, int row) { return 1200 + column + 0.1 * row; };
  const Made made = convert({.inputs = {folder.write("N40E049.hgt", test::hgt_bytes(1201, west)),
                                        folder.write("N40E050.hgt", test::hgt_bytes(1201, east))},
                             .datum = "something else"});
  CHECK(made.report.formats == "SRTM HGT");
  CHECK(made.report.datum == "EGM96");
  CHECK(made.report.ignored_datum == "something else");
  CHECK(made.report.columns == 2401);
  // Samples stand on the degree lines: the first is the north-western corner.
  CHECK(made.at(49 + 100 / 1200.0, 41 - 300 / 1200.0) == doctest::Approx(130).epsilon(1e-3));
  CHECK(made.at(50 + 100 / 1200.0, 41 - 300 / 1200.0) == doctest::Approx(1330).epsilon(1e-3));
  CHECK(made.at(49 + 2.0 / 1200, 40 + 2.0 / 1200) == doctest::Approx(2 + 119.8).epsilon(1e-2));
  CHECK(made.terrain->share(49.5, 40.5) == 0);
}

TEST_CASE("a cloud-optimised GeoTIFF: tiles, overview, floats") {
  const Folder folder;
  const Made made = convert(
      {.inputs = {folder.write(
           "cog.tif",
           test::tiff_bytes({.columns = 256,
                             .rows = 192,
                             .sample = test::TiffMade::Sample::float32,
                             .vertical = 5773,
                             .tile = 64},
                            [](int column, int row) { return slope(column, row) + 0.25; }))}});
  CHECK(made.report.datum.find("EGM96") != std::string::npos);
  for (const auto& [column, row] : {std::pair{0, 0}, {63, 63}, {64, 64}, {255, 191}})
    CHECK(made.at(49 + 0.01 * (column + 0.5), 41 - 0.01 * (row + 0.5)) ==
          doctest::Approx(slope(column, row) + 0.25).epsilon(1e-5));
}

TEST_CASE("a projected system is turned into longitudes and latitudes") {
  const Folder folder;
  // UTM 39N: 51 E is its middle, x = 500000; 40 N lies at y = 4427757.
  const Made made = convert(
      {.inputs = {folder.write(
           "utm.tif", test::tiff_bytes({.columns = 400,
                                        .rows = 400,
                                        .west = 480'000,
                                        .north = 4'447'757,
                                        .step_x = 100,
                                        .step_y = 100,
                                        .projected = 32639},
                                       [](int column, int row) { return 10.0 * column - row; }))}});
  CHECK(made.report.systems.find("UTM zone 39N") != std::string::npos);
  CHECK(made.at(51, 40) == doctest::Approx(10 * 199.5 - 199.5).epsilon(2e-3));
  // 10 km further north, 111 034 m a degree there
  CHECK(made.at(51, 40 + 10'000.0 / 111'034) == doctest::Approx(10 * 199.5 - 99.5).epsilon(2e-3));
}

TEST_CASE("terrarium tiles: the deepest level, by an own decoder") {
  const Folder folder;
  const auto plane = [](double lon, double lat) { return 20 * (lon - 45) - 7 * (lat - 40) - 28.5; };
  write_terrarium(folder.path / "tiles", 2, 2, 3, [](double, double) { return 5000.0; });
  write_terrarium(folder.path / "tiles", 6, 38, 42, plane);
  folder.write("tiles/readme.txt", "not a tile");
  const Made made =
      convert({.inputs = {(folder.path / "tiles").string()}, .clip = geo::GeoBox{36, -50, 50, 50}});
  CHECK(made.report.formats == "terrarium tiles");
  CHECK(made.report.high_m < 1000);
  CHECK(made.at(40, -45) == doctest::Approx(plane(40, -45)).epsilon(1e-3));
  CHECK(made.at(47.3, -41.2) == doctest::Approx(plane(47.3, -41.2)).epsilon(1e-3));
}

TEST_CASE("a clip, wider cells, and little memory") {
  const Folder folder;
  const std::string input = folder.write(
      "wide.tif", test::tiff_bytes({.columns = 900, .rows = 700},
                                   [](int c, int r) { return c % 100 + 3.0 * (r % 100); }));
  const Made whole = convert({.inputs = {input}});
  const Made clipped = convert({.inputs = {input},
                                .output = input + "c.terrain",
                                .clip = geo::GeoBox{50.004, 36.006, 53.996, 38.994},
                                .memory_bytes = 32 << 20,
                                .datum = "local"});
  CHECK(clipped.report.columns == 400);
  CHECK(clipped.report.rows == 300);
  CHECK(clipped.report.box.west_deg == doctest::Approx(50));
  CHECK(clipped.report.datum == "local");
  CHECK_FALSE(clipped.report.has_stated_datum);
  for (double lon = 50.1; lon < 53.9; lon += 0.173)
    for (double lat = 36.1; lat < 38.9; lat += 0.219)
      CHECK(clipped.at(lon, lat) == doctest::Approx(whole.at(lon, lat)).epsilon(1e-4));
  const Made reduced =
      convert({.inputs = {input}, .output = input + "r.terrain", .step_deg = 0.04});
  CHECK(reduced.report.columns == 225);
  // four by four cells from (40, 20): means
  CHECK(reduced.at(49 + 0.42, 41 - 0.22) == doctest::Approx(41.5 + 3 * 21.5).epsilon(1e-3));
}

TEST_CASE("work that is given up leaves no file, neither half nor whole") {
  const Folder folder;
  const std::string input =
      folder.write("wide.tif", test::tiff_bytes({.columns = 2500, .rows = 300}, slope));
  fs::create_directories(folder.path / "out");
  for (const double limit : {0.0, 0.5, 0.9}) {
    const auto report =
        import::convert_terrain({.inputs = {input}, .output = folder.path / "out/a.terrain"},
                                [&](double share) { return share < limit; });
    REQUIRE_FALSE(report.ok());
    CHECK(fs::is_empty(folder.path / "out"));
  }
  double last = 0;
  REQUIRE(import::convert_terrain({.inputs = {input}, .output = folder.path / "out/a.terrain"},
                                  [&](double share) {
                                    CHECK(share >= last);
                                    last = share;
                                    return true;
                                  })
              .ok());
  CHECK(last == doctest::Approx(1));
  CHECK(std::distance(fs::directory_iterator(folder.path / "out"), {}) == 1);
}

TEST_CASE("the reference files come out with their own values") {
  const auto shared = test::shared_dir();
  if (!shared || !fs::exists(*shared / "data")) {
    MESSAGE("skipped: no reference data beside the sources");
    return;
  }
  const Folder folder;
  const fs::path data = *shared / "data";
  const auto open = [&](const char* name) {
    return convert(
        {.inputs = {(data / name).string()}, .output = (folder.path / name).string() + ".terrain"});
  };
  const Made tiff = open("etopo2022_14arcmin_25-110E_22-60N.tif");
  const Made gebco = open("caspian_gebco_style.nc");
  const Made tiles = open("terrarium");
  CHECK(gebco.report.datum == "mean sea level");
  // The NetCDF and the GeoTIFF are the same cells: the same heights at their centres.
  double worst = 0, lowest = 0;
  for (int row = 0; row < 80; ++row)
    for (int column = 2; column < 84; ++column) {
      const double lon = 39.84375 + 0.234375 * (column + 0.5);
      const double lat = 50.09765625 - 0.17578125 * (row + 0.5);
      const double height = gebco.at(lon, lat);
      worst = std::max(worst, std::abs(height - tiff.at(lon, lat)));
      if (lon > 46 && lon < 54 && lat > 36.8) lowest = std::min(lowest, height);
      CHECK(height == doctest::Approx(std::round(height)).epsilon(1e-5));
    }
  CHECK(worst < 0.11);
  CHECK(lowest == doctest::Approx(-952).epsilon(1e-4));
  CHECK(gebco.at(50.5078125, 39.111328125) == doctest::Approx(-952).epsilon(1e-4));
  CHECK(tiff.at(50.7421875, 38.935546875) == doctest::Approx(-810).epsilon(1e-4));
  // The tiles hold the same surface, resampled.
  for (const auto& [lon, lat] : {std::pair{50.9, 38.9}, {49.3, 42.2}, {52.0, 45.0}})
    CHECK(std::abs(tiles.at(lon, lat) - tiff.at(lon, lat)) < 40);
}
