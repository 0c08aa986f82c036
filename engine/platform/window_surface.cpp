// GLFW makes the surface for whichever window system there is.
#include "platform/window_surface.h"

#define GLFW_INCLUDE_NONE
#include <GLFW/glfw3.h>

namespace caspian::platform {

Result<VkSurfaceKHR> make_surface(const Window& window, VkInstance instance) {
  VkSurfaceKHR surface = VK_NULL_HANDLE;
  if (glfwCreateWindowSurface(instance, window.handle(), nullptr, &surface) == VK_SUCCESS)
    return surface;
  return Failure{"the window cannot be drawn to: no surface could be made",
                 Failure::Kind::no_device};
}

}  // namespace caspian::platform
