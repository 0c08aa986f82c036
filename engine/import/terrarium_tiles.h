// A folder of terrarium tiles, z/x/y.png in Web Mercator with height = 256 red + green + blue / 256
// - 32768, as a raster. The deepest level that is there counts.
#pragma once
#include <filesystem>
#include <memory>

#include "geofile/geo_files.h"

namespace caspian::import {

Result<std::unique_ptr<geofile::RasterFile>> open_terrarium(const std::filesystem::path& folder);

}  // namespace caspian::import
