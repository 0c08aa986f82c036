// Vector layers through GDAL.
#pragma once
#include "geofile/geo_files.h"

namespace caspian::geofile {

Result<std::unique_ptr<VectorFile>> open_vector_file(const OpenOptions& options);

}  // namespace caspian::geofile
