// Shares of the distance by which what lies on the ground is pulled towards the eye, in the order
// in which it covers each other: above the ground that coarse tiles draw a little higher, and above
// its own slope where a line runs in a side lane.
#pragma once

namespace caspian::render {

constexpr float k_map_line_pull = 0.006f;
constexpr float k_treaty_pull = 0.008f;
constexpr float k_link_pull = 0.030f;
constexpr float k_unit_pull = 0.032f;
constexpr float k_model_pull = 0.036f;
constexpr float k_node_pull = 0.040f;
/// Corridors shine faintly through ridges, not through the globe, so that they stay one line.
constexpr float k_ghost_pull = 0.12f;

}  // namespace caspian::render
