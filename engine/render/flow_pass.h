// Units in motion. Their places are found on the device from timetables and runs (FlowTables,
// include/unit_position.glsl); one of two back ends draws them: points in the visibility buffer for
// millions, dashes where single ones can be told apart. The CPU's work is per run.
#pragma once
#include <memory>

#include "render/flow_dashes.h"
#include "render/flow_splat.h"
#include "render/flow_trails.h"

namespace caspian::render {

/// What draws units: as the settings say, else by the kind of device and by how many units the
/// dataset ever has on their way under the budget; never by what is in view, so that it does not
/// change while the camera moves or time runs.
bool draws_points(const gpu::Device& device, const scene::ViewSettings& settings,
                  uint64_t most_units);

class FlowPass {
 public:
  /// `visibility` may be null: then units are dashes.
  FlowPass(const PassSetup& setup, const scene::FlowTracks& tracks, UnitVisibility* visibility);

  /// What all back ends need, alone: runs and timetables before the eye.
  void prepare(const PassFrame& frame, const scene::FlowFrame& flows);
  /// Before drawing begins and before the visibility buffer is closed.
  void compute(const PassFrame& frame, const scene::FlowFrame& flows);
  /// Inside drawing, above the lines.
  void draw(const PassFrame& frame);

  /// Whether units are points, not dashes, with these settings.
  bool has_points(const scene::ViewSettings& settings) const;
  /// From the next frame on every unit is accounted for there; null = none (tests, measurements).
  void count_into(UnitCount* count) { count_ = count; }
  /// Diameter of points whatever the settings say (measurements); 0 = as they say.
  void fix_point_px(float px) { fixed_point_px_ = px; }
  const FlowTables& tables() const { return tables_; }
  /// Of the frame being recorded.
  const FlowRuns& runs() const { return runs_; }
  const FlowDashes& dashes() const { return dashes_; }

 private:
  const gpu::Device& device_;
  const scene::FlowTracks& tracks_;
  FlowTables tables_;
  FlowColours colours_;
  FlowDashes dashes_;
  FlowTrails trails_;
  std::unique_ptr<FlowSplat> splat_;  // null: the device cannot
  UnitCount* count_ = nullptr;
  float fixed_point_px_ = 0;
  FlowRuns runs_;
  bool is_splatting_ = false;
};

}  // namespace caspian::render
