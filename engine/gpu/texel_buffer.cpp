// A buffer and its view.
#include "gpu/texel_buffer.h"

#include <utility>

#include "gpu/deletion_queue.h"
#include "gpu/vk_check.h"

namespace caspian::gpu {

TexelBuffer::TexelBuffer(const Device& device, VkDeviceSize size, VkFormat format, const char* name)
    : device_(&device),
      buffer_(device, size,
              VK_BUFFER_USAGE_UNIFORM_TEXEL_BUFFER_BIT | VK_BUFFER_USAGE_STORAGE_BUFFER_BIT,
              MemoryUse::gpu, name) {
  const VkBufferViewCreateInfo info{.sType = VK_STRUCTURE_TYPE_BUFFER_VIEW_CREATE_INFO,
                                    .buffer = buffer_.handle(),
                                    .format = format,
                                    .range = VK_WHOLE_SIZE};
  VK_CHECK(vkCreateBufferView(device.handle(), &info, nullptr, &view_));
  device.name_object(VK_OBJECT_TYPE_BUFFER_VIEW, view_, name);
}

TexelBuffer::TexelBuffer(TexelBuffer&& other) noexcept {
  *this = std::move(other);
}

TexelBuffer& TexelBuffer::operator=(TexelBuffer&& other) noexcept {
  std::swap(device_, other.device_);
  std::swap(buffer_, other.buffer_);
  std::swap(view_, other.view_);
  return *this;
}

TexelBuffer::~TexelBuffer() {
  if (view_) device_->deletions().retire(VK_OBJECT_TYPE_BUFFER_VIEW, view_);
}

}  // namespace caspian::gpu
