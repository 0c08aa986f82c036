// What area lies under a place of the picture where nothing smaller was meant: a polygon of a
// user's layer, or the country while an organization is shown.
#pragma once
#include <optional>

#include "scene/frame_inputs.h"
#include "scene/picking.h"

namespace caspian::scene {

/// Even-odd; the last point of a ring joins the first.
bool is_inside(const std::vector<std::vector<geo::GeoPoint>>& rings, double longitude_deg,
               double latitude_deg);

/// The uppermost one as drawn; `x`, `y` in px from the top left of inputs.size.
std::optional<Pick> pick_area(const SceneGeometry& scene, const FrameInputs& inputs, double x,
                              double y);

}  // namespace caspian::scene
