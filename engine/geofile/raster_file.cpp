// What a raster must be to be heights, and its windows through GDAL's warper.
#include "geofile/raster_file.h"

#include <cpl_conv.h>
#include <cpl_string.h>
#include <gdal_alg.h>
#include <gdal_utils.h>

#include <array>
#include <cmath>
#include <limits>

#include "geofile/gdal_session.h"
#include "geofile/netcdf_variable.h"

namespace caspian::geofile {
namespace {

// Heights of this earth in metres, with room for mistakes of a model; anything else is no height.
constexpr double k_lowest_m = -12'000, k_highest_m = 9'500;
constexpr double k_finest_step_deg = 1e-7;  // a centimetre
constexpr double k_averaged_beyond = 1.5;   // steps of the file

struct Format {
  const char* driver;
  const char* name;
};

const Format* format_of(const std::filesystem::path& path) {
  static constexpr Format k_tiff{"GTiff", "GeoTIFF"}, k_netcdf{"netCDF", "NetCDF"},
      k_hgt{"SRTMHGT", "SRTM HGT"};
  const std::string bytes = first_bytes(path, 8);
  const auto begins = [&bytes](std::string_view magic) { return bytes.starts_with(magic); };
  if (lower_extension(path) == ".hgt") return &k_hgt;
  for (const std::string_view magic : {std::string_view("II*\0", 4), std::string_view("MM\0*", 4),
                                       std::string_view("II+\0", 4), std::string_view("MM\0+", 4)})
    if (begins(magic)) return &k_tiff;
  for (const std::string_view magic : {"CDF\x01", "CDF\x02", "CDF\x05", "\x89HDF\r\n\x1a\n"})
    if (begins(magic)) return &k_netcdf;
  return nullptr;
}

/// An HGT file says where it lies by its name and how fine it is by its size.
Outcome check_hgt(const std::filesystem::path& path) {
  const std::string name = path.filename().string();
  const auto digits = [&name](size_t from, size_t count) {
    int value = 0;
    for (size_t i = from; i < from + count; ++i) {
      if (name[i] < '0' || name[i] > '9') return -1;
      value = 10 * value + (name[i] - '0');
    }
    return value;
  };
  const auto is_one_of = [](char c, std::string_view all) { return all.find(c) != all.npos; };
  const bool is_named = name.size() == 11 && is_one_of(name[0], "NSns") &&
                        is_one_of(name[3], "EWew") && digits(1, 2) >= 0 && digits(1, 2) <= 90 &&
                        digits(4, 3) >= 0 && digits(4, 3) <= 180;
  if (!is_named)
    return Failure{path.string() +
                   ": found a name that says no place, expected one like "
                   "N40E049.hgt (its south-western corner)"};
  std::error_code error;
  const uint64_t size = std::filesystem::file_size(path, error);
  for (const uint64_t side : {1201u, 3601u})
    if (size == side * side * 2) return Done{};
  return Failure{path.string() + ": found " + std::to_string(size) +
                 " bytes, expected 2884802 (1201 x 1201 samples, 3\") or 25934402 (3601 x 3601, "
                 "1\")"};
}

std::string metadata(GDALMajorObjectH object, const char* key, const char* domain = nullptr) {
  const char* text = GDALGetMetadataItem(object, key, domain);
  return text ? text : "";
}

std::string first_of(GDALDatasetH dataset, std::initializer_list<const char*> keys) {
  for (const char* key : keys)
    if (std::string text = metadata(dataset, key); !text.empty()) return text;
  return "";
}

/// Metres in the unit of a band's heights; 0 when it is none of length.
double metres_of(const std::string& unit) {
  static constexpr std::pair<std::string_view, double> k_units[] = {
      {"", 1},
      {"m", 1},
      {"metre", 1},
      {"metres", 1},
      {"meter", 1},
      {"meters", 1},
      {"M", 1},
      {"ft", 0.3048},
      {"foot", 0.3048},
      {"feet", 0.3048},
      {"us-ft", 1200.0 / 3937.0},
      {"US survey foot", 1200.0 / 3937.0},
      {"dm", 0.1},
      {"cm", 0.01},
      {"km", 1000}};
  for (const auto& [name, metres] : k_units)
    if (unit == name) return metres;
  return 0;
}

/// Names of the datum of heights in a NetCDF file's attributes.
std::string datum_of_attributes(GDALDatasetH dataset, GDALRasterBandH band) {
  for (const char* key : {"vertical_datum", "vert_datum", "vert_crs_name", "vertical_crs",
                          "geoid_name", "geopotential_datum_name", "datum"})
    for (const GDALMajorObjectH object :
         {static_cast<GDALMajorObjectH>(band), static_cast<GDALMajorObjectH>(dataset)})
      for (const std::string& prefix :
           {std::string(), std::string("NC_GLOBAL#"), std::string("crs#")})
        if (std::string text = metadata(object, (prefix + key).c_str()); !text.empty()) return text;
  const std::string standard = metadata(band, "standard_name");
  if (standard == "height_above_mean_sea_level") return "mean sea level";
  if (standard == "height_above_geopotential_datum" || standard == "altitude") return "geoid";
  if (standard == "height_above_reference_ellipsoid") return "WGS 84 ellipsoid";
  return "";
}

std::string datum_of(GDALDatasetH dataset, GDALRasterBandH band, OGRSpatialReferenceH system,
                     const Format& format) {
  for (const char* node : {"VERT_DATUM", "VDATUM", "VERT_CS"})
    if (const char* text = OSRGetAttrValue(system, node, 0)) return text;
  if (format.driver == std::string("SRTMHGT")) return "EGM96";  // of the format
  return datum_of_attributes(dataset, band);
}

class OpenRaster : public RasterFile {
 public:
  OpenRaster(const OpenOptions& options, const Format& format)
      : name_(options.path.string()), format_(format), memory_bytes_(options.memory_bytes) {}

