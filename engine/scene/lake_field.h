// Signed distance to the shores of lakes over a grid, from their outlines, so that lakes are filled
// as crisply as seas are. Knows no Vulkan.
#pragma once
#include <cstdint>
#include <vector>

#include "geo/geo_point.h"
#include "scene/map_lines.h"

namespace caspian::scene {

/// Of a grid whose first sample is the north-western one.
struct GridFrame {
  double west_deg = 0, north_deg = 0, step_deg = 1;
  int width = 0, height = 0;
};

struct LakeField {
  static constexpr int k_unit = 256;  // per step of the grid, north to south
  static constexpr int k_reach = 8;   // steps
  /// Row-major; positive outside of lakes, clamped to +-k_reach steps.
  std::vector<int16_t> distance;
};

/// Closed lines of lakes in `levels` (finest first), of the generalisation that fits the grid's
/// step; islands are lines within lines.
LakeField lake_field(const GridFrame& grid, const std::vector<MapLineLevel>& levels);

}  // namespace caspian::scene
