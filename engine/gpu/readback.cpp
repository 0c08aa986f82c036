// Copies of finished pictures, and the buffers they come in.
#include "gpu/readback.h"

#include <cstring>
#include <utility>

#include "core/check.h"
#include "gpu/barriers.h"
#include "gpu/timeline.h"

namespace caspian::gpu {

void Readback::record(const Frame& frame, VkImage colour, VkExtent2D extent) {
  const VkDeviceSize bytes = VkDeviceSize(extent.width) * extent.height * 4;
  if (!spare_.empty() && spare_.back().size() != bytes) spare_.clear();
  Picture picture{.size = {extent.width, extent.height}, .value = frame.value};
  if (spare_.empty()) {
    picture.buffer = Buffer(*device_, bytes, 0, MemoryUse::readback, "readback");
  } else {
    picture.buffer = std::move(spare_.back());
    spare_.pop_back();
  }
  change_image(frame.commands, colour, k_colour_attachment, k_transfer_source);
  const VkBufferImageCopy region{.imageSubresource = {VK_IMAGE_ASPECT_COLOR_BIT, 0, 0, 1},
                                 .imageExtent = {extent.width, extent.height, 1}};
  vkCmdCopyImageToBuffer(frame.commands, colour, VK_IMAGE_LAYOUT_TRANSFER_SRC_OPTIMAL,
                         picture.buffer.handle(), 1, &region);
  change_image(frame.commands, colour, k_transfer_source, k_colour_attachment);
  transfer_writes_before_host(frame.commands);
  waiting_.push_back(std::move(picture));
}

Image Readback::take() {
  CASPIAN_CHECK(!waiting_.empty());
  Picture picture = std::move(waiting_.front());
  waiting_.pop_front();
  device_->timeline().wait(picture.value);
  Image image{.size = picture.size, .rgba = std::vector<uint8_t>(picture.buffer.size())};
  std::memcpy(image.rgba.data(), picture.buffer.mapped(), image.rgba.size());
  spare_.push_back(std::move(picture.buffer));
  return image;
}

}  // namespace caspian::gpu
