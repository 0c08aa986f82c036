// Finds and loads what a command works on: the scenario's folder, its tables, the terrain. Opens no
// device.
#pragma once
#include <filesystem>
#include <string>

#include "core/result.h"
#include "geo/height_field.h"
#include "import/scenario_folder.h"

namespace caspian::app {

/// The folder of a scenario: as named, or one of the built-in ones by that name; "" = caspian.
Result<std::filesystem::path> find_scenario(const std::string& name);

/// Loads the tables; says once in the log how many findings there were.
Result<import::LoadedScenario> open_scenario(const std::string& name);

Result<geo::HeightField> open_terrain();

}  // namespace caspian::app
