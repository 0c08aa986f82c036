// Which variable of a NetCDF file holds the heights.
#pragma once
#include <filesystem>
#include <string>

#include "core/result.h"

namespace caspian::geofile {

struct HeightVariable {
  std::string name;
  bool is_in_degrees = false;  // its dimensions say so, whether or not a system is named
};

/// Of two dimensions, latitude (or y) before longitude (or x), named or marked as heights.
Result<HeightVariable> height_variable(const std::filesystem::path& path);

}  // namespace caspian::geofile
