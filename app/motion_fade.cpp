// The former motion runs on beside the new one while it fades.
#include "app/motion_fade.h"

#include <algorithm>

namespace caspian::app {

bool motion_is_scaled(const time::PlaybackClock& clock) {
  return clock.motion != clock.now || (clock.is_playing && clock.is_scaled());
}

scene::FormerMotion motion_of(const AppState& state) {
  return {state.clock.motion, motion_is_scaled(state.clock), state.settings.motion};
}

void fade_if_changed(const scene::FormerMotion& before, AppState& state) {
  const scene::FormerMotion now = motion_of(state);
  if (now.motion_is_scaled == before.motion_is_scaled && now.motion == before.motion) return;
  state.fading = {.left_s = k_mode_fade_s,
                  .ahead_ms = before.motion_time.ms - now.motion_time.ms,
                  .motion_is_scaled = before.motion_is_scaled,
                  .motion = before.motion};
}

void write_motion(const AppState& state, scene::FrameInputs& inputs) {
  inputs.motion_is_scaled = motion_is_scaled(state.clock);
  const FadingMotion& fading = state.fading;
  if (fading.left_s <= 0) return;
  const double left = std::min(fading.left_s / k_mode_fade_s, 1.0);
  inputs.mode_fade = left * left * (3 - 2 * left);  // begins and ends softly
  inputs.former = {
      {state.clock.motion.ms + fading.ahead_ms}, fading.motion_is_scaled, fading.motion};
}

}  // namespace caspian::app
