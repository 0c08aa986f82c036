// Rasters of heights through GDAL.
#pragma once
#include "geofile/geo_files.h"

namespace caspian::geofile {

Result<std::unique_ptr<RasterFile>> open_raster_file(const OpenOptions& options);

}  // namespace caspian::geofile
