// What a picking target says: which thing the pointer means.
#pragma once
#include <array>
#include <optional>
#include <vector>

#include "scene/flow_frame.h"
#include "scene/picking.h"

namespace caspian::scene {

/// Ids around the pointer, row by row, as the device has drawn them.
struct PickPixels {
  int left = 0, top = 0;  // of the first px in the picture
  int width = 0, height = 0;
  std::vector<std::array<uint32_t, 2>> ids;
};

// Logical px beyond what is drawn of a thing within which a click still means it.
constexpr double k_node_reach_px = 5, k_unit_reach_px = 4, k_line_reach_px = 5;
constexpr double k_farthest_reach_px = 5;

/// Nodes first, then units, then lines, then a user's own; of each kind the nearest. Nothing where
/// only ground, water or sky is.
std::optional<Pick> resolve_pick(const PickPixels& pixels, const FlowFrame& flows, double x,
                                 double y, double ui_scale);

}  // namespace caspian::scene
