// Per-frame memory that the CPU writes and the device reads once: vertices, instance tables, small
// uniforms, and the descriptor sets that point at them. One arena per frame slot; reset when the
// slot's last frame has finished.
#pragma once
#include <cstddef>
#include <cstring>
#include <span>
#include <type_traits>
#include <vector>

#include "gpu/bindings.h"
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
  explicit FrameArena(const Device& device) : device_(&device) {}
  ~FrameArena();
  FrameArena(const FrameArena&) = delete;
  FrameArena& operator=(const FrameArena&) = delete;

  /// Aligned to 256 bytes; grows by whole blocks. Usable as vertex, index, uniform, storage,
  /// indirect buffer. At least 16 bytes, so that a slice can always be bound.
  ArenaSlice allocate(VkDeviceSize size);
  template <typename T>
  ArenaSlice store(std::span<const T> values);
  template <typename T>
  ArenaSlice store(const std::vector<T>& values) {
    return store(std::span<const T>(values));
  }
  /// A descriptor set that lives as long as this frame.
  VkDescriptorSet bind(VkDescriptorSetLayout layout, std::span<const Binding> bindings);
  void reset();

 private:
  VkDescriptorPool add_pool();

  const Device* device_;
  std::vector<Buffer> blocks_;
  size_t block_ = 0;
  VkDeviceSize used_ = 0;
  std::vector<VkDescriptorPool> pools_;
  size_t pool_ = 0;
};

template <typename T>
ArenaSlice FrameArena::store(std::span<const T> values) {
  static_assert(std::is_trivially_copyable_v<T>);
  ArenaSlice slice = allocate(values.size_bytes());
  if (!values.empty()) std::memcpy(slice.data, values.data(), values.size_bytes());
  return slice;
}

/// A binding of a slice.
inline Binding bind_slice(uint32_t slot, VkDescriptorType type, const ArenaSlice& slice,
                          VkShaderStageFlags stages = VK_SHADER_STAGE_ALL) {
  return {.slot = slot,
          .type = type,
          .stages = stages,
          .buffer = slice.buffer,
          .offset = slice.offset,
          .range = slice.size};
}

}  // namespace caspian::gpu
