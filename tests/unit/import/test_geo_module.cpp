#include <doctest/doctest.h>

#include <cmath>
#include <fstream>
#include <sstream>

#include "core/shared_module.h"
#include "import/geo_module.h"
#include "tests/support/geo_file_bytes.h"
#include "tests/support/test_paths.h"

using namespace caspian;

namespace {

/// A slope that tells every cell from every other.
double slope(int column, int row) {
  return 100 + column + 10.0 * row;
}

struct Folder {
  std::filesystem::path path = test::scratch_dir("geo_module");
  std::string write(const std::string& name, const std::string& bytes) const {
    test::write_bytes((path / name).string(), bytes);
    return (path / name).string();
  }
};

std::unique_ptr<geofile::RasterFile> raster(const std::string& path) {
  auto opened = import::open_raster({path});
  REQUIRE_MESSAGE(opened.ok(), (opened ? "" : opened.failure().sentence));
  return std::move(opened).value();
}

float height_at(geofile::RasterFile& file, double lon, double lat, double step) {
  float height = 0;
  const Outcome read =
      file.read({lon - 0.5 * step, lat + 0.5 * step, step, step, 1, 1}, {&height, 1});
  REQUIRE_MESSAGE(read.ok(), (read ? "" : read.failure().sentence));
  return height;
}

/// Whole maps of this process that hold libgdal.
bool has_gdal_loaded() {
  std::ifstream maps("/proc/self/maps");
  std::stringstream all;
  all << maps.rdbuf();
  return all.str().find("libgdal") != std::string::npos;
}

}  // namespace

TEST_CASE("GDAL is loaded with the first file, not with the program") {
  // Other tests may have opened a file before: the program's own needs are what counts.
  std::ifstream in("/proc/self/exe", std::ios::binary);
  std::stringstream bytes;
  bytes << in.rdbuf();
  const std::string library = std::string("libgdal") + ".so";  // not to be found as written here
  CHECK(bytes.str().find(library) == std::string::npos);
  REQUIRE(import::geo_module().ok());
  CHECK(has_gdal_loaded());
}

TEST_CASE("a module that is missing is a sentence") {
  const auto missing = find_in_module("caspian_nothing", "entry");
  REQUIRE_FALSE(missing.ok());
  CHECK(missing.failure().sentence.find("caspian_nothing.so") != std::string::npos);
  CHECK_FALSE(find_in_module("caspian_gdal", "no_such_entry").ok());
}

TEST_CASE("a raster in degrees is read cell by cell, and as means where it is reduced") {
  const Folder folder;
  const auto file = raster(folder.write(
      "slope.tif", test::tiff_bytes({.columns = 40, .rows = 30, .vertical = 3855}, slope)));
  CHECK(file->facts().format == "GeoTIFF");
  CHECK(file->facts().columns == 40);
  CHECK(file->facts().box.west_deg == doctest::Approx(49));
  CHECK(file->facts().box.south_deg == doctest::Approx(40.7));
  CHECK(file->facts().datum.find("EGM2008") != std::string::npos);
  for (const auto& [column, row] : {std::pair{0, 0}, {39, 29}, {7, 12}})
    CHECK(height_at(*file, 49 + 0.01 * (column + 0.5), 41 - 0.01 * (row + 0.5), 0.01) ==
          doctest::Approx(slope(column, row)).epsilon(1e-4));
  // four by four cells from (8, 4)
  CHECK(height_at(*file, 49 + 0.01 * 10, 41 - 0.01 * 6, 0.04) ==
        doctest::Approx(slope(8, 4) + 16.5).epsilon(1e-3));
  CHECK(std::isnan(height_at(*file, 51, 41, 0.01)));
}

TEST_CASE("a projected raster is read in longitudes and latitudes") {
  const Folder folder;
  // UTM 39N: 51 E is its middle, x = 500000; 40 N lies at y = 4427757.
  const auto file = raster(folder.write(
      "utm.tif", test::tiff_bytes({.columns = 200,
                                   .rows = 200,
                                   .west = 490'000,
                                   .north = 4'437'757,
                                   .step_x = 100,
                                   .step_y = 100,
                                   .projected = 32639},
                                  [](int column, int row) { return 10.0 * column - row; })));
  CHECK(file->facts().system.find("UTM zone 39N") != std::string::npos);
  // At (51, 40): column 100, row 100 by their edges, so half a cell from the centres around.
  CHECK(height_at(*file, 51, 40, 0.0005) == doctest::Approx(995 - 99.5).epsilon(2e-3));
}

