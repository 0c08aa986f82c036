#include <doctest/doctest.h>
#include <unistd.h>

#include <cmath>
#include <cstring>

#include "core/png.h"
#include "import/terrain_convert.h"
#include "tests/support/geo_file_bytes.h"
#include "tests/support/test_paths.h"

using namespace caspian;

namespace {

namespace fs = std::filesystem;

double slope(int column, int row) {
  return 100 + column + 10.0 * row;
}

class Refusals {
 public:
  fs::path folder = test::scratch_dir("terrain_refusals");

  std::string write(const std::string& name, const std::string& bytes) const {
    fs::create_directories((folder / name).parent_path());
    test::write_bytes((folder / name).string(), bytes);
    return (folder / name).string();
  }
  /// The sentence names the file and holds the words; nothing is left behind.
  void expect(const std::string& input, const std::string& words) {
    const std::string output = (folder / "out/made.terrain").string();
    fs::create_directories(folder / "out");
    const auto report =
        import::convert_terrain({.inputs = {input}, .output = output}, [](double) { return true; });
    INFO(input);
    REQUIRE_FALSE(report.ok());
    const std::string& sentence = report.failure().sentence;
    INFO(sentence);
    CHECK(report.failure().kind == Failure::Kind::data);
    CHECK(sentence.find(fs::path(input).filename().string()) != std::string::npos);
    CHECK(sentence.find("expected") != std::string::npos);
    CHECK(sentence.find(words) != std::string::npos);
    CHECK(sentence.find('\n') == std::string::npos);
    CHECK(fs::is_empty(folder / "out"));
    ++count;
  }
  int count = 0;
};

/// A TIFF whose head claims another width and height than it holds.
std::string lying_tiff(uint32_t side) {
  std::string bytes = test::tiff_bytes({}, slope);
  for (size_t i = 0; i + 12 <= bytes.size(); ++i) {
    uint16_t tag = 0, type = 0;
    uint32_t count = 0;
    std::memcpy(&tag, bytes.data() + i, 2);
    std::memcpy(&type, bytes.data() + i + 2, 2);
    std::memcpy(&count, bytes.data() + i + 4, 4);
    if ((tag == 256 || tag == 257) && type == 4 && count == 1)
      std::memcpy(bytes.data() + i + 8, &side, 4);
  }
  return bytes;
}

test::NetcdfMade grid() {
  return test::grid_netcdf("elevation", 20, 20, 49, 40, 0.01, true, slope);
}

}  // namespace

