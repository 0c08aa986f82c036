// Frames of flow units alone on a plain ground, read back with an account of every unit.
#pragma once
#include <vector>

#include "gpu/frame_ring.h"
#include "gpu/readback.h"
#include "render/offscreen.h"
#include "render/unit_stage.h"

namespace caspian::test {

struct UnitPicture {
  Image image;
  render::UnitAccount account;
  std::vector<uint64_t> shown;  // the visibility buffer, empty for dashes
  std::vector<gpu::PassTime> times;
};

class FlowStage {
 public:
  FlowStage(const gpu::Device& device, const scene::FlowTracks& tracks)
      : device_(device), stage_(device, tracks), count_(device), ring_(device), readback_(device) {}

  UnitPicture draw(const scene::FrameInputs& inputs, const scene::FlowFrame& flows,
                   bool with_account = true);
  const render::PassSetup& setup() const { return stage_.setup(); }
  render::PassFrame frame_of(const gpu::Frame& frame, const scene::FrameInputs& inputs,
                             const scene::CameraFrame& camera) const {
    return stage_.look(frame, inputs, camera);
  }
  render::FlowPass& pass() { return stage_.pass(); }
  gpu::FrameRing& ring() { return ring_; }

 private:
  std::vector<uint64_t> shown_units() const;

  const gpu::Device& device_;
  render::UnitStage stage_;
  render::UnitCount count_;
  gpu::FrameRing ring_;
  gpu::Readback readback_;
};

}  // namespace caspian::test