TEST_CASE("vector layers come as longitudes and latitudes with their attributes") {
  const Folder folder;
  auto opened = import::open_vector({folder.write("shapes.geojson", R"({
    "type": "FeatureCollection", "features": [
      {"type": "Feature", "properties": {"name": "berth", "depth": 7.5},
       "geometry": {"type": "Point", "coordinates": [49.9, 40.3]}},
      {"type": "Feature", "properties": {"name": "road"},
       "geometry": {"type": "LineString", "coordinates": [[49, 40], [50, 41], [51, 41]]}},
      {"type": "Feature", "properties": {"name": "bay"},
       "geometry": {"type": "Polygon", "coordinates": [
         [[49, 40], [50, 40], [50, 41], [49, 40]], [[49.6, 40.2], [49.7, 40.2], [49.7, 40.3],
         [49.6, 40.2]]]}},
      {"type": "Feature", "properties": {"name": "nothing"}, "geometry": null}]})")});
  REQUIRE_MESSAGE(opened.ok(), (opened ? "" : opened.failure().sentence));
  geofile::VectorFile& file = **opened;
  CHECK(file.format() == "GeoJSON");
  REQUIRE(file.layers().size() == 1);
  REQUIRE(file.layers()[0].fields.size() == 2);
  CHECK(file.layers()[0].fields[1].name == "depth");
  CHECK(file.layers()[0].fields[1].is_number);
  std::vector<geofile::VectorFeature> features;
  const auto count = file.read(0, [&](geofile::VectorFeature&& feature) {
    features.push_back(std::move(feature));
    return true;
  });
  REQUIRE(count.ok());
  CHECK(count->read == 3);
  CHECK(count->without_shape == 1);
  REQUIRE(features.size() == 3);
  CHECK(features[0].kind == geofile::VectorFeature::Kind::points);
  CHECK(features[0].parts[0].points[0].longitude_deg == doctest::Approx(49.9));
  CHECK(features[0].values[1] == "7.5");
  CHECK(features[1].kind == geofile::VectorFeature::Kind::lines);
  CHECK(features[1].parts[0].points.size() == 3);
  CHECK(features[1].values[1].empty());
  REQUIRE(features[2].parts.size() == 2);
  CHECK_FALSE(features[2].parts[0].is_hole);
  CHECK(features[2].parts[1].is_hole);
}

TEST_CASE("a vector file in another system is brought to degrees, one of none is refused") {
  const Folder folder;
  auto opened = import::open_vector({folder.write("utm.geojson", R"({
    "type": "FeatureCollection",
    "crs": {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::32639"}},
    "features": [{"type": "Feature", "properties": {},
      "geometry": {"type": "Point", "coordinates": [500000, 4427757]}}]})")});
  REQUIRE(opened.ok());
  geofile::LonLat place;
  REQUIRE((*opened)
              ->read(0,
                     [&](geofile::VectorFeature&& feature) {
                       place = feature.parts[0].points[0];
                       return true;
                     })
              .ok());
  CHECK(place.longitude_deg == doctest::Approx(51).epsilon(1e-6));
  CHECK(place.latitude_deg == doctest::Approx(40).epsilon(1e-5));
  for (const auto& [name, bytes] :
       {std::pair<const char*, std::string>{"text.gpkg", "not a package"},
        {"cut.gpkg", std::string("SQLite format 3\0", 16)},
        {"cut.geojson", "{\"type\": \"FeatureCollection\", \"features\": ["},
        {"empty.shp", ""},
        {"indirect.vrt",
         "<OGRVRTDataSource><OGRVRTLayer name=\"a\"><SrcDataSource>/etc/passwd"
         "</SrcDataSource></OGRVRTLayer></OGRVRTDataSource>"},
        {"head.fgb", "fgb\x03"}}) {
    const auto refused = import::open_vector({folder.write(name, bytes)});
    INFO(name);
    REQUIRE_FALSE(refused.ok());
    CHECK(refused.failure().sentence.find(name) != std::string::npos);
  }
}

TEST_CASE("layers of the reference data are read") {
  const auto shared = test::shared_dir();
  if (!shared || !std::filesystem::exists(*shared / "data")) {
    MESSAGE("skipped: no reference data beside the sources");
    return;
  }
  auto opened = import::open_vector({*shared / "data/ne10m_25-110E_22-60N.gpkg"});
  REQUIRE(opened.ok());
  CHECK((*opened)->layers().size() == 5);
  for (size_t i = 0; i < (*opened)->layers().size(); ++i) {
    int64_t points = 0;
    const auto count = (*opened)->read(i, [&](geofile::VectorFeature&& feature) {
      for (const auto& part : feature.parts) points += static_cast<int64_t>(part.points.size());
      return true;
    });
    REQUIRE(count.ok());
    CHECK(count->read == (*opened)->layers()[i].features);
    CHECK(points > 0);
  }
}
