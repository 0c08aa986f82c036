// Reads a user's vector file into layers to be draped on the map.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "core/result.h"
#include "dataset/overlay_layer.h"
#include "geofile/geo_files.h"

namespace caspian::import {

/// How much of one file is drawn. Beyond the points, lines and outlines are simplified; beyond the
/// features, the rest is left out; the layer's notes say so.
struct OverlayLimits {
  size_t points = 600'000;
  size_t features = 20'000;
};

/// GeoPackage, GeoJSON, Shapefile or FlatGeobuf. A file that cannot be opened, whose layers have no
/// shapes or name no coordinate system is a failure (data); features that cannot be used are
/// counted in the layer's notes. Layers without any usable feature are left out unless all are.
Result<std::vector<dataset::OverlayLayer>> load_overlays(const std::string& file,
                                                         const OverlayLimits& limits = {});

/// The same from an opened file.
Result<std::vector<dataset::OverlayLayer>> read_overlays(const std::string& file,
                                                         geofile::VectorFile& source,
                                                         const OverlayLimits& limits);

}  // namespace caspian::import
