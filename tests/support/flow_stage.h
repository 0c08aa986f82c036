// Frames of flow units alone on a plain ground, by the back end that the settings name.
#pragma once
#include <vector>

#include "gpu/frame_ring.h"
#include "gpu/readback.h"
#include "render/flow_pass.h"
#include "render/frame_uniforms.h"
#include "render/offscreen.h"

namespace caspian::test {

struct UnitPicture {
  Image image;
  render::UnitAccount account;
  std::vector<uint64_t> shown;  // the visibility buffer, empty for dashes
  std::vector<gpu::PassTime> times;
};

class FlowStage {
 public:
  FlowStage(const gpu::Device& device, const scene::FlowTracks& tracks);

  UnitPicture draw(const scene::FrameInputs& inputs, const scene::FlowFrame& flows,
                   bool with_account = true);
  render::FlowPass& pass() { return pass_; }
  gpu::FrameRing& ring() { return ring_; }
  const render::PassSetup& setup() const { return setup_; }
  render::PassFrame frame_of(const gpu::Frame& frame, const scene::FrameInputs& inputs,
                             const scene::CameraFrame& camera) const;

 private:
  std::vector<uint64_t> shown_units() const;

  const gpu::Device& device_;
  gpu::BindingLayout frame_layout_;
  render::PassSetup setup_;
  render::UnitVisibility visibility_;
  render::FlowPass pass_;
  render::UnitCount count_;
  gpu::FrameRing ring_;
  gpu::Readback readback_;
};

}  // namespace caspian::test
