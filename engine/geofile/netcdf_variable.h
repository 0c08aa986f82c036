// Which variable of a NetCDF file holds the heights.
#pragma once
#include <filesystem>
#include <string>

#include "core/result.h"

namespace caspian::geofile {

/// Its name: two dimensions, latitude (or y) before longitude (or x), named or marked as heights.
Result<std::string> height_variable(const std::filesystem::path& path);

}  // namespace caspian::geofile
