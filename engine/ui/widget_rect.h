// Where a named widget lies on the picture, so that recorded sessions can click it.
#pragma once
#include <string>

namespace caspian::ui {

/// In px of the picture, from its top left.
struct WidgetRect {
  std::string id;
  float x = 0, y = 0, width = 0, height = 0;
};

}  // namespace caspian::ui
