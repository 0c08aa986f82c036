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

/// The smallest sizes with which no instant of the whole time range has more units than the budget,
/// of the flows that pass the filter. Does not depend on the time, the camera or what is hidden.
UnitSizes unit_sizes(const FlowTracks& tracks, const std::string& variant, int budget,
                     const dataset::FlowFilter& filter = {});

struct FlowMoment {
  time::SimTime time;
  time::SimTime motion_time;  // scaled motion only
  bool is_scaled = true;      // of flows from yearly figures
  std::string variant = "base";
  std::vector<std::string> hidden;  // ids of corridors
  UnitSizes sizes;
  bool stamped_is_scaled = false;  // of time-stamped flows
  dataset::FlowFilter filter;

  /// Another motion that is on its way out: units that move otherwise in it are shown twice, at
  /// 1 - share and at share.
  struct Former {
    double share = 0;  // 0..1
    time::SimTime motion_time;
    bool is_scaled = true, stamped_is_scaled = false;
  } former;

  bool scales(const dataset::PathFlow& flow) const {
    return flow.is_time_stamped ? stamped_is_scaled : is_scaled;
  }
};

/// Time-stamped flows move true up to the limit of play speed and scaled beyond it; those from
/// yearly figures move scaled unless true motion is asked for, up to the limit as well.
FlowMoment flow_moment(const FlowTracks& tracks, const FrameInputs& inputs);

/// "scaled", "true", or "mixed" when flows of both kinds are in the moment.
std::string_view motion_id(const FlowTracks& tracks, const FlowMoment& moment);

/// Units fade over so long before a link of their path closes, the shorter of the two: then they
/// are all gone at once. Nothing else ends at once: at the end of the figures the last ones arrive.
constexpr double k_closing_fade_ms = 3.0 * time::k_ms_per_day;
constexpr double k_closing_fade_share = 0.1;  // of the journey
/// 1, but less while a closing is near.
double closing_alpha(const dataset::PathFlow& flow, time::SimTime when, double duration_ms);

/// Runs in the order of the flows, and in true motion of the times of entry. While motions
/// cross-fade, the runs of the former one follow those of the same flow and are not counted.
FlowFrame flow_frame(const FlowTracks& tracks, const FlowMoment& moment);

/// Numbers of the units of a path flow that are on their way (flows.md section 2), none when last <
/// first; drawn or not they are the same in every kind of motion.
struct UnitRange {
  int64_t first = 0, last = -1;
  int64_t count() const { return last - first + 1; }
};
UnitRange units_on_path(const FlowTracks& tracks, const FlowMoment& moment, uint32_t flow);

/// Whether a flow is of the moment's variant, passes its filter, and its corridor is not hidden.
bool is_in_moment(const FlowTracks& tracks, const FlowMoment& moment, uint32_t flow);

}  // namespace caspian::scene
