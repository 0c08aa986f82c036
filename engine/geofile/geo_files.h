// What the GDAL module offers the program: rasters of heights and vector layers out of users'
// files, in WGS84 longitudes and latitudes. The module is a shared object of its own (see
// import/geo_module); only its files know GDAL. One file at a time, one thread at a time.
#pragma once
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "core/result.h"
#include "geo/geo_box.h"

namespace caspian::geofile {

struct RasterFacts {
  std::string format;  // "GeoTIFF", "NetCDF", "SRTM HGT"
  int64_t columns = 0, rows = 0;
  geo::GeoBox box;  // outer edges of the cells
  double step_lon_deg = 0, step_lat_deg = 0;
  std::string system;  // the file's own coordinate system
  std::string datum;   // of its heights; "" = the file does not say
  std::string title, licence, date;
};

/// A grid of cells; the first is the north-western one, rows run south.
struct RasterWindow {
  double west_deg = 0, north_deg = 0;  // outer edge of the first cell
  double step_lon_deg = 0, step_lat_deg = 0;
  int columns = 0, rows = 0;
};

class RasterFile {
 public:
  virtual ~RasterFile() = default;
  virtual const RasterFacts& facts() const = 0;
  /// Heights in metres at the cells' centres, NaN where there are none: means over the cells where
  /// they are coarser than the file's, else bicubic.
  virtual Outcome read(const RasterWindow& window, std::span<float> heights_m) = 0;
};

struct LonLat {
  double longitude_deg = 0, latitude_deg = 0;
};

struct VectorFeature {
  enum class Kind { points, lines, areas };
  /// All points of a feature are one part; a line is a part; a ring of an area is a part.
  struct Part {
    std::vector<LonLat> points;  // of a ring: the last equals the first
    bool is_hole = false;        // of the last ring before it that is none
  };
  int64_t id = 0;
  Kind kind = Kind::points;
  std::vector<Part> parts;
  std::vector<std::string> values;  // as text, one for each field of the layer; "" = none
};

struct VectorField {
  std::string name;
  bool is_number = false;
};

struct VectorLayer {
  std::string name;
  std::string system;  // its own coordinate system
  std::vector<VectorField> fields;
  int64_t features = -1;  // -1 = the file does not say
};

struct VectorCount {
  int64_t read = 0;
  int64_t without_shape = 0;  // no geometry, or one that is no point, line or area
  int64_t off_the_globe = 0;  // could not be brought to longitudes and latitudes
};

class VectorFile {
 public:
  virtual ~VectorFile() = default;
  virtual const std::string& format() const = 0;
  virtual const std::vector<VectorLayer>& layers() const = 0;
  /// Hands out the features of a layer, in the file's order, until `take` says false.
  virtual Result<VectorCount> read(size_t layer,
                                   const std::function<bool(VectorFeature&&)>& take) = 0;
};

struct OpenOptions {
  std::filesystem::path path;
  uint64_t memory_bytes = 256ull << 20;  // for what the file's library keeps
};

constexpr uint32_t k_module_version = 1;

struct Module {
  uint32_t version = k_module_version;
  /// GeoTIFF and COG, NetCDF, SRTM HGT.
  Result<std::unique_ptr<RasterFile>> (*open_raster)(const OpenOptions&) = nullptr;
  /// GeoPackage, GeoJSON, Shapefile, FlatGeobuf. Layers without any shape are left out.
  Result<std::unique_ptr<VectorFile>> (*open_vector)(const OpenOptions&) = nullptr;
};

constexpr const char* k_module_name = "caspian_gdal";
constexpr const char* k_module_symbol = "caspian_geofile_module";
using ModuleFunction = const Module* (*)();

}  // namespace caspian::geofile
