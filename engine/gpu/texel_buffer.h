// A buffer that shaders read as texels (texelFetch) and may write as storage: on software devices
// scattered texel reads cost a fraction of scattered storage reads.
#pragma once
#include "gpu/buffer.h"

namespace caspian::gpu {

class TexelBuffer {
 public:
  TexelBuffer() = default;
  /// `size` in bytes, a multiple of the format's.
  TexelBuffer(const Device& device, VkDeviceSize size, VkFormat format, const char* name);
  TexelBuffer(TexelBuffer&& other) noexcept;
  TexelBuffer& operator=(TexelBuffer&& other) noexcept;
  ~TexelBuffer();

  Buffer& buffer() { return buffer_; }
  const Buffer& buffer() const { return buffer_; }
  VkBufferView view() const { return view_; }

 private:
  const Device* device_ = nullptr;
  Buffer buffer_;
  VkBufferView view_ = VK_NULL_HANDLE;
};

}  // namespace caspian::gpu
