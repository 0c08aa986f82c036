// Images, textures filled at loading time, samplers.
#include "gpu/image.h"

#include <algorithm>
#include <cstring>
#include <utility>

#include "core/check.h"
#include "gpu/barriers.h"
#include "gpu/buffer.h"
#include "gpu/deletion_queue.h"
#include "gpu/vk_check.h"

namespace caspian::gpu {
namespace {
VkImageAspectFlags aspect_of(VkFormat format) {
  return format == VK_FORMAT_D32_SFLOAT ? VK_IMAGE_ASPECT_DEPTH_BIT : VK_IMAGE_ASPECT_COLOR_BIT;
}
}  // namespace

DeviceImage::DeviceImage(const Device& device, const ImageInfo& info)
    : device_(&device), info_(info) {
  const VkImageCreateInfo create{.sType = VK_STRUCTURE_TYPE_IMAGE_CREATE_INFO,
                                 .imageType = VK_IMAGE_TYPE_2D,
                                 .format = info.format,
                                 .extent = {info.extent.width, info.extent.height, 1},
                                 .mipLevels = info.mip_levels,
                                 .arrayLayers = 1,
                                 .samples = VK_SAMPLE_COUNT_1_BIT,
                                 .tiling = VK_IMAGE_TILING_OPTIMAL,
                                 .usage = info.usage};
  VK_CHECK(vkCreateImage(device.handle(), &create, nullptr, &image_));
  device.name_object(VK_OBJECT_TYPE_IMAGE, image_, info.name);
  VkMemoryRequirements requirements;
  vkGetImageMemoryRequirements(device.handle(), image_, &requirements);
  memory_ = allocate_memory(device, requirements, MemoryUse::gpu, info.name).memory;
  VK_CHECK(vkBindImageMemory(device.handle(), image_, memory_, 0));
  const VkImageViewCreateInfo view{
      .sType = VK_STRUCTURE_TYPE_IMAGE_VIEW_CREATE_INFO,
      .image = image_,
      .viewType = VK_IMAGE_VIEW_TYPE_2D,
      .format = info.format,
      .subresourceRange = {aspect_of(info.format), 0, info.mip_levels, 0, 1}};
  VK_CHECK(vkCreateImageView(device.handle(), &view, nullptr, &view_));
  device.name_object(VK_OBJECT_TYPE_IMAGE_VIEW, view_, info.name);
}

DeviceImage::DeviceImage(DeviceImage&& other) noexcept {
  *this = std::move(other);
}

DeviceImage& DeviceImage::operator=(DeviceImage&& other) noexcept {
  std::swap(device_, other.device_);
  std::swap(image_, other.image_);
  std::swap(view_, other.view_);
  std::swap(memory_, other.memory_);
  std::swap(info_, other.info_);
  return *this;
}

DeviceImage::~DeviceImage() {
  if (!image_) return;
  device_->deletions().retire(VK_OBJECT_TYPE_IMAGE_VIEW, view_);
  device_->deletions().retire(VK_OBJECT_TYPE_IMAGE, image_);
  device_->deletions().retire(VK_OBJECT_TYPE_DEVICE_MEMORY, memory_);
}

DeviceImage make_texture(const Device& device, VkExtent2D extent, VkFormat format,
                         std::span<const std::span<const std::byte>> mips, const char* name) {
  CASPIAN_CHECK(!mips.empty());
  DeviceImage image(device, {.extent = extent,
                             .format = format,
                             .usage = VK_IMAGE_USAGE_SAMPLED_BIT | VK_IMAGE_USAGE_TRANSFER_DST_BIT,
                             .mip_levels = uint32_t(mips.size()),
                             .name = name});
  VkDeviceSize total = 0;
  std::vector<VkBufferImageCopy> regions;
  for (uint32_t level = 0; level < mips.size(); ++level) {
    regions.push_back({.bufferOffset = total,
                       .imageSubresource = {VK_IMAGE_ASPECT_COLOR_BIT, level, 0, 1},
                       .imageExtent = {std::max(extent.width >> level, 1u),
                                       std::max(extent.height >> level, 1u), 1}});
    total += (mips[level].size() + 15) / 16 * 16;  // copies start at a multiple of the texel size
  }
  const Buffer staging(device, total, 0, MemoryUse::upload, "texture staging");
  for (uint32_t level = 0; level < mips.size(); ++level)
    std::memcpy(staging.mapped() + regions[level].bufferOffset, mips[level].data(),
                mips[level].size());
  device.submit_now([&](VkCommandBuffer commands) {
    change_image(commands, image.handle(), k_discarded, k_transfer_target);
    vkCmdCopyBufferToImage(commands, staging.handle(), image.handle(),
                           VK_IMAGE_LAYOUT_TRANSFER_DST_OPTIMAL, uint32_t(regions.size()),
                           regions.data());
    change_image(commands, image.handle(), k_transfer_target, k_sampled);
  });
  return image;
}

Sampler::Sampler(const Device& device, Filter filter, bool anisotropic, float mip_bias)
    : device_(&device) {
  const VkFilter linear = filter == Filter::nearest ? VK_FILTER_NEAREST : VK_FILTER_LINEAR;
  const bool use_anisotropy = anisotropic && device.facts().max_anisotropy > 1;
  const VkSamplerCreateInfo info{
      .sType = VK_STRUCTURE_TYPE_SAMPLER_CREATE_INFO,
      .magFilter = linear,
      .minFilter = linear,
      .mipmapMode = filter == Filter::trilinear ? VK_SAMPLER_MIPMAP_MODE_LINEAR
                                                : VK_SAMPLER_MIPMAP_MODE_NEAREST,
      .addressModeU = VK_SAMPLER_ADDRESS_MODE_CLAMP_TO_EDGE,
      .addressModeV = VK_SAMPLER_ADDRESS_MODE_CLAMP_TO_EDGE,
      .addressModeW = VK_SAMPLER_ADDRESS_MODE_CLAMP_TO_EDGE,
      .mipLodBias = mip_bias,
      .anisotropyEnable = use_anisotropy,
      .maxAnisotropy = use_anisotropy ? device.facts().max_anisotropy : 1.0f,
      .maxLod = VK_LOD_CLAMP_NONE};
  VK_CHECK(vkCreateSampler(device.handle(), &info, nullptr, &sampler_));
}

Sampler::Sampler(Sampler&& other) noexcept {
  *this = std::move(other);
}

Sampler& Sampler::operator=(Sampler&& other) noexcept {
  std::swap(device_, other.device_);
  std::swap(sampler_, other.sampler_);
  return *this;
}

Sampler::~Sampler() {
  if (sampler_) device_->deletions().retire(VK_OBJECT_TYPE_SAMPLER, sampler_);
}

}  // namespace caspian::gpu
