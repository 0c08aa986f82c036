// Trails: what units have passed in the last hours, as strips along the ways of the runs.
#pragma once
#include "render/flow_runs.h"

namespace caspian::render {

class FlowTrails {
 public:
  FlowTrails(const PassSetup& setup, const FlowTables& tables);
  /// Inside drawing, under the units; nothing when trails are off.
  void draw(const PassFrame& frame, const FlowRuns& runs) const;

 private:
  const FlowTables& tables_;
  gpu::Pipeline strips_;
};

}  // namespace caspian::render
