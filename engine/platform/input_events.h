// What the user and the window system did, in order, as plain values. Positions are in px of the
// picture.
#pragma once
#include <cstdint>
#include <variant>

namespace caspian::platform {

enum class Button { left, right, middle };

enum class Key {
  unknown,
  space,
  enter,
  escape,
  tab,
  backspace,
  insert,
  del,
  left,
  right,
  up,
  down,
  page_up,
  page_down,
  home,
  end,
  a,
  b,
  c,
  d,
  e,
  f,
  g,
  h,
  i,
  j,
  k,
  l,
  m,
  n,
  o,
  p,
  q,
  r,
  s,
  t,
  u,
  v,
  w,
  x,
  y,
  z,
  digit_0,
  digit_1,
  digit_2,
  digit_3,
  digit_4,
  digit_5,
  digit_6,
  digit_7,
  digit_8,
  digit_9,
  plus,
  minus,
  comma,
  period,
  slash,
  f1,
  f2,
  f3,
  f4,
  f5,
  f6,
  f7,
  f8,
  f9,
  f10,
  f11,
  f12
};

struct Modifiers {
  bool control = false, shift = false, alt = false;
  bool operator==(const Modifiers&) const = default;
};

struct PointerMoved {
  double x_px = 0, y_px = 0;
};
struct PointerLeft {};  // the pointer left the window
struct ButtonChanged {
  Button button = Button::left;
  bool is_down = false;
  Modifiers modifiers;
};
struct WheelTurned {
  double steps_x = 0, steps_y = 0;  // away from the user is positive
  Modifiers modifiers;
};
struct KeyChanged {
  Key key = Key::unknown;
  bool is_down = false;
  bool is_repeat = false;
  Modifiers modifiers;
};
struct TextTyped {
  uint32_t code_point = 0;
};
struct FocusLost {};
/// Size or scale may have changed, or the window was uncovered: what is shown must be drawn again.
struct NeedsDrawing {};
struct CloseAsked {};

using InputEvent = std::variant<PointerMoved, PointerLeft, ButtonChanged, WheelTurned, KeyChanged,
                                TextTyped, FocusLost, NeedsDrawing, CloseAsked>;

}  // namespace caspian::platform
