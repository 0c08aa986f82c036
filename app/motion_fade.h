// When the kind of motion changes (the play speed passes its limit, or another mode is chosen), the
// two cross-fade for a moment of wall time. The state of that, and what a frame is told.
#pragma once
#include "app/app_state.h"
#include "scene/frame_inputs.h"

namespace caspian::app {

constexpr double k_mode_fade_s = 0.4;

/// "Motion not to scale": the clock plays beyond the limit, or its motion is not at the date, so
/// that a still with a motion time equals the film's frame.
bool motion_is_scaled(const time::PlaybackClock& clock);

/// How units move in a state.
scene::FormerMotion motion_of(const AppState& state);

/// Begins a fade when units move otherwise in `state` than they did before.
void fade_if_changed(const scene::FormerMotion& before, AppState& state);

/// Writes motion_is_scaled, mode_fade and former.
void write_motion(const AppState& state, scene::FrameInputs& inputs);

}  // namespace caspian::app
