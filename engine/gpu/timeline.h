// The device's one timeline: every frame reserves the next value and signals it when the device has
// finished it.
#pragma once
#include <cstdint>

#include "gpu/vulkan_api.h"

namespace caspian::gpu {

class Timeline {
 public:
  explicit Timeline(VkDevice device);
  ~Timeline();
  Timeline(const Timeline&) = delete;
  Timeline& operator=(const Timeline&) = delete;

  VkSemaphore semaphore() const { return semaphore_; }
  /// The value of the frame that begins now; frames are submitted in this order.
  uint64_t reserve() { return ++last_reserved_; }
  /// 0 before the first frame.
  uint64_t last_reserved() const { return last_reserved_; }
  uint64_t completed() const;
  void wait(uint64_t value) const;

 private:
  VkDevice device_;
  VkSemaphore semaphore_ = VK_NULL_HANDLE;
  uint64_t last_reserved_ = 0;
};

}  // namespace caspian::gpu
