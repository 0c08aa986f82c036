// All that the user can change while the program runs. Only app/actions changes it.
#pragma once
#include <memory>
#include <optional>
#include <string>

#include "dataset/sea_levels.h"
#include "scene/camera.h"
#include "scene/frame_inputs.h"
#include "scene/view_settings.h"
#include "time/playback_clock.h"

namespace caspian::app {

/// What was clicked: "node", "link", "corridor", "line", "unit", "recorded", "event", and its
/// id.
struct Selection {
  std::string kind;
  std::string id;
  bool operator==(const Selection&) const = default;
};

/// The motion before the last change of its kind, on its way out.
struct FadingMotion {
  double left_s = 0;     // of wall time; 0 = gone
  int64_t ahead_ms = 0;  // of the clock's motion time
  bool motion_is_scaled = false;
  scene::MotionMode motion = scene::MotionMode::automatic;
};

/// A unit that the camera goes along with, and since when that unit has been on its way: by the
/// date, and by the clock of the pattern (a slot's next journey has another beginning).
struct Follow {
  std::string unit;  // as selected: "path#number"
  std::optional<time::SimTime> entered, entered_in_motion;
  bool operator==(const Follow&) const = default;
};

struct AppState {
  scene::Camera camera;
  scene::ViewSettings settings;
  time::PlaybackClock clock;
  std::shared_ptr<const dataset::SeaLevelTable> sea_levels;  // as observed; null = not known
  FadingMotion fading;
  time::SimTime bar_from, bar_to;  // what the time bar shows
  std::optional<Selection> selection;
  std::string hover;  // what the pointer is over: a corridor's id or "commodity:oil"
  std::optional<Follow> follow;
  std::string search;  // filter of the corridor list
  bool panel_open = true;
  bool legend_open = true;
  bool chart_open = false;  // the time bar's chart, high enough to be read
  bool help_open = false;
  bool interface_hidden = false;  // one key sends everything away
  bool fullscreen = false;
  bool measuring = false;  // a click adds a place to what is measured
  bool quit = false;
  bool still_wanted = false;  // one key: save a still
  bool profile_wanted = false;
  std::string notice;  // one sentence shown for a while ("still saved as ...")
};

/// The Caspian's level as chosen, or as observed at the date.
scene::SeaLevel sea_level_of(const AppState& state);

}  // namespace caspian::app
