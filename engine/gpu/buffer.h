// A buffer with its memory. Move-only; its handle goes to the deletion queue when it dies.
#pragma once
#include <cstddef>
#include <span>

#include "gpu/device.h"

namespace caspian::gpu {

enum class MemoryUse { gpu, upload, readback };  // upload and readback stay mapped

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

 private:
  const Device* device_ = nullptr;
  VkBuffer buffer_ = VK_NULL_HANDLE;
  VkDeviceMemory memory_ = VK_NULL_HANDLE;
  VkDeviceSize size_ = 0;
  std::byte* mapped_ = nullptr;
};

/// A device buffer filled at once (loading time), directly or through staging.
Buffer make_filled_buffer(const Device& device, std::span<const std::byte> bytes,
                          VkBufferUsageFlags usage, const char* name);

}  // namespace caspian::gpu
