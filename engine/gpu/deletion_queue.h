// Where handles wait for their death until the frames that may use them have finished.
#pragma once
#include <cstddef>
#include <cstdint>
#include <deque>

#include "gpu/timeline.h"
#include "gpu/vulkan_api.h"

namespace caspian::gpu {

class DeletionQueue {
 public:
  DeletionQueue(VkDevice device, const Timeline& timeline) : device_(device), timeline_(timeline) {}
  ~DeletionQueue() { flush(); }
  DeletionQueue(const DeletionQueue&) = delete;
  DeletionQueue& operator=(const DeletionQueue&) = delete;

  /// Hands over a handle; it dies once the frame begun last has finished. Null handles are ignored.
  template <typename Handle>
  void retire(VkObjectType type, Handle handle) {
    if (handle != VK_NULL_HANDLE)
      entries_.push_back({type, reinterpret_cast<uint64_t>(handle), timeline_.last_reserved()});
  }
  /// Destroys what finished frames have left behind. The frame ring calls it.
  void collect();
  /// Destroys everything; the device must be idle.
  void flush();
  size_t waiting() const { return entries_.size(); }

 private:
  struct Entry {
    VkObjectType type;
    uint64_t handle;
    uint64_t value;
  };
  void destroy(const Entry& entry) const;

  VkDevice device_;
  const Timeline& timeline_;
  std::deque<Entry> entries_;
};

}  // namespace caspian::gpu
