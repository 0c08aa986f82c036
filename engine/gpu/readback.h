// Pictures from the device to the CPU, in the order in which they were recorded. With two on their
// way, device, copy and whoever takes the pictures (an encoder) work at the same time.
#pragma once
#include <deque>
#include <vector>

#include "core/image.h"
#include "gpu/buffer.h"
#include "gpu/frame_ring.h"

namespace caspian::gpu {

class Readback {
 public:
  explicit Readback(const Device& device) : device_(&device) {}

  /// Copies an R8G8B8A8 image, in COLOR_ATTACHMENT_OPTIMAL before and after, once `frame` has drawn
  /// it.
  void record(const Frame& frame, VkImage colour, VkExtent2D extent);
  /// Waits for the oldest picture that was recorded and hands it over. Its frame must have been
  /// ended.
  Image take();
  /// Pictures recorded and not yet taken.
  size_t waiting() const { return waiting_.size(); }

 private:
  struct Picture {
    Buffer buffer;
    PixelSize size;
    uint64_t value = 0;
  };
  const Device* device_;
  std::deque<Picture> waiting_;
  std::vector<Buffer> spare_;
};

}  // namespace caspian::gpu
