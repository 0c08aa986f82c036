// A rectangle in px of the picture, and cutting pieces off it: how panels are laid out.
#pragma once
#include <algorithm>

namespace caspian::ui {

struct Rect {
  float x0 = 0, y0 = 0, x1 = 0, y1 = 0;

  float width() const { return x1 - x0; }
  float height() const { return y1 - y0; }
  float middle_x() const { return (x0 + x1) * 0.5f; }
  float middle_y() const { return (y0 + y1) * 0.5f; }
  bool is_empty() const { return x1 <= x0 || y1 <= y0; }
  Rect inset(float by_x, float by_y) const { return {x0 + by_x, y0 + by_y, x1 - by_x, y1 - by_y}; }
  Rect inset(float by) const { return inset(by, by); }
  Rect moved(float by_x, float by_y) const { return {x0 + by_x, y0 + by_y, x1 + by_x, y1 + by_y}; }
  /// A piece of the given extent in the middle of this one.
  Rect centred(float wide, float high) const {
    return {middle_x() - wide * 0.5f, middle_y() - high * 0.5f, middle_x() + wide * 0.5f,
            middle_y() + high * 0.5f};
  }
  /// Cut a piece off one side; this keeps the rest.
  Rect cut_left(float by) {
    const Rect piece{x0, y0, std::min(x0 + by, x1), y1};
    x0 = piece.x1;
    return piece;
  }
  Rect cut_right(float by) {
    const Rect piece{std::max(x1 - by, x0), y0, x1, y1};
    x1 = piece.x0;
    return piece;
  }
  Rect cut_top(float by) {
    const Rect piece{x0, y0, x1, std::min(y0 + by, y1)};
    y0 = piece.y1;
    return piece;
  }
  Rect cut_bottom(float by) {
    const Rect piece{x0, std::max(y1 - by, y0), x1, y1};
    y1 = piece.y0;
    return piece;
  }
};

}  // namespace caspian::ui
