// A 2D image with memory and one view. Move-only; goes to the deletion queue when it dies.
#pragma once
#include <cstddef>
#include <span>

#include "gpu/device.h"

namespace caspian::gpu {

struct ImageInfo {
  VkExtent2D extent{};
  VkFormat format = VK_FORMAT_UNDEFINED;
  VkImageUsageFlags usage = 0;
  uint32_t mip_levels = 1;
  const char* name = "";
};

class DeviceImage {
 public:
  DeviceImage() = default;
  DeviceImage(const Device& device, const ImageInfo& info);
  DeviceImage(DeviceImage&& other) noexcept;
  DeviceImage& operator=(DeviceImage&& other) noexcept;
  ~DeviceImage();

  VkImage handle() const { return image_; }
  VkImageView view() const { return view_; }
  const ImageInfo& info() const { return info_; }
  explicit operator bool() const { return image_ != VK_NULL_HANDLE; }

 private:
  const Device* device_ = nullptr;
  VkImage image_ = VK_NULL_HANDLE;
  VkImageView view_ = VK_NULL_HANDLE;
  VkDeviceMemory memory_ = VK_NULL_HANDLE;
  ImageInfo info_;
};

/// A sampled image filled at loading time with all its mip levels (mips[0] the largest), left in
/// SHADER_READ_ONLY_OPTIMAL.
DeviceImage make_texture(const Device& device, VkExtent2D extent, VkFormat format,
                         std::span<const std::span<const std::byte>> mips, const char* name);

enum class Filter { nearest, linear, trilinear };
/// Sampler with clamp to edge; anisotropic when the device can and `anisotropic` is asked for.
class Sampler {
 public:
  Sampler() = default;
  Sampler(const Device& device, Filter filter, bool anisotropic = false, float mip_bias = 0);
  Sampler(Sampler&& other) noexcept;
  Sampler& operator=(Sampler&& other) noexcept;
  ~Sampler();
  VkSampler handle() const { return sampler_; }

 private:
  const Device* device_ = nullptr;
  VkSampler sampler_ = VK_NULL_HANDLE;
};

}  // namespace caspian::gpu
