// What each action does to the state.
#include "app/actions.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "app/motion_fade.h"

namespace caspian::app {
namespace {

using time::SimTime;

constexpr double k_hour_ms = 3'600'000.0;
constexpr double k_day_ms = 24 * k_hour_ms;
/// Steps of "faster" and "slower": simulated ms per second. The sentence on screen stays a round
/// one.
constexpr std::array k_speeds{60'000.0,      600'000.0,      k_hour_ms,     3 * k_hour_ms,
                              6 * k_hour_ms, 12 * k_hour_ms, k_day_ms,      5 * k_day_ms,
                              10 * k_day_ms, 30 * k_day_ms,  90 * k_day_ms, 365 * k_day_ms};

bool is_line(const dataset::Dataset& dataset, const std::string& id) {
  return std::any_of(dataset.lines.begin(), dataset.lines.end(),
                     [&](const auto& line) { return line.id == id; });
}

bool is_known(const dataset::Dataset& dataset, const std::string& id) {
  return dataset.find_corridor(id) != dataset::k_none || is_line(dataset, id);
}

/// One struct with a call operator per action; every operator changes `state` only.
struct Applier {
  const dataset::Dataset& dataset;
  AppState& state;

  void set_shown(const std::string& id, bool shown) const {
    std::vector<std::string>& hidden = state.settings.hidden;
    if (!is_known(dataset, id)) return;
    std::erase(hidden, id);
    if (!shown) hidden.push_back(id);
    std::sort(hidden.begin(), hidden.end());
  }

  void set_speed(double ms_per_s) const {
    if (ms_per_s == 0 || !std::isfinite(ms_per_s)) return;
    const bool was_scaled = state.clock.is_scaled();
    state.clock.speed_ms_per_s = std::clamp(ms_per_s, -k_speeds.back(), k_speeds.back());
    // Back at a true speed the pattern belongs to its date again.
    if (was_scaled && !state.clock.is_scaled()) state.clock.motion_at_date();
  }

  void seek(SimTime when) const {
    when = std::clamp(when, dataset.range_from, dataset.range_to);
    if (when < state.bar_from || when > state.bar_to)
      set_bar(std::min(when, state.bar_from), std::max(when, state.bar_to));
    state.clock.seek(when);
  }

  void set_bar(SimTime from, SimTime to) const {
    from = std::clamp(from, dataset.range_from, dataset.range_to);
    to = std::clamp(to, dataset.range_from, dataset.range_to);
    if (to.ms - from.ms < time::k_ms_per_day) return;
    state.bar_from = state.clock.range_from = from;
    state.bar_to = state.clock.range_to = to;
    if (state.clock.now < from || state.clock.now > to) state.clock.seek(state.clock.now);
  }

  void go_to_event(bool forward) const {
    std::optional<size_t> best;
    for (size_t i = 0; i < dataset.events.size(); ++i) {
      const SimTime when = dataset.events[i].date.first;
      if (when < dataset.range_from || when > dataset.range_to) continue;
      if (forward ? when <= state.clock.now : when >= state.clock.now) continue;
      const bool is_nearer = !best || (forward ? when < dataset.events[*best].date.first
                                               : when > dataset.events[*best].date.first);
      if (is_nearer) best = i;
    }
    if (!best) return;
    seek(dataset.events[*best].date.first);
    (*this)(actions::Select{{"event", std::to_string(*best)}});
  }

