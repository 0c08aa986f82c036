// How wide lines, lanes and units are drawn at a distance, so that all three keep together.
#pragma once
#include "scene/frame_inputs.h"

namespace caspian::scene {

/// Factor on widths and lanes: 1 up to 1:3M, then smaller, 0.55 from about 1:20M on.
double line_scale(const FrameInputs& inputs);

}  // namespace caspian::scene
