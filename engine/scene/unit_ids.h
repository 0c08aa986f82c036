// What an id in a frame's visibility buffer means. Ids count the units of a FlowFrame in the order
// of its runs, and within a run j = 0 .. count - 1.
#pragma once
#include <optional>

#include "scene/flow_frame.h"

namespace caspian::scene {

struct UnitName {
  uint32_t run = 0;   // index into FlowFrame::runs
  uint32_t flow = 0;  // index into FlowTracks::flows
  int64_t unit = 0;   // number within the path flow, as unit_place() takes it
  uint32_t j = 0;     // place in the run
};

/// Nothing when the frame has no such unit.
std::optional<UnitName> unit_of_id(const FlowFrame& frame, uint64_t id);

/// How many units of size unit_sizes() the dataset can ever have on their way: decides how units
/// are drawn.
uint64_t most_units(const FlowTracks& tracks, const std::string& variant, int budget);

}  // namespace caspian::scene
