// Heights and depths along a line, a corridor or a journey: a table, or a drawing of it.
#include <algorithm>

#include "app/commands/query.h"
#include "app/scene_data.h"
#include "core/files.h"
#include "core/log.h"
#include "output/output_path.h"
#include "scene/profile.h"

namespace caspian::app {
namespace {

Failure unknown(const char* option, const std::string& found, const char* expected) {
  return Failure{std::string(option) + ": found `" + found + "`, expected " + expected,
                 Failure::Kind::usage};
}

/// What the request names, as one line.
Result<scene::CorridorLine> line_of(const QueryRequest& request,
                                    const scene::SceneGeometry& geometry) {
  const dataset::Dataset& data = geometry.dataset;
  scene::CorridorLine line;
  if (!request.places.empty()) {
    line.places = request.places;
  } else if (!request.path.empty()) {
    const auto path = std::find_if(data.paths.begin(), data.paths.end(),
                                   [&](const auto& one) { return one.id == request.path; });
    if (path == data.paths.end())
      return unknown("--path", request.path, "a journey that caspian query units lists");
    line = scene::path_line(data, geometry.tracks, uint32_t(path - data.paths.begin()));
  } else {
    const uint32_t corridor = data.find_corridor(request.corridor);
    if (corridor == dataset::k_none)
      return unknown("--corridor", request.corridor, "an id that caspian query corridors lists");
    line = scene::corridor_line(data, geometry.tracks, corridor);
    if (!line.is_whole)
      log::warning("--corridor " + request.corridor + " has branches: its longest part is taken, " +
                   data.nodes[line.from_node].name.in(0) + " to " +
                   data.nodes[line.to_node].name.in(0) + " (--path names one journey)");
  }
  if (line.places.size() < 2) return Failure{"there is no line to sample: it has no two places"};
  return line;
}

}  // namespace

Result<std::string> query_profile(const QueryRequest& request) {
  if (!request.output.empty())
    if (Outcome writable = output::check_writable(request.output); !writable)
      return writable.failure();
  const Result<geo::HeightField> heights = open_terrain(request.scene.terrain);
  if (!heights) return heights.failure();
  Result<import::LoadedScenario> loaded = open_scenario(request.scene.scenario);
  if (!loaded) return loaded.failure();
  const scene::SceneGeometry geometry = build_geometry(loaded->dataset, *heights);
  const Result<scene::CorridorLine> line = line_of(request, geometry);
  if (!line) return line.failure();
  const Result<scene::Profile> profile =
      scene::sample_profile(line->places, *heights, request.step_m);
  if (!profile) return profile.failure();
  const std::string csv = scene::profile_csv(*profile);
  if (request.output.empty()) return csv;
  if (Outcome written = write_file(request.output, csv); !written) return written.failure();
  return std::to_string(profile->samples.size()) + " samples written to " + request.output + "\n";
}

}  // namespace caspian::app
