// Where the legend's rows stand: in columns, as a low plate, with as much of what is in view as the
// room allows.
#pragma once
#include <optional>

#include "scene/label_stage.h"

namespace caspian::scene {

/// What is free for the plate: it stands in the lower right corner.
struct LegendRoom {
  ScreenRect rect;
  float greatest_height = 0;
};

/// A laid out legend: its plate, and what is drawn.
struct LegendPlate {
  ScreenRect rect;
  Overlay overlay;
};

/// Nothing when there is nothing in view to explain, or no room for it.
std::optional<LegendPlate> lay_out_legend(const LabelStage& stage, const LegendRoom& room);

}  // namespace caspian::scene
