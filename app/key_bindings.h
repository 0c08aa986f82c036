// Keys -> actions, as one table that the window reads and the help sheet shows.
#pragma once
#include <span>
#include <string_view>
#include <vector>

#include "app/actions.h"
#include "app/app_state.h"
#include "platform/input_events.h"
#include "scene/camera_controller.h"

namespace caspian::app {

enum class KeyGroup { view, time, program };

/// What a key press asks for. Camera steps need the ground, which the map control has.
struct KeyMeaning {
  std::vector<Action> actions;
  std::optional<scene::CameraStep> step;
};

struct KeyBinding {
  platform::Key key;
  platform::Modifiers modifiers;
  bool repeats;  // goes on while the key is held
  KeyMeaning (*meaning)(const AppState& state);
};

/// What the key does, if anything.
std::optional<KeyMeaning> meaning_of(const platform::KeyChanged& key, const AppState& state);

/// A row of the help sheet: `keys` is a string's key when it begins with "key.", else shown as it
/// is.
struct KeyHelp {
  KeyGroup group;
  const char* keys;
  const char* meaning;  // a string's key
};
std::span<const KeyHelp> key_help();

}  // namespace caspian::app
