// Going along with one unit: finding it by the name that picking gives it, where it is, and the
// camera over it. Pure functions of the instant; knows no events or clocks.
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "scene/flow_motion.h"
#include "scene/frame_inputs.h"
#include "scene/scene_geometry.h"

namespace caspian::scene {

struct NamedUnit {
  std::string path;
  int64_t number = 0;
};
/// Reads "path#number".
std::optional<NamedUnit> parse_unit(std::string_view id);

struct FollowedUnit {
  uint32_t flow = 0;
  int64_t number = 0;
  UnitPlace place;
  geo::GeoPoint over;  // the place, its height as drawn
  double duration_s = 0;
  /// When it set out: by the date, and by the clock of the pattern. One of them stays the same as
  /// long as it is the same unit on the same journey.
  time::SimTime entered, entered_in_motion;

  bool is_same(time::SimTime entered_before, time::SimTime in_motion_before) const;
};

/// The unit of that name as it is at the inputs' instant; nothing when it is not on its way or its
/// flow is hidden or filtered out.
std::optional<FollowedUnit> find_unit(const SceneGeometry& scene, const FrameInputs& inputs,
                                      std::string_view id);

/// The camera moved over the unit, everything else as it was.
Camera camera_over(Camera camera, const geo::GeoPoint& place);

/// A camera while it flies to a moving target: `flying` was planned towards `planned`, which by now
/// is at `target`; `progress` 0..1 of the way.
Camera camera_towards(const Camera& flying, const geo::GeoPoint& planned,
                      const geo::GeoPoint& target, double progress);

}  // namespace caspian::scene
