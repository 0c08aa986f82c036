// The one place where the window meets Vulkan.
#pragma once
#include "core/result.h"
#include "gpu/vulkan_api.h"
#include "platform/window.h"

namespace caspian::platform {

/// The caller (the swapchain) owns the surface.
Result<VkSurfaceKHR> make_surface(const Window& window, VkInstance instance);

}  // namespace caspian::platform
