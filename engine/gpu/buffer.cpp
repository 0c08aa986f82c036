// Buffers and the two ways of filling them.
#include "gpu/buffer.h"

#include <algorithm>
#include <cstring>
#include <utility>

#include "core/check.h"
#include "gpu/deletion_queue.h"
#include "gpu/vk_check.h"

namespace caspian::gpu {

Buffer::Buffer(const Device& device, VkDeviceSize size, VkBufferUsageFlags usage, MemoryUse use,
               const char* name)
    : device_(&device), size_(size) {
  CASPIAN_CHECK(size > 0);
  const VkBufferCreateInfo info{
      .sType = VK_STRUCTURE_TYPE_BUFFER_CREATE_INFO,
      .size = size,
      .usage = usage | VK_BUFFER_USAGE_TRANSFER_SRC_BIT | VK_BUFFER_USAGE_TRANSFER_DST_BIT};
  VK_CHECK(vkCreateBuffer(device.handle(), &info, nullptr, &buffer_));
  device.name_object(VK_OBJECT_TYPE_BUFFER, buffer_, name);
  VkMemoryRequirements requirements;
  vkGetBufferMemoryRequirements(device.handle(), buffer_, &requirements);
  memory_ = allocate_memory(device, requirements, use, name);
  VK_CHECK(vkBindBufferMemory(device.handle(), buffer_, memory_.memory, 0));
  if (use != MemoryUse::gpu) {
    void* mapped = nullptr;
    VK_CHECK(vkMapMemory(device.handle(), memory_.memory, 0, VK_WHOLE_SIZE, 0, &mapped));
    mapped_ = static_cast<std::byte*>(mapped);
  }
}

Buffer::Buffer(Buffer&& other) noexcept {
  *this = std::move(other);
}

Buffer& Buffer::operator=(Buffer&& other) noexcept {
  std::swap(device_, other.device_);
  std::swap(buffer_, other.buffer_);
  std::swap(memory_, other.memory_);
  std::swap(size_, other.size_);
  std::swap(mapped_, other.mapped_);
  return *this;
}

Buffer::~Buffer() {
  if (!buffer_) return;
  device_->deletions().retire(VK_OBJECT_TYPE_BUFFER, buffer_);
  device_->deletions().retire(VK_OBJECT_TYPE_DEVICE_MEMORY, memory_.memory);  // freeing unmaps
}

void Buffer::fill(VkDeviceSize offset, std::span<const std::byte> bytes) {
  if (bytes.empty()) return;
  CASPIAN_CHECK(offset + bytes.size() <= size_);
  if (mapped_) {
    std::memcpy(mapped_ + offset, bytes.data(), bytes.size());
  } else if (memory_.is_host_visible && !device_->force_staging()) {
    void* mapped = nullptr;
    VK_CHECK(vkMapMemory(device_->handle(), memory_.memory, 0, VK_WHOLE_SIZE, 0, &mapped));
    std::memcpy(static_cast<std::byte*>(mapped) + offset, bytes.data(), bytes.size());
    vkUnmapMemory(device_->handle(), memory_.memory);
  } else {
    const Buffer staging(*device_, bytes.size(), 0, MemoryUse::upload, "staging");
    std::memcpy(staging.mapped(), bytes.data(), bytes.size());
    device_->submit_now([&](VkCommandBuffer commands) {
      const VkBufferCopy region{.srcOffset = 0, .dstOffset = offset, .size = bytes.size()};
      vkCmdCopyBuffer(commands, staging.handle(), buffer_, 1, &region);
    });
  }
}

Buffer make_filled_buffer(const Device& device, std::span<const std::byte> bytes,
                          VkBufferUsageFlags usage, const char* name) {
  Buffer buffer(device, std::max<size_t>(bytes.size(), 16), usage, MemoryUse::gpu, name);
  buffer.fill(0, bytes);
  return buffer;
}

}  // namespace caspian::gpu
