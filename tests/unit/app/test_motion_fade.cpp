// A change of the kind of motion cross-fades over 0.4 s of wall time, and over nothing else.
#include <doctest/doctest.h>

#include "app/actions.h"
#include "app/motion_fade.h"
#include "app/scene_setup.h"

using namespace caspian;
using namespace caspian::app;

namespace {

constexpr double k_hour_ms = 3'600'000.0;

struct Playing {
  dataset::Dataset data;
  AppState state;

  Playing() {
    data.variants = {{"base", {}, false}};
    data.range_from = *time::parse_time("1998");
    data.range_to = *time::parse_time("2031");
    data.opening_from = data.range_from;
    data.opening_to = data.range_to;
    data.opening_time = *time::parse_time("2025-10-21");
    state = opening_state(data);
  }
  void operator()(const Action& action) { apply(action, data, state); }
  scene::FrameInputs inputs() const { return frame_inputs_of(state, {640, 480}); }
};

}  // namespace

TEST_CASE("motion fade: passing the limit fades the true motion out, coming back fades it in") {
  Playing play;
  play(actions::SetSpeed{6 * k_hour_ms});
  play(actions::Play{});
  play(actions::Advance{1.0});
  CHECK(play.inputs().mode_fade == 0);
  CHECK_FALSE(play.inputs().motion_is_scaled);

  play(actions::SetSpeed{240 * k_hour_ms});
  scene::FrameInputs inputs = play.inputs();
  CHECK(inputs.motion_is_scaled);
  CHECK(inputs.mode_fade == 1);
  CHECK_FALSE(inputs.former.motion_is_scaled);
  CHECK(inputs.former.motion_time == inputs.motion_time);  // the pattern runs on without a jump
  double before = 1;
  for (int frame = 0; frame < 3; ++frame) {
    play(actions::Advance{0.1});
    CHECK(play.inputs().mode_fade < before);
    before = play.inputs().mode_fade;
    CHECK(before > 0);
  }
  play(actions::Advance{0.11});
  CHECK(play.inputs().mode_fade == 0);
  CHECK(play.inputs().former == scene::FormerMotion{});

  play(actions::Advance{5.0});
  const time::SimTime pattern = play.inputs().motion_time;
  play(actions::SetSpeed{6 * k_hour_ms});
  inputs = play.inputs();
  CHECK_FALSE(inputs.motion_is_scaled);
  CHECK(inputs.mode_fade == 1);
  CHECK(inputs.former.motion_is_scaled);
  CHECK(inputs.former.motion_time == pattern);  // what fades out stays where it was
  CHECK(inputs.motion_time == inputs.time);
  play(actions::Advance{0.2});
  CHECK(play.inputs().mode_fade == doctest::Approx(0.5));
  CHECK(play.inputs().former.motion_time.ms == pattern.ms + int64_t(0.2 * 6 * k_hour_ms));
}

TEST_CASE("motion fade: fast play begins to fade when it begins, a pause changes nothing") {
  Playing play;
  play(actions::SetSpeed{240 * k_hour_ms});
  CHECK_FALSE(play.inputs().motion_is_scaled);
  CHECK(play.inputs().mode_fade == 0);
  play(actions::Play{});
  CHECK(play.inputs().motion_is_scaled);
  CHECK(play.inputs().mode_fade == 1);
  play(actions::Advance{1});
  play(actions::Pause{});
  CHECK(play.inputs().motion_is_scaled);  // its units stand where the pattern left them
  CHECK(play.inputs().mode_fade == 0);
}

TEST_CASE("motion fade: another mode fades, a seek jumps") {
  Playing play;
  play(actions::SetMotionMode{scene::MotionMode::true_motion});
  CHECK(play.inputs().mode_fade == 1);
  CHECK(play.inputs().former.motion == scene::MotionMode::automatic);
  play(actions::Advance{1});  // also while paused
  CHECK(play.inputs().mode_fade == 0);
  play(actions::SetMotionMode{scene::MotionMode::true_motion});
  CHECK(play.inputs().mode_fade == 0);

  play(actions::SetSpeed{240 * k_hour_ms});
  play(actions::Play{});
  play(actions::Advance{1});
  play(actions::Pause{});
  play(actions::Seek{*time::parse_time("2020-01-01")});
  CHECK_FALSE(play.inputs().motion_is_scaled);
  CHECK(play.inputs().mode_fade == 0);
}

TEST_CASE("motion fade: slow play never drifts off its date") {
  Playing play;
  play(actions::Play{});
  for (int i = 0; i < 50; ++i) {
    play(actions::SetSpeed{240.37 * k_hour_ms});
    play(actions::Advance{0.0173});
    play(actions::SetSpeed{1234.567});
    for (int frame = 0; frame < 20; ++frame) {
      play(actions::Advance{0.0161803});
      CHECK(play.inputs().motion_time == play.inputs().time);
      CHECK_FALSE(play.inputs().motion_is_scaled);
    }
  }
}
