// A buffer with its memory. Move-only; its handle goes to the deletion queue when it dies.
#pragma once
#include <cstddef>
#include <span>

#include "gpu/device.h"
#include "gpu/memory.h"

namespace caspian::gpu {

class Buffer {
 public:
  Buffer() = default;
  Buffer(const Device& device, VkDeviceSize size, VkBufferUsageFlags usage, MemoryUse use,
         const char* name);
  Buffer(Buffer&& other) noexcept;
  Buffer& operator=(Buffer&& other) noexcept;
  ~Buffer();

  VkBuffer handle() const { return buffer_; }
  VkDeviceSize size() const { return size_; }
  /// Mapped memory; null for MemoryUse::gpu.
  std::byte* mapped() const { return mapped_; }
  explicit operator bool() const { return buffer_ != VK_NULL_HANDLE; }

  /// Copies bytes in at once and waits: for loading. Directly where the memory can be mapped, else
  /// through a staging buffer (always so when the device forces staging). No frame in flight may
  /// read these bytes.
  void fill(VkDeviceSize offset, std::span<const std::byte> bytes);

 private:
  const Device* device_ = nullptr;
  VkBuffer buffer_ = VK_NULL_HANDLE;
  MemoryBlock memory_;
  VkDeviceSize size_ = 0;
  std::byte* mapped_ = nullptr;
};

/// A device buffer filled at once (loading time), directly or through staging. Never empty: at
/// least 16 bytes.
Buffer make_filled_buffer(const Device& device, std::span<const std::byte> bytes,
                          VkBufferUsageFlags usage, const char* name);

}  // namespace caspian::gpu