  void operator()(const actions::ToggleCorridor& a) const {
    set_shown(a.id, state.settings.is_hidden(a.id));
  }
  void operator()(const actions::ShowCorridor& a) const { set_shown(a.id, a.shown); }
  void operator()(const actions::SoloCorridor& a) const {
    if (dataset.find_corridor(a.id) == dataset::k_none) return;
    const bool is_solo =
        std::all_of(dataset.corridors.begin(), dataset.corridors.end(), [&](const auto& corridor) {
          return state.settings.is_hidden(corridor.id) == (corridor.id != a.id);
        });
    for (const dataset::Corridor& corridor : dataset.corridors)
      set_shown(corridor.id, is_solo || corridor.id == a.id);
  }
  void operator()(const actions::ShowAllCorridors&) const { state.settings.hidden.clear(); }
  void operator()(const actions::ToggleLayer& a) const {
    if (bool* layer = scene::find_layer(state.settings.layers, a.layer)) *layer = !*layer;
  }
  void operator()(const actions::SetTheme& a) const { state.settings.theme = a.theme; }
  void operator()(const actions::SetLanguage& a) const {
    state.settings.language = a.code;
    if (state.settings.second_language == a.code) state.settings.second_language.clear();
  }
  void operator()(const actions::NextLanguage&) const {
    const size_t next = dataset::language_index(state.settings.language) + 1;
    state.settings.language = dataset::k_languages[next % dataset::k_languages.size()];
  }
  void operator()(const actions::SetSecondLanguage& a) const {
    state.settings.second_language = a.code == state.settings.language ? "" : a.code;
  }
  void operator()(const actions::SetConvention& a) const {
    if (dataset.convention(a.id).id == a.id) state.settings.convention = a.id;
  }
  void operator()(const actions::NextConvention&) const {
    const std::vector<dataset::Convention>& all = dataset.conventions;
    if (all.empty()) return;
    const auto now =
        static_cast<size_t>(&dataset.convention(state.settings.convention) - all.data());
    state.settings.convention = all[(now + 1) % all.size()].id;
  }
  void operator()(const actions::SetOrganization& a) const { state.settings.organization = a.id; }
  void operator()(const actions::SetSeaLevel& a) const {
    if (!std::isfinite(a.level_m)) return;
    state.settings.sea_level_m = std::clamp(a.level_m, -36.0, -24.0);
    state.settings.sea_level_by_date = false;
  }
  void operator()(const actions::SetSeaLevelByDate& a) const {
    state.settings.sea_level_by_date = a.is_by_date;
  }
  void operator()(const actions::SetSunByDate& a) const {
    state.settings.sun_by_date = a.is_by_date;
  }
  void operator()(const actions::SetColourVision& a) const {
    state.settings.colour_vision = a.kind;
  }
  void operator()(const actions::NextColourVision&) const {
    const int next = static_cast<int>(state.settings.colour_vision) + 1;
    state.settings.colour_vision = static_cast<scene::ColourVision>(next % 4);
  }
  void operator()(const actions::SetReducedMotion& a) const {
    state.settings.reduced_motion = a.is_reduced;
  }
  void operator()(const actions::StartMeasure& a) const {
    (*this)(actions::ClearMeasure{});
    state.settings.measured_is_area = a.is_area;
    state.measuring = true;
  }
  void operator()(const actions::AddMeasuredPlace& a) const {
    if (state.measuring) state.settings.measured.push_back(a.place);
  }
  void operator()(const actions::UndoMeasuredPlace&) const {
    if (!state.settings.measured.empty()) state.settings.measured.pop_back();
  }
  void operator()(const actions::EndMeasure&) const { state.measuring = false; }
  void operator()(const actions::ClearMeasure&) const {
    state.settings.measured.clear();
    state.measuring = false;
  }
  void operator()(const actions::MeasureAlong& a) const {
    state.settings.measured = a.places;
    state.settings.measured_is_area = false;
    state.measuring = false;
  }
  void operator()(const actions::SaveProfile&) const { state.profile_wanted = true; }
  void operator()(const actions::ProfileDone&) const { state.profile_wanted = false; }
  void operator()(const actions::SetExaggeration& a) const {
    if (std::isfinite(a.factor)) state.settings.exaggeration = std::clamp(a.factor, 1.0, 50.0);
  }
  void operator()(const actions::SetSeaOpacity& a) const {
    if (std::isfinite(a.opacity)) state.settings.sea_opacity = std::clamp(a.opacity, 0.0, 1.0);
  }
  void operator()(const actions::SetVariant& a) const {
    for (const dataset::Variant& variant : dataset.variants)
      if (variant.id == a.id) state.settings.variant = a.id;
  }
  void operator()(const actions::SetMotionMode& a) const { state.settings.motion = a.mode; }
  void operator()(const actions::SetFilter& a) const { state.settings.filter = a.filter; }
  void operator()(const actions::ToggleFilter& a) const {
    const auto& keys = dataset::filter_keys();
    const auto key = std::find_if(keys.begin(), keys.end(),
                                  [&](const dataset::FilterKey& one) { return one.key == a.key; });
    if (key == keys.end() || a.value.empty()) return;
    std::vector<std::string>& values = state.settings.filter.*key->list;
    if (std::erase(values, a.value) > 0) return;
    values.push_back(a.value);
    std::sort(values.begin(), values.end());
  }
  void operator()(const actions::ClearFilter&) const { state.settings.filter = {}; }
  void operator()(const actions::SetColourBy& a) const { state.settings.colour_by = a.what; }
  void operator()(const actions::SetUnitDrawing& a) const { state.settings.unit_drawing = a.how; }
  void operator()(const actions::SetTrail& a) const {
    if (std::isfinite(a.hours)) state.settings.trail_h = std::clamp(a.hours, 0.0, 8760.0);
  }
  void operator()(const actions::SetRibbonWindow& a) const {
    if (std::isfinite(a.days)) state.settings.ribbon_window_days = std::clamp(a.days, 1.0, 366.0);
  }
  void operator()(const actions::SetDensityWindow& a) const {
    if (std::isfinite(a.days)) state.settings.density_window_days = std::clamp(a.days, 1.0, 366.0);
  }
  void operator()(const actions::Hover& a) const { state.hover = a.id; }
  void operator()(const actions::StartFollow& a) const {
    state.follow = Follow{a.unit, {}, {}};
    (*this)(actions::Select{{"unit", a.unit}});
  }
  void operator()(const actions::KeepFollow& a) const { state.follow = a.follow; }
  void operator()(const actions::StopFollow&) const { state.follow.reset(); }
  void operator()(const actions::ToggleChart&) const { state.chart_open = !state.chart_open; }
  void operator()(const actions::Play&) const { state.clock.is_playing = true; }
  void operator()(const actions::Pause&) const { state.clock.is_playing = false; }
  void operator()(const actions::TogglePlay&) const {
    state.clock.is_playing = !state.clock.is_playing;
  }
  void operator()(const actions::Reverse&) const {
    state.clock.speed_ms_per_s = -state.clock.speed_ms_per_s;
  }
  void operator()(const actions::SetSpeed& a) const { set_speed(a.ms_per_s); }
  void operator()(const actions::Faster&) const {
    const double now = std::abs(state.clock.speed_ms_per_s);
    const auto next =
        std::find_if(k_speeds.begin(), k_speeds.end(), [&](double s) { return s > now * 1.0001; });
    if (next != k_speeds.end()) set_speed(std::copysign(*next, state.clock.speed_ms_per_s));
  }
  void operator()(const actions::Slower&) const {
    const double now = std::abs(state.clock.speed_ms_per_s);
    const auto next = std::find_if(k_speeds.rbegin(), k_speeds.rend(),
                                   [&](double s) { return s < now * 0.9999; });
    if (next != k_speeds.rend()) set_speed(std::copysign(*next, state.clock.speed_ms_per_s));
  }
  void operator()(const actions::SetLoop& a) const { state.clock.loop = a.loop; }
  void operator()(const actions::Seek& a) const { seek(a.when); }
  void operator()(const actions::SeekText& a) const {
    if (const auto when = time::parse_time(a.text))
      seek(*when);
    else
      state.notice = "`" + a.text + "` is not a date; expected for example 2025-10-21";
  }
  void operator()(const actions::NextEvent&) const { go_to_event(true); }
  void operator()(const actions::PreviousEvent&) const { go_to_event(false); }
  void operator()(const actions::SetTimeRange& a) const { set_bar(a.from, a.to); }
  void operator()(const actions::SetCamera& a) const { state.camera = a.camera; }
  void operator()(const actions::ResetCamera&) const { state.camera = opening_camera(); }
  void operator()(const actions::Select& a) const {
    state.selection = a.what;
    if (state.follow && (a.what.kind != "unit" || a.what.id != state.follow->unit))
      state.follow.reset();
    state.settings.highlight = a.what.id;
  }
  void operator()(const actions::Deselect&) const {
    state.selection.reset();
    state.follow.reset();
    state.settings.highlight.clear();
  }
  void operator()(const actions::SetSearch& a) const { state.search = a.text; }
  void operator()(const actions::TogglePanel&) const { state.panel_open = !state.panel_open; }
  void operator()(const actions::ToggleLegend&) const { state.legend_open = !state.legend_open; }
  void operator()(const actions::ToggleHelp&) const { state.help_open = !state.help_open; }
  void operator()(const actions::ToggleInterface&) const {
    state.interface_hidden = !state.interface_hidden;
  }
  void operator()(const actions::ToggleFullscreen&) const { state.fullscreen = !state.fullscreen; }
  void operator()(const actions::SaveStill&) const { state.still_wanted = true; }
  void operator()(const actions::StillDone&) const { state.still_wanted = false; }
  void operator()(const actions::Notify& a) const { state.notice = a.sentence; }
  void operator()(const actions::Advance& a) const {
    state.clock.advance(a.elapsed_s);
    if (a.elapsed_s > 0) state.fading.left_s = std::max(0.0, state.fading.left_s - a.elapsed_s);
  }
  void operator()(const actions::SetUiScale& a) const {
    state.settings.ui_scale = std::clamp(a.scale, 0.5, 4.0);
  }
  void operator()(const actions::Quit&) const { state.quit = true; }
};

}  // namespace

scene::Camera opening_camera() {
  // The basin from the south-west at a low angle, Apsheron pointing across, the horizon in sight.
  return {.longitude_deg = 50.4,
          .latitude_deg = 41.2,
          .range_m = 1'700'000,
          .heading_deg = 24,
          .tilt_deg = 55};
}

AppState opening_state(const dataset::Dataset& dataset) {
  AppState state;
  state.camera = opening_camera();
  state.bar_from = dataset.opening_from;
  state.bar_to = dataset.opening_to;
  state.clock.range_from = dataset.opening_from;
  state.clock.range_to = dataset.opening_to;
  state.clock.seek(dataset.opening_time);
  if (!dataset.variants.empty()) state.settings.variant = dataset.variants.front().id;
  return state;
}

void apply(const Action& action, const dataset::Dataset& dataset, AppState& state) {
  const scene::FormerMotion motion_before = motion_of(state);
  const int64_t now_before_ms = state.clock.now.ms;
  std::visit(Applier{dataset, state}, action);
  const bool has_jumped =
      !std::holds_alternative<actions::Advance>(action) && state.clock.now.ms != now_before_ms;
  if (!has_jumped) fade_if_changed(motion_before, state);
}

}  // namespace caspian::app