TEST_CASE("broken files and files that are no heights are refused, each with a sentence") {
  Refusals refuse;
  using Sample = test::TiffMade::Sample;
  const std::string good = test::tiff_bytes({.columns = 64, .rows = 64}, slope);

  // no file, or no whole one
  refuse.expect((refuse.folder / "nowhere.tif").string(), "cannot be opened");
  refuse.expect(refuse.write("empty.tif", ""), "empty");
  refuse.expect(refuse.write("text.tif", "these are no heights\n"), "first bytes");
  refuse.expect(refuse.write("head.tif", good.substr(0, 8)), "whole file");
  refuse.expect(refuse.write("half.tif", good.substr(0, good.size() / 2)), "whole file");
  refuse.expect(refuse.write("magic.tif", "XX" + good.substr(2)), "first bytes");
  const std::string netcdf = test::netcdf_bytes(grid());
  refuse.expect(refuse.write("half.nc", netcdf.substr(0, 100)), "whole file");
  refuse.expect(refuse.write("hdf.nc", "\x89HDF\r\n\x1a\n and nothing more"), "whole file");
  refuse.expect(refuse.write("huge.tif", lying_tiff(2'000'000'000)), "");
  refuse.expect(refuse.write("lying.tif", lying_tiff(60'000)), "");

  // not where on the earth
  refuse.expect(refuse.write("nowhere_on_earth.tif",
                             test::tiff_bytes({.geographic = 0, .has_place = false}, slope)),
                "no georeference");
  refuse.expect(refuse.write("no_system.tif", test::tiff_bytes({.geographic = 0}, slope)),
                "no coordinate system");
  refuse.expect(refuse.write("nan_place.tif", test::tiff_bytes({.west = NAN}, slope)), "");
  refuse.expect(refuse.write("far.tif", test::tiff_bytes({.west = 1e12}, slope)), "impossible");
  refuse.expect(refuse.write("off_globe.tif", test::tiff_bytes({.west = 300}, slope)),
                "longitudes from -180 to 180");
  refuse.expect(refuse.write("pole.tif", test::tiff_bytes({.north = 140}, slope)),
                "latitudes from -90 to 90");

  // not heights
  refuse.expect(
      refuse.write("photo.tif",
                   test::tiff_bytes({.bands = 3, .sample = Sample::byte, .is_rgb = true}, slope)),
      "picture");
  refuse.expect(refuse.write("grey.tif", test::tiff_bytes({.sample = Sample::byte}, slope)),
                "grey levels");
  refuse.expect(refuse.write("void.tif", test::tiff_bytes({.sample = Sample::float32},
                                                          [](int, int) { return NAN; })),
                "no cell with a height");
  refuse.expect(refuse.write("stars.tif", test::tiff_bytes({.sample = Sample::float32},
                                                           [](int, int) { return 1e30; })),
                "no cell with a height");

  // NetCDF without the right variable, dimensions or order
  test::NetcdfMade other = grid();
  other.variables[2].name = "temperature";
  refuse.expect(refuse.write("warm.nc", test::netcdf_bytes(other)), "temperature");
  other = grid();
  other.dimensions = {{"a", 20}, {"b", 20}};
  other.variables[2].dimensions = {"a", "b"};
  other.variables.erase(other.variables.begin(), other.variables.begin() + 2);
  refuse.expect(refuse.write("placeless.nc", test::netcdf_bytes(other)), "lat and lon");
  other = grid();
  other.variables[2].dimensions = {"lon", "lat"};
  refuse.expect(refuse.write("swapped.nc", test::netcdf_bytes(other)), "by longitude");
  other = grid();
  other.variables[2].texts = {{"units", "kelvin"}};
  refuse.expect(refuse.write("kelvin.nc", test::netcdf_bytes(other)), "kelvin");

  // HGT with another name or size
  refuse.expect(refuse.write("elevation.hgt", std::string(1201 * 1201 * 2, '\0')), "N40E049.hgt");
  refuse.expect(refuse.write("N40E049.hgt", std::string(1200 * 1200 * 2, '\0')), "2884802");

  // folders
  fs::create_directories(refuse.folder / "nothing");
  refuse.expect((refuse.folder / "nothing").string(), "terrarium");
  refuse.write("pictures/3/4/2.png", "no picture");
  refuse.expect((refuse.folder / "pictures").string(), "2.png");
  Image small{{16, 16}, std::vector<uint8_t>(16 * 16 * 4, 200)};
  fs::create_directories(refuse.folder / "small/3/4");
  REQUIRE(write_png(refuse.folder / "small/3/4/2.png", small).ok());
  refuse.expect((refuse.folder / "small").string(), "256 x 256");

  // what points elsewhere
  refuse.expect(refuse.write("elsewhere.vrt",
                             "<VRTDataset rasterXSize=\"4\" rasterYSize=\"4\"><VRTRasterBand "
                             "dataType=\"Int16\" band=\"1\"><SimpleSource><SourceFilename>"
                             "/vsicurl/http://localhost/a.tif</SourceFilename></SimpleSource>"
                             "</VRTRasterBand></VRTDataset>"),
                "first bytes");
  refuse.expect("/vsicurl/http://localhost/a.tif", "cannot be opened");
  refuse.expect("/dev/zero", "plain file");
  CHECK(refuse.count >= 30);
}

TEST_CASE("a file that may not be read is refused") {
  Refusals refuse;
  const std::string file = refuse.write("closed.tif", test::tiff_bytes({}, slope));
  fs::permissions(refuse.folder, fs::perms::all);
  fs::permissions(file, fs::perms::none);
  fs::create_directories(refuse.folder / "out");
  fs::permissions(refuse.folder / "out", fs::perms::all);
  // Root may read anything: become nobody for a moment.
  const uid_t nobody = 65534;
  const bool is_root = ::geteuid() == 0;
  if (is_root) REQUIRE(::seteuid(nobody) == 0);
  const bool is_closed = ::access(file.c_str(), R_OK) != 0 || is_root;
  const auto report = import::convert_terrain(
      {.inputs = {file}, .output = refuse.folder / "out/a.terrain"}, [](double) { return true; });
  if (is_root) REQUIRE(::seteuid(0) == 0);
  REQUIRE(is_closed);
  REQUIRE_FALSE(report.ok());
  CHECK(report.failure().sentence.find("Permission denied") != std::string::npos);
}

TEST_CASE("an output that cannot be written is one") {
  Refusals refuse;
  const std::string file = refuse.write("fine.tif", test::tiff_bytes({}, slope));
  const auto report =
      import::convert_terrain({.inputs = {file}, .output = refuse.folder / "no/such/a.terrain"},
                              [](double) { return true; });
  REQUIRE_FALSE(report.ok());
  CHECK(report.failure().kind == Failure::Kind::output);
}
