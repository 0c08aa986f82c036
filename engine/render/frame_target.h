// The image a frame ends in, whoever owns it: colour R8G8B8A8_UNORM and depth D32_SFLOAT of one
// size.
#pragma once
#include "gpu/vulkan_api.h"

namespace caspian::render {

constexpr VkFormat k_colour_format = VK_FORMAT_R8G8B8A8_UNORM;
constexpr VkFormat k_depth_format = VK_FORMAT_D32_SFLOAT;
constexpr VkFormat k_pick_format = VK_FORMAT_R32G32_UINT;  // ids (shared/pick.h)

struct FrameTarget {
  VkImage colour = VK_NULL_HANDLE;
  VkImageView colour_view = VK_NULL_HANDLE;
  VkImage depth = VK_NULL_HANDLE;
  VkImageView depth_view = VK_NULL_HANDLE;
  VkExtent2D extent{};
};

}  // namespace caspian::render
