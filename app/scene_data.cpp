// Everything is looked for in the assets folder unless a scenario folder is named.
#include "app/scene_data.h"

#include "core/files.h"
#include "core/log.h"
#include "geo/flooding.h"
#include "import/sea_tables.h"
#include "import/terrain_asset.h"
#include "import/terrain_pyramid.h"

namespace caspian::app {
namespace fs = std::filesystem;

Result<fs::path> find_scenario(const std::string& name) {
  std::error_code error;
  if (!name.empty() && fs::is_directory(name, error)) return fs::path(name);
  const Result<fs::path> assets = find_assets();
  if (!assets) return assets.failure();
  const bool is_plain = name.find('/') == name.npos && name != "." && name != "..";
  const fs::path built_in = *assets / "scenarios" / (name.empty() ? "caspian" : name);
  if (is_plain && fs::is_directory(built_in, error)) return built_in;
  if (name.empty()) return Failure{built_in.string() + ": the built-in scenario is missing"};
  return Failure{name + ": there is no such scenario folder"};
}

Result<import::LoadedScenario> open_scenario(const std::string& name) {
  const Result<fs::path> folder = find_scenario(name);
  if (!folder) return folder.failure();
  Result<import::LoadedScenario> loaded = import::load_scenario(*folder);
  if (loaded && !loaded->problems.empty())
    log::warning(folder->string() + ": " + std::to_string(loaded->problems.size()) +
                 " findings, good rows are used (see caspian check)");
  return loaded;
}

Result<geo::HeightField> open_terrain(const std::string& own) {
  const Result<fs::path> assets = find_assets();
  if (!assets) return assets.failure();
  if (own.empty()) return import::load_terrain(*assets);
  const auto pyramid = import::TerrainPyramid::open(own);
  if (!pyramid) return pyramid.failure();
  Result<geo::HeightField> heights = import::load_terrain(*assets);
  if (heights) heights->add_own(*pyramid);
  return heights;
}

void add_flooding(geo::HeightField& heights) {
  const Result<fs::path> assets = find_assets();
  const std::vector<geo::Strait> straits =
      assets ? import::load_sea_tables(*assets).straits : std::vector<geo::Strait>();
  heights.set_flooding(std::make_shared<const geo::Flooding>(heights, straits));
}

scene::SceneGeometry build_geometry(const dataset::Dataset& dataset,
                                    const geo::HeightField& heights,
                                    std::vector<scene::MapLineLevel> map_lines) {
  scene::SceneGeometry geometry{dataset,
                                heights,
                                dataset::build_rate_series(dataset),
                                scene::build_link_tracks(dataset, heights),
                                std::move(map_lines),
                                {},
                                {},
                                {}};
  scene::add_flows(geometry);
  return geometry;
}

}  // namespace caspian::app
