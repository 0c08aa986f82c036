// Choices of the command line on top of the opening state.
#include "app/scene_setup.h"

#include <algorithm>
#include <cmath>

#include "app/actions.h"
#include "app/motion_fade.h"
#include "core/log.h"
#include "dataset/flow_filter.h"
#include "import/sea_tables.h"
#include "scene/language.h"
#include "scene/organizations.h"

namespace caspian::app {
namespace {

bool is_line(const dataset::Dataset& dataset, const std::string& id) {
  return std::any_of(dataset.lines.begin(), dataset.lines.end(),
                     [&](const auto& line) { return line.id == id; });
}

bool is_corridor(const dataset::Dataset& dataset, const std::string& id) {
  return dataset.find_corridor(id) != dataset::k_none;
}

Failure unknown(const std::string& option, const std::string& found, const std::string& expected) {
  return Failure{option + ": found `" + found + "`, expected " + expected, Failure::Kind::usage};
}

Outcome check_ids(const std::string& option, const std::vector<std::string>& ids,
                  const dataset::Dataset& dataset) {
  for (const std::string& id : ids)
    if (!is_corridor(dataset, id) && !is_line(dataset, id) && id != "all")
      return unknown(
          option, id,
          "the id of a corridor or seabed line (see caspian query corridors, query lines) or all");
  return Done{};
}

bool contains(const std::vector<std::string>& list, const std::string& id) {
  return std::find(list.begin(), list.end(), id) != list.end();
}

/// `--show titr` shows no other corridor; `--show L1` no other seabed line.
void show_only(const std::vector<std::string>& ids, const dataset::Dataset& dataset,
               AppState& state) {
  if (ids.empty() || contains(ids, "all")) return;
  const auto any = [&](auto test) {
    return std::any_of(ids.begin(), ids.end(), [&](const auto& id) { return test(dataset, id); });
  };
  const auto keep = [&](const auto& things) {
    for (const auto& thing : things)
      apply(actions::ShowCorridor{thing.id, contains(ids, thing.id)}, dataset, state);
  };
  if (any(is_corridor)) keep(dataset.corridors);
  if (any(is_line)) keep(dataset.lines);
}

void hide(const std::vector<std::string>& ids, const dataset::Dataset& dataset, AppState& state) {
  for (const std::string& id : ids) apply(actions::ShowCorridor{id, false}, dataset, state);
  if (!contains(ids, "all")) return;
  for (const dataset::Corridor& corridor : dataset.corridors)
    apply(actions::ShowCorridor{corridor.id, false}, dataset, state);
  for (const dataset::TreatyLine& line : dataset.lines)
    apply(actions::ShowCorridor{line.id, false}, dataset, state);
}

Outcome choose_variant(const std::string& id, const dataset::Dataset& dataset, AppState& state) {
  std::string known;
  for (const dataset::Variant& variant : dataset.variants) {
    if (variant.id == id) {
      state.settings.variant = id;
      return Done{};
    }
    known += (known.empty() ? "" : ", ") + variant.id;
  }
  return unknown("--variant", id, "one of " + known);
}

Outcome choose_filter(const dataset::FlowFilter& filter, const dataset::Dataset& dataset,
                      AppState& state) {
  for (const dataset::FilterKey& key : dataset::filter_keys()) {
    if ((filter.*key.list).empty()) continue;
    const std::vector<std::string> values = dataset::filter_values(dataset, key.key);
    for (const std::string& value : filter.*key.list) {
      if (contains(values, value)) continue;
      std::string known;
      for (const std::string& one : values) known += (known.empty() ? "" : ", ") + one;
      return unknown("--filter", std::string(key.key) + "=" + value, "one of " + known);
    }
  }
  state.settings.filter = filter;
  return Done{};
}

Outcome choose_language(const std::string& code, const std::filesystem::path& assets,
                        std::string& language) {
  std::error_code error;
  const bool is_plain = !code.empty() && std::all_of(code.begin(), code.end(),
                                                     [](char c) { return c >= 'a' && c <= 'z'; });
  if (is_plain &&
      std::filesystem::is_regular_file(assets / "languages" / (code + ".toml"), error)) {
    language = code;
    return Done{};
  }
  std::string known;
  for (const std::string& one : scene::available_languages(assets))
    known += (known.empty() ? "one of " : ", ") + one;
  return unknown("--lang", code, known);
}

Outcome choose_organization(const std::string& id, const dataset::Dataset& dataset,
                            AppState& state) {
  std::string known;
  for (const scene::OrganizationTitle& one : scene::organizations(dataset)) {
    if (one.id == id) {
      state.settings.organization = id;
      return Done{};
    }
    known += (known.empty() ? "" : ", ") + one.id;
  }
  return unknown("--organization", id,
                 known.empty() ? "none: the scenario has no organizations" : "one of " + known);
}

/// With reduced motion units go on once a second of playing, not with every frame.
void step_times(const time::PlaybackClock& clock, scene::FrameInputs& inputs) {
  const auto stepped = [](time::SimTime when, double speed_ms_per_s) {
    const auto step_ms = static_cast<int64_t>(std::abs(speed_ms_per_s));
    if (step_ms < 1) return when;
    const int64_t beyond_ms = ((when.ms % step_ms) + step_ms) % step_ms;
    return time::SimTime{when.ms - beyond_ms};
  };
  inputs.time = stepped(clock.now, clock.speed_ms_per_s);
  inputs.motion_time = stepped(
      clock.motion, std::min(std::abs(clock.speed_ms_per_s), time::k_true_speed_limit_ms_per_s));
}

template <typename Source, typename Target>
void take(const std::optional<Source>& source, Target& target) {
  if (source) target = static_cast<Target>(*source);
}

}  // namespace

Result<AppState> set_up_scene(const SceneRequest& request, const dataset::Dataset& dataset,
                              const std::filesystem::path& assets) {
  AppState state = opening_state(dataset);
  scene::ViewSettings& settings = state.settings;
  for (const auto& [option, ids] :
       {std::pair{"--show", &request.show}, std::pair{"--hide", &request.hide}})
    if (const Outcome known = check_ids(option, *ids, dataset); !known) return known.failure();
  show_only(request.show, dataset, state);
  hide(request.hide, dataset, state);
  if (!request.variant.empty())
    if (const Outcome chosen = choose_variant(request.variant, dataset, state); !chosen)
      return chosen.failure();
  if (!request.convention.empty()) settings.convention = dataset.convention(request.convention).id;
  if (const Outcome chosen = choose_filter(request.filter, dataset, state); !chosen)
    return chosen.failure();
  if (!request.organization.empty())
    if (const Outcome chosen = choose_organization(request.organization, dataset, state); !chosen)
      return chosen.failure();
  for (const auto& [code, language] :
       {std::pair{&request.language, &settings.language},
        std::pair{&request.second_language, &settings.second_language}})
    if (const Outcome chosen = choose_language(*code, assets, *language); !code->empty() && !chosen)
      return chosen.failure();
  for (const auto& [name, shown] : request.layers)
    if (bool* layer = scene::find_layer(settings.layers, name)) *layer = shown;
  take(request.motion, settings.motion);
  take(request.unit_drawing, settings.unit_drawing);
  take(request.trail_h, settings.trail_h);
  take(request.theme, settings.theme);
  take(request.colour_by, settings.colour_by);
  take(request.exaggeration, settings.exaggeration);
  take(request.sea_opacity, settings.sea_opacity);
  take(request.sea_level_m, settings.sea_level_m);
  take(request.colour_vision, settings.colour_vision);
  settings.sea_level_by_date = request.sea_level_by_date;
  settings.sun_by_date = request.sun_by_date;
  settings.reduced_motion = request.reduced_motion;
  settings.measured = request.measured;
  settings.measured_is_area = request.measured_is_area;
  settings.attribution = request.attribution;
  if (!request.attribution)
    log::warning(
        "--no-attribution: the sources are left out and have to be named beside the picture");
  take(request.ribbon_window_days, settings.ribbon_window_days);
  take(request.density_window_days, settings.density_window_days);
  take(request.ui_scale, settings.ui_scale);
  take(request.supersample, settings.supersample);
  take(request.unit_budget, settings.unit_budget);
  take(request.camera, state.camera);
  // A still may show any date, also outside the range that a window plays.
  take(request.time, state.clock.now);
  state.clock.motion = request.motion_time.value_or(state.clock.now);
  if (!assets.empty()) {
    import::SeaTables tables = import::load_sea_tables(assets);
    for (const Problem& problem : tables.problems) log::warning(problem.text());
    state.sea_levels = std::make_shared<const dataset::SeaLevelTable>(std::move(tables.levels));
  }
  return state;
}

scene::SeaLevel sea_level_of(const AppState& state) {
  scene::SeaLevel level{.level_m = state.settings.sea_level_m};
  if (!state.settings.sea_level_by_date || !state.sea_levels || state.sea_levels->empty())
    return level;
  level.observed = dataset::sea_level_at(*state.sea_levels, state.clock.now);
  level.level_m = level.observed.level_m;
  level.is_observed = true;
  return level;
}

scene::FrameInputs frame_inputs_of(const AppState& state, PixelSize size) {
  scene::FrameInputs inputs;
  inputs.time = state.clock.now;
  inputs.motion_time = state.clock.motion;
  if (state.settings.reduced_motion && state.clock.is_playing) step_times(state.clock, inputs);
  write_motion(state, inputs);
  inputs.camera = state.camera;
  inputs.settings = state.settings;
  inputs.sea_level = sea_level_of(state);
  // A chosen unit keeps its ring, whatever the pointer passes over.
  const bool has_unit = state.selection && state.selection->kind == "unit";
  if (!state.hover.empty() && !has_unit) inputs.settings.highlight = state.hover;
  inputs.size = size;
  return inputs;
}

scene::FrameInputs leaving_inputs_of(const AppState& state, PixelSize size) {
  scene::FrameInputs inputs = frame_inputs_of(state, size);
  inputs.leaves = true;
  return inputs;
}

}  // namespace caspian::app
