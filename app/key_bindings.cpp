// The table of keys.
#include "app/key_bindings.h"

#include <array>
#include <cmath>

namespace caspian::app {
namespace {

using platform::Key;
using platform::Modifiers;
using scene::CameraStep;

constexpr Modifiers k_plain{};
constexpr Modifiers k_shift{.shift = true};
constexpr Modifiers k_control{.control = true};

template <typename What>
KeyMeaning act(const AppState&) {
  return {{What{}}, {}};
}

template <CameraStep what>
KeyMeaning move(const AppState&) {
  return {{}, what};
}

template <int days>
KeyMeaning skip(const AppState& state) {
  return {{actions::Seek{{state.clock.now.ms + days * time::k_ms_per_day}}}, {}};
}

template <int direction>
KeyMeaning run(const AppState& state) {
  const double speed = std::copysign(state.clock.speed_ms_per_s, double(direction));
  return {{actions::SetSpeed{speed}, actions::Play{}}, {}};
}

KeyMeaning next_theme(const AppState& state) {
  return {{actions::SetTheme{
              static_cast<scene::ThemeId>((static_cast<int>(state.settings.theme) + 1) % 3)}},
          {}};
}

/// Along with the chosen unit, or no longer.
KeyMeaning ride(const AppState& state) {
  if (state.follow) return {{actions::StopFollow{}}, {}};
  if (state.selection && state.selection->kind == "unit")
    return {{actions::StartFollow{state.selection->id}}, {}};
  return {};
}

KeyMeaning next_colours(const AppState& state) {
  const bool by_corridor = state.settings.colour_by == scene::ColourBy::corridor;
  return {
      {actions::SetColourBy{by_corridor ? scene::ColourBy::commodity : scene::ColourBy::corridor}},
      {}};
}

template <bool is_area>
KeyMeaning measure(const AppState& state) {
  if (state.measuring && state.settings.measured_is_area == is_area)
    return {{actions::EndMeasure{}}, {}};
  return {{actions::StartMeasure{is_area}}, {}};
}

KeyMeaning backspace(const AppState& state) {
  if (state.measuring) return {{actions::UndoMeasuredPlace{}}, {}};
  return {};
}

KeyMeaning toggle_boundaries(const AppState&) {
  return {{actions::ToggleLayer{"boundaries"}}, {}};
}

KeyMeaning escape(const AppState& state) {
  if (state.help_open) return {{actions::ToggleHelp{}}, {}};
  if (state.measuring) return {{actions::EndMeasure{}}, {}};
  if (state.follow) return {{actions::StopFollow{}}, {}};
  if (state.selection) return {{actions::Deselect{}}, {}};
  if (!state.settings.measured.empty()) return {{actions::ClearMeasure{}}, {}};
  if (state.interface_hidden) return {{actions::ToggleInterface{}}, {}};
  if (state.fullscreen) return {{actions::ToggleFullscreen{}}, {}};
  return {};
}

constexpr std::array k_bindings{
    KeyBinding{Key::space, k_plain, false, act<actions::TogglePlay>},
    KeyBinding{Key::k, k_plain, false, act<actions::Pause>},
    KeyBinding{Key::j, k_plain, false, run<-1>},
    KeyBinding{Key::l, k_plain, false, run<+1>},
    KeyBinding{Key::up, k_plain, true, act<actions::Faster>},
    KeyBinding{Key::down, k_plain, true, act<actions::Slower>},
    KeyBinding{Key::left, k_plain, true, skip<-1>},
    KeyBinding{Key::right, k_plain, true, skip<+1>},
    KeyBinding{Key::n, k_plain, true, act<actions::NextEvent>},
    KeyBinding{Key::n, k_shift, true, act<actions::PreviousEvent>},
    KeyBinding{Key::page_down, k_plain, true, act<actions::NextEvent>},
    KeyBinding{Key::page_up, k_plain, true, act<actions::PreviousEvent>},

    KeyBinding{Key::home, k_plain, false, act<actions::ResetCamera>},
    KeyBinding{Key::u, k_plain, false, move<CameraStep::north_up>},
    KeyBinding{Key::plus, k_plain, true, move<CameraStep::nearer>},
    KeyBinding{Key::plus, k_shift, true, move<CameraStep::nearer>},
    KeyBinding{Key::minus, k_plain, true, move<CameraStep::farther>},
    KeyBinding{Key::left, k_shift, true, move<CameraStep::left>},
    KeyBinding{Key::right, k_shift, true, move<CameraStep::right>},
    KeyBinding{Key::up, k_shift, true, move<CameraStep::up>},
    KeyBinding{Key::down, k_shift, true, move<CameraStep::down>},
    KeyBinding{Key::left, k_control, true, move<CameraStep::turn_left>},
    KeyBinding{Key::right, k_control, true, move<CameraStep::turn_right>},
    KeyBinding{Key::up, k_control, true, move<CameraStep::tilt_more>},
    KeyBinding{Key::down, k_control, true, move<CameraStep::tilt_less>},
    KeyBinding{Key::t, k_plain, false, next_theme},

    KeyBinding{Key::b, k_plain, false, toggle_boundaries},
    KeyBinding{Key::v, k_plain, false, act<actions::NextConvention>},
    KeyBinding{Key::r, k_plain, false, ride},
    KeyBinding{Key::m, k_plain, false, measure<false>},
    KeyBinding{Key::m, k_shift, false, measure<true>},
    KeyBinding{Key::backspace, k_plain, true, backspace},
    KeyBinding{Key::x, k_plain, false, next_colours},
    KeyBinding{Key::c, k_plain, false, act<actions::ToggleChart>},
    KeyBinding{Key::p, k_plain, false, act<actions::TogglePanel>},
    KeyBinding{Key::i, k_plain, false, act<actions::ToggleLegend>},
    KeyBinding{Key::tab, k_plain, false, act<actions::ToggleInterface>},
    KeyBinding{Key::g, k_plain, false, act<actions::NextLanguage>},
    KeyBinding{Key::f8, k_plain, false, act<actions::NextColourVision>},
    KeyBinding{Key::f11, k_plain, false, act<actions::ToggleFullscreen>},
    KeyBinding{Key::f, k_plain, false, act<actions::ToggleFullscreen>},
    KeyBinding{Key::s, k_plain, false, act<actions::SaveStill>},
    KeyBinding{Key::h, k_plain, false, act<actions::ToggleHelp>},
    KeyBinding{Key::f1, k_plain, false, act<actions::ToggleHelp>},
    KeyBinding{Key::escape, k_plain, false, escape},
    KeyBinding{Key::q, k_control, false, act<actions::Quit>},
};

constexpr std::array k_help{
    KeyHelp{KeyGroup::view, "key.drag", "help.pan"},
    KeyHelp{KeyGroup::view, "key.right_drag", "help.turn"},
    KeyHelp{KeyGroup::view, "key.wheel", "help.zoom"},
    KeyHelp{KeyGroup::view, "key.click", "help.pick"},
    KeyHelp{KeyGroup::view, "R", "help.ride"},
    KeyHelp{KeyGroup::view, "X", "colour_by.title"},
    KeyHelp{KeyGroup::view, "B", "help.boundaries"},
    KeyHelp{KeyGroup::view, "V", "help.convention"},
    KeyHelp{KeyGroup::view, "U", "help.north"},
    KeyHelp{KeyGroup::view, "Home", "help.reset"},
    KeyHelp{KeyGroup::view, "T", "help.theme"},
    KeyHelp{KeyGroup::view, "M", "help.measure"},
    KeyHelp{KeyGroup::view, "F8", "help.colour_vision"},
    KeyHelp{KeyGroup::time, "key.space", "help.play"},
    KeyHelp{KeyGroup::time, "J", "help.reverse"},
    KeyHelp{KeyGroup::time, "key.arrows_up_down", "help.faster_slower"},
    KeyHelp{KeyGroup::time, "key.arrows_left_right", "help.step"},
    KeyHelp{KeyGroup::time, "PgUp PgDn", "help.events"},
    KeyHelp{KeyGroup::time, "C", "help.chart"},
    KeyHelp{KeyGroup::program, "P", "help.panel"},
    KeyHelp{KeyGroup::program, "I", "help.legend"},
    KeyHelp{KeyGroup::program, "Tab", "help.interface"},
    KeyHelp{KeyGroup::program, "G", "help.language"},
    KeyHelp{KeyGroup::program, "F11", "help.fullscreen"},
    KeyHelp{KeyGroup::program, "S", "help.still"},
    KeyHelp{KeyGroup::program, "H", "help.help"},
    KeyHelp{KeyGroup::program, "key.escape", "help.deselect"},
    KeyHelp{KeyGroup::program, "Ctrl Q", "help.quit"},
};

}  // namespace

std::optional<KeyMeaning> meaning_of(const platform::KeyChanged& key, const AppState& state) {
  if (!key.is_down) return std::nullopt;
  for (const KeyBinding& binding : k_bindings) {
    if (binding.key != key.key || binding.modifiers != key.modifiers) continue;
    if (key.is_repeat && !binding.repeats) return std::nullopt;
    return binding.meaning(state);
  }
  return std::nullopt;
}

std::span<const KeyHelp> key_help() {
  return k_help;
}

}  // namespace caspian::app
