// Users' rasters and vector layers through the GDAL module, which is opened when the first of them
// is: a start without them loads none of GDAL.
#pragma once
#include "geofile/geo_files.h"

namespace caspian::import {

/// A sentence when the module is missing or belongs to another program.
Result<const geofile::Module*> geo_module();

Result<std::unique_ptr<geofile::RasterFile>> open_raster(const geofile::OpenOptions& options);
Result<std::unique_ptr<geofile::VectorFile>> open_vector(const geofile::OpenOptions& options);

}  // namespace caspian::import
