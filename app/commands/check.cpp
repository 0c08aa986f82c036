// Prints what the loader found.
#include "app/commands/check.h"

#include <algorithm>
#include <cstdio>

#include "app/scene_data.h"
#include "import/scenario_folder.h"

namespace caspian::app {

Outcome run_check(const CheckRequest& request) {
  const Result<std::filesystem::path> folder = find_scenario(request.scenario);
  if (!folder) return folder.failure();
  Result<import::LoadedScenario> loaded = import::load_scenario(*folder);
  if (!loaded) return loaded.failure();
  for (const Problem& problem : loaded->problems) std::printf("%s\n", problem.text().c_str());
  const auto errors = std::count_if(
      loaded->problems.begin(), loaded->problems.end(),
      [](const Problem& problem) { return problem.severity == Problem::Severity::error; });
  const dataset::Dataset& data = loaded->dataset;
  std::printf(
      "%s: %zu nodes, %zu corridors, %zu links, %zu paths, %zu volumes, %zu bins of path flows, "
      "%zu seabed lines, %zu events; "
      "%zu findings, %zu of them errors\n",
      folder->c_str(), data.nodes.size(), data.corridors.size(), data.links.size(),
      data.paths.size(), data.volumes.size(), data.flow_bins.size(), data.lines.size(),
      data.events.size(), loaded->problems.size(), size_t(errors));
  if (errors > 0) return Failure{std::to_string(errors) + " errors in " + folder->string()};
  return Done{};
}

}  // namespace caspian::app
