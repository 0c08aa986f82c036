// What a frame costs at the very least on a device, for comparison with what ours costs: clearing
// the picture, and one full-screen pass that does next to nothing.
#pragma once
#include "gpu/frame_ring.h"
#include "gpu/pipeline.h"
#include "render/frame_target.h"

namespace caspian::render {

class FloorProbe {
 public:
  explicit FloorProbe(const gpu::Device& device);
  /// Passes "clear" and "full screen" on the frame's timer.
  void record(const gpu::Frame& frame, const FrameTarget& target) const;

 private:
  gpu::Pipeline pipeline_;
};

}  // namespace caspian::render
