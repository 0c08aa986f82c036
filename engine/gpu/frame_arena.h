// Per-frame memory that the CPU writes and the device reads once: vertices, instance tables, small uniforms.
// One arena per frame slot; reset when the slot's last frame has finished.
#pragma once
#include <cstddef>
#include <span>
#include <vector>

#include "gpu/buffer.h"

namespace caspian::gpu {

struct ArenaSlice {
  VkBuffer buffer = VK_NULL_HANDLE;
  VkDeviceSize offset = 0;
  VkDeviceSize size = 0;
  std::byte* data = nullptr;
};

class FrameArena {
 public:
  explicit FrameArena(const Device& device);
  /// Aligned to 256 bytes; grows by whole blocks. Usable as vertex, index, uniform, storage, indirect buffer.
  ArenaSlice allocate(VkDeviceSize size);
  template <typename T>
  ArenaSlice store(std::span<const T> values);
  void reset();

 private:
  const Device* device_;
  std::vector<Buffer> blocks_;
  size_t block_ = 0;
  VkDeviceSize used_ = 0;
};

template <typename T>
ArenaSlice FrameArena::store(std::span<const T> values) {
  ArenaSlice slice = allocate(values.size_bytes());
  if (!values.empty()) __builtin_memcpy(slice.data, values.data(), values.size_bytes());
  return slice;
}

}  // namespace caspian::gpu
