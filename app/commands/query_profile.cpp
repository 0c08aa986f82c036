// Heights and depths along a line, a corridor or a journey: a table, or a drawing of it.
#include <algorithm>

#include "app/commands/query.h"
#include "app/measured_profile.h"
#include "app/scene_data.h"
#include "app/scene_setup.h"
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

/// A light page unless another theme was asked for.
ProfileStyle style_of(const QueryRequest& request, const AppState& state,
                      const dataset::Dataset& data) {
  ProfileStyle style{.title = "", .language = state.settings.language, .settings = state.settings};
  style.theme = request.scene.theme.value_or(scene::ThemeId::map);
  if (request.scene.size) style.size = *request.scene.size;
  const size_t language = dataset::language_index(style.language);
  const uint32_t corridor = data.find_corridor(request.corridor);
  if (corridor != dataset::k_none) style.title = data.corridors[corridor].name.in(language);
  return style;
}

}  // namespace

Result<std::string> query_profile(const QueryRequest& request) {
  if (!request.output.empty())
    if (Outcome writable = output::check_writable(request.output); !writable)
      return writable.failure();
  const Result<std::filesystem::path> assets = find_assets();
  if (!assets) return assets.failure();
  Result<geo::HeightField> heights = open_terrain(request.scene.terrain);
  if (!heights) return heights.failure();
  Result<import::LoadedScenario> loaded = open_scenario(request.scene.scenario);
  if (!loaded) return loaded.failure();
  const Result<AppState> state = set_up_scene(request.scene, loaded->dataset, *assets);
  if (!state) return state.failure();
  const scene::SceneGeometry geometry = build_geometry(loaded->dataset, *heights);
  const Result<scene::CorridorLine> line = line_of(request, geometry);
  if (!line) return line.failure();
  const double level_m = asked_sea_level(request.scene).level_m;
  if (level_m != geo::k_caspian_surface_m) add_flooding(*heights);
  const Result<scene::Profile> profile =
      scene::sample_profile(line->places, *heights, request.step_m, level_m);
  if (!profile) return profile.failure();
  if (request.output.ends_with(".png")) {
    const auto drawn =
        draw_profile(geometry, *assets, *profile, style_of(request, *state, geometry.dataset));
    if (!drawn) return drawn.failure();
    if (Outcome written = write_png(request.output, drawn->image, drawn->texts); !written)
      return written.failure();
  } else {
    const std::string csv = scene::profile_csv(*profile);
    if (request.output.empty()) return csv;
    if (Outcome written = write_file(request.output, csv); !written) return written.failure();
  }
  return std::to_string(profile->samples.size()) + " samples written to " + request.output + "\n";
}

}  // namespace caspian::app
