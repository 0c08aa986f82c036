// Reads dimensions and attributes through GDAL's multidimensional side.
#include "geofile/netcdf_variable.h"

#include <cpl_conv.h>
#include <cpl_string.h>

#include <algorithm>
#include <memory>
#include <vector>

#include "geofile/gdal_session.h"

namespace caspian::geofile {
namespace {

struct Release {
  void operator()(GDALGroupH group) const { GDALGroupRelease(group); }
  void operator()(GDALMDArrayH array) const { GDALMDArrayRelease(array); }
};
template <typename Handle>
using Held = std::unique_ptr<std::remove_pointer_t<Handle>, Release>;

std::string lower(std::string text) {
  for (char& c : text)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return text;
}

bool is_one_of(const std::string& text, std::initializer_list<const char*> words) {
  return std::any_of(words.begin(), words.end(), [&](const char* word) { return text == word; });
}

std::string attribute(GDALMDArrayH array, const char* name) {
  GDALAttributeH found = GDALMDArrayGetAttribute(array, name);
  if (!found) return "";
  const char* text = GDALAttributeReadAsString(found);
  std::string value = text ? text : "";
  GDALAttributeRelease(found);
  return value;
}

enum class Axis { none, x, y };

struct Dimension {
  Axis axis = Axis::none;
  bool is_in_degrees = false;
};

/// By the units of its own variable, else by its name.
Dimension read_dimension(GDALDimensionH dimension) {
  std::string unit, standard;
  if (const Held<GDALMDArrayH> values{GDALDimensionGetIndexingVariable(dimension)}) {
    unit = lower(GDALMDArrayGetUnit(values.get()));
    if (unit.empty()) unit = lower(attribute(values.get(), "units"));
    standard = attribute(values.get(), "standard_name");
  }
  const std::string name = lower(GDALDimensionGetName(dimension));
  const bool is_in_degrees = unit.starts_with("degree");
  if (unit.starts_with("degrees_e") || unit.starts_with("degree_e") || standard == "longitude" ||
      standard == "projection_x_coordinate")
    return {Axis::x, is_in_degrees};
  if (unit.starts_with("degrees_n") || unit.starts_with("degree_n") || standard == "latitude" ||
      standard == "projection_y_coordinate")
    return {Axis::y, is_in_degrees};
  if (is_one_of(name, {"lon", "longitude", "long", "x", "easting"}))
    return {Axis::x, is_in_degrees};
  if (is_one_of(name, {"lat", "latitude", "y", "northing"})) return {Axis::y, is_in_degrees};
  return {};
}

bool is_height(const std::string& name, GDALMDArrayH array) {
  const std::string plain = lower(name), standard = attribute(array, "standard_name");
  if (is_one_of(plain, {"elevation", "z", "band1", "topo", "height", "altitude", "bathymetry",
                        "bedrock", "surface", "dem", "elev", "hgt"}))
    return true;
  return standard.starts_with("height_above") || standard == "altitude" ||
         standard == "surface_altitude";
}

enum class Order { right, wrong, none };

Order order_of(GDALMDArrayH array, bool& is_in_degrees) {
  size_t count = 0;
  GDALDimensionH* dimensions = GDALMDArrayGetDimensions(array, &count);
  Order order = Order::none;
  if (count == 2) {
    const Dimension first = read_dimension(dimensions[0]), second = read_dimension(dimensions[1]);
    if (first.axis == Axis::y && second.axis == Axis::x) order = Order::right;
    if (first.axis == Axis::x && second.axis == Axis::y) order = Order::wrong;
    is_in_degrees = first.is_in_degrees && second.is_in_degrees;
  }
  GDALReleaseDimensions(dimensions, count);
  return order;
}

}  // namespace

Result<HeightVariable> height_variable(const std::filesystem::path& path) {
  const std::string file = path.string();
  const char* const drivers[] = {"netCDF", nullptr};
  const Dataset dataset(GDALOpenEx(gdal_name(path).c_str(),
                                   GDAL_OF_MULTIDIM_RASTER | GDAL_OF_READONLY, drivers, nullptr,
                                   nullptr));
  const Held<GDALGroupH> root{dataset ? GDALDatasetGetRootGroup(dataset.get()) : nullptr};
  if (!root)
    return Failure{file + ": cannot be read as NetCDF (" + gdal_message() +
                   "), expected a whole file"};
  const CPLStringList names(GDALGroupGetMDArrayNames(root.get(), nullptr));
  std::string all;
  bool has_swapped = false, has_placeless = false;
  for (int i = 0; i < names.Count(); ++i) {
    const Held<GDALMDArrayH> array{GDALGroupOpenMDArray(root.get(), names[i], nullptr)};
    if (!array) continue;
    all += (all.empty() ? "" : ", ") + std::string(names[i]);
    if (!is_height(names[i], array.get())) continue;
    bool is_in_degrees = false;
    const Order order = order_of(array.get(), is_in_degrees);
    if (order == Order::right) return HeightVariable{names[i], is_in_degrees};
    has_swapped = has_swapped || order == Order::wrong;
    has_placeless = has_placeless || order == Order::none;
  }
  if (has_swapped)
    return Failure{file +
                   ": found heights by longitude, then latitude, expected them by latitude, "
                   "then longitude"};
  if (has_placeless)
    return Failure{file +
                   ": found heights that do not lie along latitude and longitude, expected "
                   "the dimensions lat and lon"};
  return Failure{file + ": found " + (all.empty() ? "no variable" : "the variables " + all) +
                 ", expected one of heights such as elevation or z"};
}

}  // namespace caspian::geofile
