// The drawn images and their averaging.
#include "render/offscreen.h"

#include "core/check.h"
#include "gpu/barriers.h"

namespace caspian::render {

Offscreen::Offscreen(const gpu::Device& device, PixelSize size, int supersample)
    : size_(size), supersample_(supersample) {
  CASPIAN_CHECK(supersample == 1 || supersample == 2);
  CASPIAN_CHECK(size.width > 0 && size.height > 0);
  const VkExtent2D drawn{size.width * uint32_t(supersample), size.height * uint32_t(supersample)};
  const VkImageUsageFlags colour_usage = VK_IMAGE_USAGE_COLOR_ATTACHMENT_BIT |
                                         VK_IMAGE_USAGE_TRANSFER_SRC_BIT |
                                         VK_IMAGE_USAGE_TRANSFER_DST_BIT;
  colour_ = gpu::DeviceImage(
      device,
      {.extent = drawn, .format = k_colour_format, .usage = colour_usage, .name = "frame colour"});
  depth_ = gpu::DeviceImage(
      device, {.extent = drawn,
               .format = k_depth_format,
               .usage = VK_IMAGE_USAGE_DEPTH_STENCIL_ATTACHMENT_BIT | VK_IMAGE_USAGE_SAMPLED_BIT,
               .name = "frame depth"});
  if (supersample > 1)
    averaged_ = gpu::DeviceImage(device, {.extent = {size.width, size.height},
                                          .format = k_colour_format,
                                          .usage = colour_usage,
                                          .name = "frame averaged"});
}

FrameTarget Offscreen::target() const {
  return {colour_.handle(), colour_.view(), depth_.handle(), depth_.view(), colour_.info().extent};
}

FrameTarget Offscreen::result() const {
  if (supersample_ == 1) return target();
  return {.colour = averaged_.handle(),
          .colour_view = averaged_.view(),
          .extent = averaged_.info().extent};
}

void Offscreen::resolve(VkCommandBuffer commands) const {
  if (supersample_ == 1) return;
  using namespace gpu;
  change_image(commands, colour_.handle(), k_colour_attachment, k_transfer_source);
  change_image(commands, averaged_.handle(), k_discarded, k_transfer_target);
  const VkExtent2D from = colour_.info().extent, to = averaged_.info().extent;
  const VkImageSubresourceLayers layers{VK_IMAGE_ASPECT_COLOR_BIT, 0, 0, 1};
  // At exactly half the size every sample falls on the corner of four px: linear = their mean.
  const VkImageBlit region{
      .srcSubresource = layers,
      .srcOffsets = {{0, 0, 0}, {int32_t(from.width), int32_t(from.height), 1}},
      .dstSubresource = layers,
      .dstOffsets = {{0, 0, 0}, {int32_t(to.width), int32_t(to.height), 1}}};
  vkCmdBlitImage(commands, colour_.handle(), VK_IMAGE_LAYOUT_TRANSFER_SRC_OPTIMAL,
                 averaged_.handle(), VK_IMAGE_LAYOUT_TRANSFER_DST_OPTIMAL, 1, &region,
                 VK_FILTER_LINEAR);
  change_image(commands, averaged_.handle(), k_transfer_target, k_colour_attachment);
  change_image(commands, colour_.handle(), k_transfer_source, k_colour_attachment);
}

void copy_picture(VkCommandBuffer commands, const FrameTarget& from, const FrameTarget& to) {
  using namespace gpu;
  CASPIAN_CHECK(from.extent.width == to.extent.width && from.extent.height == to.extent.height);
  change_image(commands, from.colour, k_colour_attachment, k_transfer_source);
  change_image(commands, to.colour, k_discarded, k_transfer_target);
  const VkImageSubresourceLayers layers{VK_IMAGE_ASPECT_COLOR_BIT, 0, 0, 1};
  const VkImageCopy region{.srcSubresource = layers,
                           .dstSubresource = layers,
                           .extent = {from.extent.width, from.extent.height, 1}};
  vkCmdCopyImage(commands, from.colour, VK_IMAGE_LAYOUT_TRANSFER_SRC_OPTIMAL, to.colour,
                 VK_IMAGE_LAYOUT_TRANSFER_DST_OPTIMAL, 1, &region);
  change_image(commands, to.colour, k_transfer_target, k_colour_attachment);
  change_image(commands, from.colour, k_transfer_source, k_colour_attachment);
}

}  // namespace caspian::render
