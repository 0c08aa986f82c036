// Recording made short: begin drawing into images, set the viewport, bind sets.
#pragma once
#include <array>
#include <optional>

#include "gpu/vulkan_api.h"

namespace caspian::gpu {

struct DrawTarget {
  VkImageView colour = VK_NULL_HANDLE;
  VkImageView depth = VK_NULL_HANDLE;  // null = none
  VkExtent2D extent{};
  /// Clear colour; nothing = keep what is there. Depth clears to 0 (reversed-Z: infinitely far).
  std::optional<std::array<float, 4>> clear_colour;
  bool clear_depth = false;
  VkImageLayout depth_layout = VK_IMAGE_LAYOUT_DEPTH_ATTACHMENT_OPTIMAL;
};

/// Dynamic rendering over the whole extent, with viewport and scissor set.
void begin_drawing(VkCommandBuffer commands, const DrawTarget& target);
inline void end_drawing(VkCommandBuffer commands) {
  vkCmdEndRendering(commands);
}
void set_viewport(VkCommandBuffer commands, VkExtent2D extent);

}  // namespace caspian::gpu
