// Which units are on their way at an instant (flows.md sections 2 and 3): runs for the GPU, from
// the amounts and the time alone. The work is per path flow, never per unit.
#pragma once
#include <string>
#include <vector>

#include "scene/flow_tracks.h"
#include "scene/frame_inputs.h"

namespace caspian::scene {

/// Amount per unit, of the series 1-2-5: what a wagon or ship drawn stands for, and a pulse in a
/// gas pipe.
struct UnitSizes {
  double tonnes = 1000;
  double bcm = 0.01;
  double of(const dataset::PathFlow& flow) const { return flow.is_gas ? bcm : tonnes; }
};

/// The smallest sizes with which no instant of the whole time range has more units than the budget.
/// Does not depend on the time, the camera or what is hidden.
UnitSizes unit_sizes(const FlowTracks& tracks, const std::string& variant, int budget);

struct FlowMoment {
  time::SimTime time;
  time::SimTime motion_time;  // scaled motion only
  bool is_scaled = true;
  std::string variant = "base";
  std::vector<std::string> hidden;  // ids of corridors
  UnitSizes sizes;
};

/// Yearly figures move scaled unless true motion is asked for.
FlowMoment flow_moment(const FlowTracks& tracks, const FrameInputs& inputs);

/// Runs in the order of the flows, and in true motion of the times of entry.
FlowFrame flow_frame(const FlowTracks& tracks, const FlowMoment& moment);

/// Numbers of the units of a path flow that are on their way (flows.md section 2), none when last <
/// first; drawn or not they are the same in every kind of motion.
struct UnitRange {
  int64_t first = 0, last = -1;
  int64_t count() const { return last - first + 1; }
};
UnitRange units_on_path(const FlowTracks& tracks, const FlowMoment& moment, uint32_t flow);

/// Whether a flow is seen in the moment's variant and its corridor is not hidden.
bool is_in_moment(const FlowTracks& tracks, const FlowMoment& moment, uint32_t flow);

}  // namespace caspian::scene
