// Everything is looked for in the assets folder unless a scenario folder is named.
#include "app/scene_data.h"

#include <algorithm>

#include "core/files.h"
#include "core/log.h"
#include "geo/flooding.h"
#include "import/convention_file.h"
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

namespace {

Outcome open_conventions(dataset::Dataset& dataset, const std::string& wanted) {
  const Result<fs::path> assets = find_assets();
  if (!assets) return assets.failure();
  ProblemList problems;
  Result<std::vector<dataset::Convention>> known =
      import::load_conventions(*assets / "conventions", problems);
  if (!known) return known.failure();
  dataset.conventions = std::move(known).value();
  const auto is_wanted = [&](const dataset::Convention& one) { return one.id == wanted; };
  std::vector<dataset::Convention>& all = dataset.conventions;
  if (!wanted.empty() && std::none_of(all.begin(), all.end(), is_wanted)) {
    std::error_code error;
    if (!fs::exists(wanted, error)) {
      std::string ids;
      for (const dataset::Convention& one : all) ids += one.id + ", ";
      return Failure{"--convention: found `" + wanted + "`, expected " + ids + "or a file",
                     Failure::Kind::usage};
    }
    Result<dataset::Convention> own = import::load_convention(wanted, problems);
    if (!own) return own.failure();
    // An id that is taken would hide the one or the other.
    std::erase_if(all, [&](const dataset::Convention& one) { return one.id == own->id; });
    all.push_back(std::move(own).value());
  }
  for (const Problem& problem : problems) log::warning(problem.text());
  return Done{};
}

}  // namespace

Result<import::LoadedScenario> open_scenario(const std::string& name,
                                             const std::string& convention) {
  const Result<fs::path> folder = find_scenario(name);
  if (!folder) return folder.failure();
  Result<import::LoadedScenario> loaded = import::load_scenario(*folder);
  if (loaded && !loaded->problems.empty())
    log::warning(folder->string() + ": " + std::to_string(loaded->problems.size()) +
                 " findings, good rows are used (see caspian check)");
  if (loaded)
    if (const Outcome opened = open_conventions(loaded->dataset, convention); !opened)
      return opened.failure();
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
                                    const geo::HeightField& heights, scene::MapLines map_lines) {
  scene::SceneGeometry geometry{dataset,
                                heights,
                                dataset::build_rate_series(dataset),
                                scene::build_link_tracks(dataset, heights),
                                std::move(map_lines.levels),
                                {},
                                {},
                                {}};
  geometry.borders = std::move(map_lines.borders);
  geometry.zones = std::move(map_lines.zones);
  geometry.boundary_sources = std::move(map_lines.sources);
  scene::add_flows(geometry);
  return geometry;
}

}  // namespace caspian::app
