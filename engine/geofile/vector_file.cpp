// Layers, features and their shapes; curves are made straight, heights and measures dropped.
#include "geofile/vector_file.h"

#include <cpl_string.h>
#include <ogr_api.h>

#include <cmath>

#include "geofile/gdal_session.h"

namespace caspian::geofile {
namespace {

struct DestroyFeature {
  void operator()(void* feature) const { OGR_F_Destroy(static_cast<OGRFeatureH>(feature)); }
};
using Feature = std::unique_ptr<void, DestroyFeature>;

struct DestroyGeometry {
  void operator()(void* shape) const { OGR_G_DestroyGeometry(static_cast<OGRGeometryH>(shape)); }
};
using Geometry = std::unique_ptr<void, DestroyGeometry>;

struct DestroyTransformation {
  void operator()(void* transformation) const {
    OCTDestroyCoordinateTransformation(static_cast<OGRCoordinateTransformationH>(transformation));
  }
};
using Transformation = std::unique_ptr<void, DestroyTransformation>;

OGRGeometryH handle_of(const Geometry& shape) {
  return static_cast<OGRGeometryH>(shape.get());
}

std::vector<LonLat> points_of(OGRGeometryH shape) {
  std::vector<LonLat> points(static_cast<size_t>(OGR_G_GetPointCount(shape)));
  for (size_t i = 0; i < points.size(); ++i)
    points[i] = {OGR_G_GetX(shape, static_cast<int>(i)), OGR_G_GetY(shape, static_cast<int>(i))};
  return points;
}

/// Adds the parts of one kind of shape; false when it is of no such kind.
bool add_parts(OGRGeometryH shape, VectorFeature& feature, bool is_first) {
  using Kind = VectorFeature::Kind;
  const auto is_of = [&](Kind kind) {
    if (is_first && feature.parts.empty()) feature.kind = kind;
    return feature.kind == kind;
  };
  switch (wkbFlatten(OGR_G_GetGeometryType(shape))) {
    case wkbPoint:
      if (OGR_G_IsEmpty(shape) || !is_of(Kind::points)) return false;
      if (feature.parts.empty()) feature.parts.emplace_back();
      feature.parts[0].points.push_back(points_of(shape).at(0));
      return true;
    case wkbLineString:
      if (OGR_G_GetPointCount(shape) < 2 || !is_of(Kind::lines)) return false;
      feature.parts.push_back({points_of(shape), false});
      return true;
    case wkbPolygon:
    case wkbTriangle: {
      if (!is_of(Kind::areas)) return false;
      bool any = false;
      for (int ring = 0; ring < OGR_G_GetGeometryCount(shape); ++ring) {
        const OGRGeometryH one = OGR_G_GetGeometryRef(shape, ring);
        if (OGR_G_GetPointCount(one) < 4) {
          if (ring == 0) return false;
          continue;
        }
        feature.parts.push_back({points_of(one), ring > 0});
        any = true;
      }
      return any;
    }
    case wkbMultiPoint:
    case wkbMultiLineString:
    case wkbMultiPolygon:
    case wkbGeometryCollection:
    case wkbTIN:
    case wkbPolyhedralSurface: {
      bool any = false;
      for (int i = 0; i < OGR_G_GetGeometryCount(shape); ++i)
        any = add_parts(OGR_G_GetGeometryRef(shape, i), feature, !any) || any;
      return any;
    }
    default:
      return false;
  }
}

bool is_on_globe(const VectorFeature& feature) {
  for (const VectorFeature::Part& part : feature.parts)
    for (const LonLat& point : part.points)
      // std::isfinite is part of the comparison: NaN compares false.
      if (!(std::abs(point.longitude_deg) <= 360.0 && std::abs(point.latitude_deg) <= 90.0))
        return false;
  return true;
}

class OpenVector : public VectorFile {
 public:
  OpenVector(std::string name, std::string format, Dataset dataset)
      : name_(std::move(name)), format_(std::move(format)), dataset_(std::move(dataset)) {}

  const std::string& format() const override { return format_; }
  const std::vector<VectorLayer>& layers() const override { return layers_; }

  Outcome find_layers() {
    bool any = false;
    const int count = GDALDatasetGetLayerCount(dataset_.get());
    for (int i = 0; i < count; ++i) {
      const OGRLayerH layer = GDALDatasetGetLayer(dataset_.get(), i);
      any = true;
      const OGRwkbGeometryType type = OGR_L_GetGeomType(layer);
      if (type == wkbNone) continue;
      const OGRSpatialReferenceH system = OGR_L_GetSpatialRef(layer);
      if (!system)
        return Failure{
            name_ + ": layer " + OGR_L_GetName(layer) +
            " names no coordinate system, expected one (a Shapefile has it in its .prj)"};
      VectorLayer facts;
      facts.name = OGR_L_GetName(layer);
      facts.system = system_name(system);
      facts.features = OGR_L_GetFeatureCount(layer, 0);
      const OGRFeatureDefnH fields = OGR_L_GetLayerDefn(layer);
      for (int f = 0; f < OGR_FD_GetFieldCount(fields); ++f) {
        const OGRFieldDefnH field = OGR_FD_GetFieldDefn(fields, f);
        const OGRFieldType kind = OGR_Fld_GetType(field);
        facts.fields.push_back({OGR_Fld_GetNameRef(field),
                                kind == OFTInteger || kind == OFTInteger64 || kind == OFTReal});
      }
      layers_.push_back(std::move(facts));
      handles_.push_back(layer);
    }
    if (layers_.empty())
      return Failure{name_ + (any ? ": found tables without shapes" : ": found no layer") +
                     ", expected a layer of points, lines or areas"};
    return Done{};
  }

