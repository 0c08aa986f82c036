// Reads the baked terrain of the assets folder into a HeightField.
#pragma once
#include <filesystem>

#include "core/result.h"
#include "geo/height_field.h"

namespace caspian::import {

Result<geo::HeightField> load_terrain(const std::filesystem::path& assets);

}  // namespace caspian::import
