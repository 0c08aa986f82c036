// Flow units as points in the visibility buffer: for dense scenes and devices that draw on the CPU.
#pragma once
#include "render/flow_runs.h"
#include "render/unit_count.h"
#include "render/unit_visibility.h"

namespace caspian::render {

class FlowSplat {
 public:
  FlowSplat(const PassSetup& setup, const FlowTables& tables, UnitVisibility& visibility);

  /// Opens the visibility buffer and puts every unit into it; with an account of them when one is
  /// given.
  void compute(const PassFrame& frame, const FlowRuns& runs, UnitCount* count);
  void draw(const PassFrame& frame, const FlowRuns& runs) const;

 private:
  const PassSetup setup_;
  const FlowTables& tables_;
  UnitVisibility& visibility_;
  gpu::Pipeline splat_, resolve_;
  gpu::Pipeline counting_;  // made when first wanted
  uint32_t first_id_ = 0;   // of the frame being recorded
};

}  // namespace caspian::render
