// The vector layers of the assets folder as the plain lines that the scene draws.
#pragma once
#include <filesystem>
#include <vector>

#include "core/result.h"
#include "scene/map_lines.h"

namespace caspian::app {

/// Lakes, land borders and rivers, finest generalisation first, and the zones.
Result<scene::MapLines> load_map_lines(const std::filesystem::path& assets);

/// Shores of all seas, as fine as the assets have them.
Result<std::vector<scene::CoastLine>> load_coast(const std::filesystem::path& assets);

}  // namespace caspian::app
