// The countries' land for drawing, from the baked country layer.
#pragma once
#include <filesystem>
#include <vector>

#include "core/result.h"
#include "scene/country_shape.h"

namespace caspian::app {

Result<std::vector<scene::CountryShape>> load_country_shapes(const std::filesystem::path& assets);

}  // namespace caspian::app
