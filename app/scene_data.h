// Finds and loads what a command works on: the scenario's folder, its tables, the terrain. Opens no
// device.
#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include "core/result.h"
#include "geo/height_field.h"
#include "import/scenario_folder.h"
#include "scene/scene_geometry.h"

namespace caspian::app {

/// The folder of a scenario: as named, or one of the built-in ones by that name; "" = caspian.
Result<std::filesystem::path> find_scenario(const std::string& name);

/// Loads the tables; says once in the log how many findings there were. With it come the
/// conventions of the assets, and the one that is named, an id of these or a file.
Result<import::LoadedScenario> open_scenario(const std::string& name,
                                             const std::string& convention = "");

/// `own`: a .terrain file that lies over the built-in one; "" = none.
Result<geo::HeightField> open_terrain(const std::string& own = "");

/// Lets the terrain answer at other levels of the Caspian than the data's.
void add_flooding(geo::HeightField& heights);

/// Courses, rates and journeys; the dataset and the heights must outlive it.
scene::SceneGeometry build_geometry(const dataset::Dataset& dataset,
                                    const geo::HeightField& heights,
                                    scene::MapLines map_lines = {});

}  // namespace caspian::app
