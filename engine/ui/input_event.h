// What the user did, as plain values that the interface is fed with; whoever owns the window fills
// them in.
#pragma once
#include <cstdint>
#include <variant>

namespace caspian::ui {

enum class MouseButton { left, right, middle };

/// The keys that text fields react to; all other keys are the program's own.
enum class Key {
  tab,
  left,
  right,
  up,
  down,
  page_up,
  page_down,
  home,
  end,
  insert,
  del,
  backspace,
  enter,
  escape,
  a,
  c,
  v,
  x,
  y,
  z
};

/// Position in px of the picture, from its top left.
struct MouseMoved {
  double x_px = 0, y_px = 0;
};
struct MouseLeft {};  // the pointer left the window
struct MouseChanged {
  MouseButton button = MouseButton::left;
  bool is_down = false;
};
struct WheelTurned {
  double steps_x = 0, steps_y = 0;
};
struct KeyChanged {
  Key key = Key::tab;
  bool is_down = false;
};
struct ModifiersChanged {
  bool control = false, shift = false, alt = false;
};
struct TextTyped {
  uint32_t code_point = 0;
};

using InputEvent = std::variant<MouseMoved, MouseLeft, MouseChanged, WheelTurned, KeyChanged,
                                ModifiersChanged, TextTyped>;

}  // namespace caspian::ui
