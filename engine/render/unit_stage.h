// Flow units alone on a plain ground, by any of their back ends: for measurements and tests, which
// want no terrain in the way.
#pragma once
#include <optional>

#include "gpu/frame_ring.h"
#include "render/flow_pass.h"
#include "render/flow_points.h"
#include "render/frame_target.h"

namespace caspian::render {

class UnitStage {
 public:
  UnitStage(const gpu::Device& device, const scene::FlowTracks& tracks);

  /// Set 0, camera and theme of a frame that looks at `inputs`; they and `camera` outlive it.
  PassFrame look(const gpu::Frame& frame, const scene::FrameInputs& inputs,
                 const scene::CameraFrame& camera) const;
  /// One whole frame into `target`; colour is left in COLOR_ATTACHMENT_OPTIMAL. As the settings
  /// say, or as a plain list of points.
  void record(const gpu::Frame& frame, const scene::FrameInputs& inputs,
              const scene::FlowFrame& flows, const FrameTarget& target, bool as_point_list = false);

  FlowPass& pass() { return pass_; }
  const UnitVisibility* visibility() const { return visibility_ ? &*visibility_ : nullptr; }
  const PassSetup& setup() const { return setup_; }

 private:
  gpu::BindingLayout frame_layout_;
  PassSetup setup_;
  std::optional<UnitVisibility> visibility_;
  FlowPass pass_;
  FlowPoints points_;
};

}  // namespace caspian::render