  const RasterFacts& facts() const override { return facts_; }

  Outcome open(const std::filesystem::path& path) {
    std::string name = gdal_name(path);
    const bool is_netcdf = format_.driver == std::string("netCDF");
    if (is_netcdf) {
      const Result<HeightVariable> variable = height_variable(path);
      if (!variable) return variable.failure();
      name = "NETCDF:\"" + name + "\":" + variable->name;
      is_in_degrees_ = variable->is_in_degrees;
    }
    const char* const drivers[] = {format_.driver, nullptr};
    dataset_.reset(
        GDALOpenEx(name.c_str(), GDAL_OF_RASTER | GDAL_OF_READONLY, drivers, nullptr, nullptr));
    if (!dataset_)
      return Failure{name_ + ": cannot be read as " + format_.name + " (" + gdal_message() +
                     "), expected a whole file"};
    for (const auto check : {&OpenRaster::check_band, &OpenRaster::check_place})
      if (const Outcome passed = (this->*check)(); !passed) return passed;
    return Done{};
  }

  Outcome read(const RasterWindow& window, std::span<float> heights_m) override {
    try {
      return read_window(window, heights_m);
    } catch (const std::exception& problem) {
      return Failure{name_ + ": cannot be read (" + problem.what() + ")"};
    }
  }

 private:
  GDALDatasetH handle() const { return dataset_.get(); }
  GDALRasterBandH band() const { return GDALGetRasterBand(dataset_.get(), 1); }

  Outcome check_size();
  Outcome check_band();
  Outcome check_place();
  Outcome find_box(OGRSpatialReferenceH system, const std::array<double, 6>& place);
  Outcome read_window(const RasterWindow& window, std::span<float> heights_m);
  bool is_aligned(const RasterWindow& window) const;
  Outcome warp(const RasterWindow& window, const char* method, std::span<float> values) const;