  Result<VectorCount> read(size_t index,
                           const std::function<bool(VectorFeature&&)>& take) override {
    try {
      return read_layer(index, take);
    } catch (const std::exception& problem) {
      return Failure{name_ + ": cannot be read (" + problem.what() + ")"};
    }
  }

 private:
  Result<VectorCount> read_layer(size_t index, const std::function<bool(VectorFeature&&)>& take) {
    set_up_gdal();
    const OGRLayerH layer = handles_.at(index);
    const System target = longitude_latitude();
    const Transformation to_degrees(
        OCTNewCoordinateTransformation(OGR_L_GetSpatialRef(layer), geofile::handle_of(target)));
    if (!to_degrees)
      return Failure{name_ + ": layer " + layers_[index].name + " is in " + layers_[index].system +
                     ", which cannot be turned into longitudes and latitudes (" + gdal_message() +
                     ")"};
    VectorCount count;
    OGR_L_ResetReading(layer);
    forget_messages();
    while (const Feature feature{OGR_L_GetNextFeature(layer)}) {
      VectorFeature out;
      if (const Outcome kept = shape_of(feature, to_degrees, out, count); !kept) continue;
      const OGRFeatureH handle = static_cast<OGRFeatureH>(feature.get());
      out.id = OGR_F_GetFID(handle);
      for (size_t f = 0; f < layers_[index].fields.size(); ++f)
        out.values.emplace_back(OGR_F_IsFieldSetAndNotNull(handle, static_cast<int>(f))
                                    ? OGR_F_GetFieldAsString(handle, static_cast<int>(f))
                                    : "");
      ++count.read;
      if (!take(std::move(out))) return count;
      forget_messages();
    }
    if (has_failed())
      return Failure{name_ + ": layer " + layers_[index].name + " cannot be read to its end (" +
                     gdal_message() + ")"};
    return count;
  }

  /// A failure without a sentence: the feature is counted and left out.
  static Outcome shape_of(const Feature& feature, const Transformation& to_degrees,
                          VectorFeature& out, VectorCount& count) {
    const OGRGeometryH own = OGR_F_GetGeometryRef(static_cast<OGRFeatureH>(feature.get()));
    const Geometry shape{own ? OGR_G_GetLinearGeometry(own, 0.0, nullptr) : nullptr};
    if (!shape || OGR_G_IsEmpty(handle_of(shape))) {
      ++count.without_shape;
      return Failure{};
    }
    const auto transformation = static_cast<OGRCoordinateTransformationH>(to_degrees.get());
    if (OGR_G_Transform(handle_of(shape), transformation) != OGRERR_NONE) {
      forget_messages();
      ++count.off_the_globe;
      return Failure{};
    }
    if (!add_parts(handle_of(shape), out, true)) {
      ++count.without_shape;
      return Failure{};
    }
    if (!is_on_globe(out)) {
      ++count.off_the_globe;
      return Failure{};
    }
    return Done{};
  }

  std::string name_, format_;
  Dataset dataset_;
  std::vector<VectorLayer> layers_;
  std::vector<OGRLayerH> handles_;
};

struct Format {
  const char* driver;
  const char* name;
};

/// By the first bytes, and where those say little by the name.
const Format* format_of(const std::filesystem::path& path) {
  static constexpr Format k_package{"GPKG", "GeoPackage"}, k_json{"GeoJSON", "GeoJSON"},
      k_shape{"ESRI Shapefile", "Shapefile"}, k_buffer{"FlatGeobuf", "FlatGeobuf"};
  std::string bytes = first_bytes(path, 512);
  if (bytes.starts_with(std::string("SQLite format 3\0", 16))) return &k_package;
  if (bytes.starts_with("fgb\x03")) return &k_buffer;
  if (bytes.starts_with(std::string("\x00\x00\x27\x0a", 4)) && lower_extension(path) == ".shp")
    return &k_shape;
  if (bytes.starts_with("\xef\xbb\xbf")) bytes.erase(0, 3);
  const size_t first = bytes.find_first_not_of(" \t\r\n");
  if (first != bytes.npos && bytes[first] == '{') return &k_json;
  return nullptr;
}

}  // namespace

Result<std::unique_ptr<VectorFile>> open_vector_file(const OpenOptions& options) {
  const std::string name = options.path.string();
  if (const Outcome readable = check_readable(options.path); !readable) return readable.failure();
  const Format* format = format_of(options.path);
  if (!format)
    return Failure{name +
                   ": found none of the known first bytes, expected a GeoPackage, GeoJSON, "
                   "Shapefile (.shp) or FlatGeobuf"};
  set_up_gdal();
  CPLStringList open_options;
  if (format->driver == std::string("GPKG")) open_options.AddString("IMMUTABLE=YES");
  const char* const drivers[] = {format->driver, nullptr};
  Dataset dataset(GDALOpenEx(gdal_name(options.path).c_str(), GDAL_OF_VECTOR | GDAL_OF_READONLY,
                             drivers, open_options.List(), nullptr));
  if (!dataset)
    return Failure{name + ": cannot be read as " + format->name + " (" + gdal_message() + ")"};
  auto file = std::make_unique<OpenVector>(name, format->name, std::move(dataset));
  if (const Outcome found = file->find_layers(); !found) return found.failure();
  return std::unique_ptr<VectorFile>(std::move(file));
}

}  // namespace caspian::geofile
