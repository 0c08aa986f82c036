// How many bytes per second the device copies from one buffer to another: the floor of whatever
// moves data.
#pragma once
#include "gpu/buffer.h"
#include "gpu/frame_ring.h"

namespace caspian::render {

class CopyProbe {
 public:
  explicit CopyProbe(const gpu::Device& device);
  static constexpr VkDeviceSize k_bytes = VkDeviceSize{64} << 20;
  /// One copy of k_bytes.
  void record(const gpu::Frame& frame) const;

 private:
  gpu::Buffer from_, to_;
};

}  // namespace caspian::render