  std::string name_;
  Format format_;
  uint64_t memory_bytes_;
  Dataset dataset_;
  RasterFacts facts_;
  double scale_ = 1, offset_ = 0;  // from raw values to metres
  bool is_in_degrees_ = false, is_wgs84_assumed_ = false;
  bool is_plain_ = false;  // its cells are longitudes and latitudes as they stand
};

/// A head can promise any size; what the file holds cannot be much smaller than that.
Outcome OpenRaster::check_size() {
  constexpr double k_small_bytes = 64e6, k_most_packed = 5'000;
  std::error_code error;
  const auto size = static_cast<double>(std::filesystem::file_size(name_, error));
  const double cells = static_cast<double>(facts_.columns) * static_cast<double>(facts_.rows);
  const double bytes = cells * GDALGetDataTypeSizeBytes(GDALGetRasterDataType(band()));
  const std::string sides = std::to_string(facts_.columns) + " x " + std::to_string(facts_.rows);
  if (bytes > k_small_bytes && bytes > k_most_packed * size)
    return Failure{name_ + ": its head promises " + sides + " cells, found " +
                   std::to_string(static_cast<int64_t>(size)) + " bytes, expected more"};
  // A block that is nowhere in the file is a hole, which a file without a mark for holes has not.
  int has_nodata = 0, block_x = 1, block_y = 1;
  GDALGetRasterNoDataValue(band(), &has_nodata);
  GDALGetBlockSize(band(), &block_x, &block_y);
  const std::string last = "BLOCK_OFFSET_" + std::to_string((facts_.columns - 1) / block_x) + "_" +
                           std::to_string((facts_.rows - 1) / block_y);
  if (format_.driver == std::string("GTiff") && !has_nodata &&
      metadata(band(), last.c_str(), "TIFF").empty())
    return Failure{name_ + ": its head promises " + sides +
                   " cells, found no data for the last of them, expected a whole file"};
  return Done{};
}

Outcome OpenRaster::check_band() {
  facts_.format = format_.name;
  facts_.columns = GDALGetRasterXSize(handle());
  facts_.rows = GDALGetRasterYSize(handle());
  const int count = GDALGetRasterCount(handle());
  if (count < 1) return Failure{name_ + ": found no raster, expected a grid of heights"};
  if (const Outcome whole = check_size(); !whole) return whole;
  const GDALDataType type = GDALGetRasterDataType(band());
  const std::string bands = std::to_string(count) + " bands";
  if (count > 2 || (count == 2 && GDALGetRasterColorInterpretation(
                                      GDALGetRasterBand(handle(), 2)) != GCI_AlphaBand))
    return Failure{name_ + ": found " + bands + (type == GDT_Byte ? " of 8 bits, a picture" : "") +
                   ", expected one band of heights"};
  if (GDALGetRasterColorTable(band()))
    return Failure{name_ + ": found a palette of colours, expected heights in metres"};
  if (type == GDT_Byte)
    return Failure{name_ + ": found grey levels of 8 bits, expected heights in metres"};
  if (GDALDataTypeIsComplex(type))
    return Failure{name_ + ": found complex numbers, expected heights in metres"};
  const std::string unit = GDALGetRasterUnitType(band());
  const double metres = metres_of(unit);
  if (metres == 0)
    return Failure{name_ + ": found values in `" + unit + "`, expected heights in metres or feet"};
  int has_scale = 0, has_offset = 0;
  const double scale = GDALGetRasterScale(band(), &has_scale);
  const double offset = GDALGetRasterOffset(band(), &has_offset);
  scale_ = metres * (has_scale && std::isfinite(scale) && scale != 0 ? scale : 1.0);
  offset_ = metres * (has_offset && std::isfinite(offset) ? offset : 0.0);
  return Done{};
}

Outcome OpenRaster::check_place() {
  std::array<double, 6> place{};
  const bool has_place = GDALGetGeoTransform(handle(), place.data()) == CE_None;
  OGRSpatialReferenceH system = GDALGetSpatialRef(handle());
  const System assumed = longitude_latitude();
  is_wgs84_assumed_ = !system && is_in_degrees_;
  if (is_wgs84_assumed_) system = handle_of(assumed);
  if (!has_place)
    return Failure{name_ + (GDALGetGCPCount(handle()) > 0
                                ? ": found control points only, expected a georeferenced grid"
                                : ": found no georeference (where on the earth its cells lie), "
                                  "expected one")};
  if (!system)
    return Failure{name_ + ": found no coordinate system, expected one (any that PROJ knows)"};
  if (OSRIsLocal(system))
    return Failure{name_ + ": found a local coordinate system, expected one of the earth"};
  for (const double value : place)
    if (!std::isfinite(value) || std::abs(value) > 1e9)
      return Failure{name_ +
                     ": found a georeference with impossible numbers, expected one on the "
                     "earth"};
  if (place[1] * place[5] - place[2] * place[4] == 0)
    return Failure{name_ + ": found cells without extent, expected a grid"};
  facts_.system = system_name(system);
  facts_.datum = datum_of(handle(), band(), system, format_);
  facts_.title = first_of(handle(), {"NC_GLOBAL#title", "TIFFTAG_IMAGEDESCRIPTION"});
  facts_.licence =
      first_of(handle(), {"NC_GLOBAL#license", "NC_GLOBAL#licence", "TIFFTAG_COPYRIGHT"});
  facts_.date = first_of(handle(), {"NC_GLOBAL#date_created", "TIFFTAG_DATETIME"});
  return find_box(system, place);
}

/// Where the cells lie in degrees: as they are in WGS84, else where their corners and edges go.
Outcome OpenRaster::find_box(OGRSpatialReferenceH system, const std::array<double, 6>& place) {
  const System target = longitude_latitude();
  constexpr double k_degree_rad = 0.017453292519943295;
  const bool is_wgs84 = OSRIsGeographic(system) && OSRIsSameGeogCS(system, handle_of(target)) &&
                        std::abs(OSRGetAngularUnits(system, nullptr) - k_degree_rad) < 1e-12;
  const bool is_upright = place[2] == 0 && place[4] == 0;
  std::array<double, 6> out = place;
  double columns = static_cast<double>(facts_.columns), rows = static_cast<double>(facts_.rows);
  is_plain_ = is_upright && is_wgs84;
  if (!is_plain_) {
    char* text = nullptr;
    OSRExportToWkt(handle_of(target), &text);
    const std::unique_ptr<char, decltype(&CPLFree)> wkt(text, CPLFree);
    void* transformer =
        GDALCreateGenImgProjTransformer(handle(), nullptr, nullptr, wkt.get(), 0, 0.0, 0);
    int out_columns = 0, out_rows = 0;
    const bool is_known =
        transformer && GDALSuggestedWarpOutput(handle(), GDALGenImgProjTransform, transformer,
                                               out.data(), &out_columns, &out_rows) == CE_None;
    if (transformer) GDALDestroyGenImgProjTransformer(transformer);
    if (!is_known)
      return Failure{name_ + ": its place cannot be turned into longitudes and latitudes (" +
                     gdal_message() + ")"};
    columns = out_columns;
    rows = out_rows;
  }
  facts_.step_lon_deg = std::abs(out[1]);
  facts_.step_lat_deg = std::abs(out[5]);
  const double east = out[0] + columns * out[1], south = out[3] + rows * out[5];
  facts_.box = {std::min(out[0], east), std::min(out[3], south), std::max(out[0], east),
                std::max(out[3], south)};
  const geo::GeoBox& box = facts_.box;
  if (!(box.west_deg > -181 && box.east_deg < 181 && box.south_deg > -91 && box.north_deg < 91))
    return Failure{name_ + ": found a grid from " + std::to_string(box.west_deg) + " " +
                   std::to_string(box.south_deg) + " to " + std::to_string(box.east_deg) + " " +
                   std::to_string(box.north_deg) +
                   ", expected longitudes from -180 to 180 and latitudes from -90 to 90"};
  if (facts_.step_lon_deg < k_finest_step_deg || facts_.step_lat_deg < k_finest_step_deg)
    return Failure{name_ + ": found cells smaller than a centimetre, expected a terrain"};
  return Done{};
}

/// The window's cells are cells of the file.
bool OpenRaster::is_aligned(const RasterWindow& window) const {
  constexpr double k_slack = 1e-4;  // of a cell
  const auto is_whole = [](double cells) { return std::abs(cells - std::round(cells)) < k_slack; };
  const auto is_same = [](double a, double b) { return std::abs(a - b) < 1e-9 * b; };
  return is_plain_ && is_same(window.step_lon_deg, facts_.step_lon_deg) &&
         is_same(window.step_lat_deg, facts_.step_lat_deg) &&
         is_whole((window.west_deg - facts_.box.west_deg) / facts_.step_lon_deg) &&
         is_whole((facts_.box.north_deg - window.north_deg) / facts_.step_lat_deg);
}

/// Raw values at the window's cells by one of GDAL's methods, NaN = none.
Outcome OpenRaster::warp(const RasterWindow& window, const char* method,
                         std::span<float> values) const {
  CPLStringList words;
  const auto add = [&words](std::initializer_list<std::string> more) {
    for (const std::string& word : more) words.AddString(word.c_str());
  };
  add({"-r", method, "-ovr", "NONE", "-et", "0.02", "-novshift"});
  add({"-dstnodata", "nan", "-wo", "INIT_DEST=NO_DATA"});
  add({"-wm", std::to_string(memory_bytes_ / 4)});
  if (is_wgs84_assumed_) add({"-s_srs", "EPSG:4326"});
  int has_nodata = 0;
  GDALGetRasterNoDataValue(band(), &has_nodata);
  // What files use that do not say so; never heights.
  const GDALDataType type = GDALGetRasterDataType(band());
  if (!has_nodata && type == GDT_Int16) add({"-srcnodata", "-32768"});
  if (!has_nodata && GDALDataTypeIsFloating(type)) add({"-srcnodata", "-9999"});

  Dataset made(GDALCreate(GDALGetDriverByName("MEM"), "", window.columns, window.rows, 1,
                          GDT_Float32, nullptr));
  if (!made) return Failure{name_ + ": cannot be read (" + gdal_message() + ")"};
  const System target = longitude_latitude();
  std::array<double, 6> place{window.west_deg,     window.step_lon_deg, 0, window.north_deg, 0,
                              -window.step_lat_deg};
  GDALSetGeoTransform(made.get(), place.data());
  GDALSetSpatialRef(made.get(), handle_of(target));
  GDALSetRasterNoDataValue(GDALGetRasterBand(made.get(), 1), std::nan(""));
  GDALFillRaster(GDALGetRasterBand(made.get(), 1), std::nan(""), 0);  // also where no source is
  const std::unique_ptr<GDALWarpAppOptions, decltype(&GDALWarpAppOptionsFree)> options(
      GDALWarpAppOptionsNew(words.List(), nullptr), GDALWarpAppOptionsFree);
  GDALDatasetH source = handle();
  int misused = 0;
  GDALWarp(nullptr, made.get(), 1, &source, options.get(), &misused);
  const bool is_read =
      !has_failed() &&
      GDALRasterIO(GDALGetRasterBand(made.get(), 1), GF_Read, 0, 0, window.columns, window.rows,
                   values.data(), window.columns, window.rows, GDT_Float32, 0, 0) == CE_None;
  if (!is_read || has_failed())
    return Failure{name_ + ": its cells cannot be read (" + gdal_message() +
                   "), expected a whole file"};
  return Done{};
}

Outcome OpenRaster::read_window(const RasterWindow& window, std::span<float> heights_m) {
  const size_t count = static_cast<size_t>(window.columns) * static_cast<size_t>(window.rows);
  constexpr float k_none = std::numeric_limits<float>::quiet_NaN();
  if (heights_m.size() < count) return Failure{name_ + ": window without room"};
  heights_m = heights_m.first(count);
  std::fill(heights_m.begin(), heights_m.end(), k_none);
  const geo::GeoBox asked{window.west_deg, window.north_deg - window.rows * window.step_lat_deg,
                          window.west_deg + window.columns * window.step_lon_deg, window.north_deg};
  if (facts_.box.within(asked).is_empty()) return Done{};
  set_up_gdal();
  GDALSetCacheMax64(static_cast<GIntBig>(memory_bytes_ / 2));
  const bool is_reduced = window.step_lon_deg > k_averaged_beyond * facts_.step_lon_deg ||
                          window.step_lat_deg > k_averaged_beyond * facts_.step_lat_deg;
  const bool is_same = is_aligned(window);
  const char* method = is_same ? "near" : is_reduced ? "average" : "cubic";
  if (const Outcome read = warp(window, method, heights_m); !read) return read;
  if (!is_same && !is_reduced) {
    // Cubic curves grow over holes: what lies in one stays without a height.
    std::vector<float> nearest(count, k_none);
    if (const Outcome read = warp(window, "near", nearest); !read) return read;
    for (size_t i = 0; i < count; ++i)
      if (!std::isfinite(nearest[i])) heights_m[i] = k_none;
  }
  for (float& height : heights_m) {
    const double metres = scale_ * static_cast<double>(height) + offset_;
    height = metres >= k_lowest_m && metres <= k_highest_m ? static_cast<float>(metres) : k_none;
  }
  return Done{};
}

}  // namespace

Result<std::unique_ptr<RasterFile>> open_raster_file(const OpenOptions& options) {
  const std::string name = options.path.string();
  if (const Outcome readable = check_readable(options.path); !readable) return readable.failure();
  const Format* format = format_of(options.path);
  if (!format)
    return Failure{name +
                   ": found none of the known first bytes, expected a GeoTIFF, NetCDF or SRTM HGT "
                   "file"};
  if (format->driver == std::string("SRTMHGT"))
    if (const Outcome named = check_hgt(options.path); !named) return named.failure();
  set_up_gdal();
  auto file = std::make_unique<OpenRaster>(options, *format);
  if (const Outcome opened = file->open(options.path); !opened) return opened.failure();
  return std::unique_ptr<RasterFile>(std::move(file));
}

}  // namespace caspian::geofile
