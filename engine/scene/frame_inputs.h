// All that a frame depends on besides the data: picture = render(dataset, FrameInputs).
#pragma once
#include <vector>

#include "core/image.h"
#include "dataset/sea_levels.h"
#include "geo/afloat.h"
#include "scene/camera.h"
#include "scene/view_settings.h"
#include "time/sim_time.h"

namespace caspian::scene {

/// A part of the picture, in px from its top left.
struct PictureArea {
  float x = 0, y = 0, width = 0, height = 0;
  bool operator==(const PictureArea&) const = default;
};

/// What the interface leaves of the picture: the furniture stays within the insets (px from the
/// edges) and leaves out what the interface shows itself; no name stands on a covered area.
struct FurnitureRoom {
  float left_px = 0, top_px = 0, right_px = 0, bottom_px = 0;
  bool has_own_date = false;
  bool has_own_legend = false;
  std::vector<PictureArea> covered;
  bool operator==(const FurnitureRoom&) const = default;
};

/// A motion that is on its way out while another one fades in.
struct FormerMotion {
  time::SimTime motion_time;
  bool motion_is_scaled = false;
  MotionMode motion = MotionMode::automatic;
  bool operator==(const FormerMotion&) const = default;
};

/// The Caspian's surface in a frame: chosen, or observed at its date.
struct SeaLevel {
  double level_m = geo::k_caspian_surface_m;
  bool is_observed = false;
  dataset::SeaLevelAt observed{};  // holds if it is
  bool operator==(const SeaLevel&) const = default;
};

struct FrameInputs {
  time::SimTime time;             // the date: which volumes, links and lines hold
  time::SimTime motion_time;      // how far the pattern of units has run (flows.md section 3)
  bool motion_is_scaled = false;  // play speed beyond the limit: the screen says so
  double mode_fade = 0;           // 0..1: how much of the former motion is still seen while the two
                                  // cross-fade; stills and films have 0
  FormerMotion former;            // holds while mode_fade > 0
  Camera camera;
  ViewSettings settings;
  SeaLevel sea_level;
  PixelSize size;
  FurnitureRoom room;
  bool leaves = false;  // as a still or film: it then tells its convention and disclaimer, always
  bool operator==(const FrameInputs&) const = default;
};

/// Of the Caspian, m above mean sea level.
inline double sea_level_of(const FrameInputs& inputs) {
  return inputs.sea_level.level_m;
}

}  // namespace caspian::scene
