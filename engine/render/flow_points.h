// Flow units as a plain VK_PRIMITIVE_TOPOLOGY_POINT_LIST: how one would draw them without further
// thought. Only a measure for the other back ends.
#pragma once
#include "render/flow_runs.h"

namespace caspian::render {

class FlowPoints {
 public:
  FlowPoints(const PassSetup& setup, const FlowTables& tables);
  /// Inside drawing: one draw per run, one vertex of 1 px per unit.
  void draw(const PassFrame& frame, const FlowRuns& runs) const;

 private:
  gpu::Pipeline points_;
};

}  // namespace caspian::render
