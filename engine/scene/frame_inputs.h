// All that a frame depends on besides the data: picture = render(dataset, FrameInputs).
#pragma once
#include "core/image.h"
#include "scene/camera.h"
#include "scene/view_settings.h"
#include "time/sim_time.h"

namespace caspian::scene {

struct FrameInputs {
  time::SimTime time;         // the date: which volumes, links and lines hold
  time::SimTime motion_time;  // how far the pattern of units has run (flows.md section 3)
  bool motion_is_scaled = false;  // play speed beyond the limit: the screen says so
  Camera camera;
  ViewSettings settings;
  PixelSize size;
};

}  // namespace caspian::scene
