// Which line of the picture lies under an image position: tracks of links and seabed lines, as they
// are drawn.
#pragma once
#include <optional>

#include "scene/frame_inputs.h"
#include "scene/scene_geometry.h"

namespace caspian::scene {

struct LineHit {
  enum class Kind { link, treaty_line };
  Kind kind = Kind::link;
  uint32_t index = 0;      // into Dataset::links or Dataset::lines
  double distance_px = 0;  // from the middle of the drawn line; from the edge of a ribbon, 0 on it
  geo::GeoPoint place;     // on the line; its height is the true one
};

/// The nearest line that is drawn within `reach_px`, the one on top where several are equally near.
/// `camera` is of inputs.size. What lies behind the globe or behind a ridge is not hit.
std::optional<LineHit> pick_line(const SceneGeometry& scene, const FrameInputs& inputs,
                                 const CameraFrame& camera, double x, double y, double reach_px);

}  // namespace caspian::scene
