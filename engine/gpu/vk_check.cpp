// What happens when a Vulkan call that must not fail does fail.
#include "gpu/vk_check.h"

#include <cstdio>
#include <cstdlib>

#include "core/check.h"

namespace caspian::gpu {

const char* result_name(VkResult result) {
  switch (result) {
    case VK_SUCCESS:
      return "VK_SUCCESS";
    case VK_SUBOPTIMAL_KHR:
      return "VK_SUBOPTIMAL_KHR";
    case VK_ERROR_OUT_OF_HOST_MEMORY:
      return "VK_ERROR_OUT_OF_HOST_MEMORY";
    case VK_ERROR_OUT_OF_DEVICE_MEMORY:
      return "VK_ERROR_OUT_OF_DEVICE_MEMORY";
    case VK_ERROR_INITIALIZATION_FAILED:
      return "VK_ERROR_INITIALIZATION_FAILED";
    case VK_ERROR_DEVICE_LOST:
      return "VK_ERROR_DEVICE_LOST";
    case VK_ERROR_LAYER_NOT_PRESENT:
      return "VK_ERROR_LAYER_NOT_PRESENT";
    case VK_ERROR_EXTENSION_NOT_PRESENT:
      return "VK_ERROR_EXTENSION_NOT_PRESENT";
    case VK_ERROR_FEATURE_NOT_PRESENT:
      return "VK_ERROR_FEATURE_NOT_PRESENT";
    case VK_ERROR_INCOMPATIBLE_DRIVER:
      return "VK_ERROR_INCOMPATIBLE_DRIVER";
    case VK_ERROR_TOO_MANY_OBJECTS:
      return "VK_ERROR_TOO_MANY_OBJECTS";
    case VK_ERROR_SURFACE_LOST_KHR:
      return "VK_ERROR_SURFACE_LOST_KHR";
    case VK_ERROR_OUT_OF_DATE_KHR:
      return "VK_ERROR_OUT_OF_DATE_KHR";
    default:
      return "a Vulkan error";
  }
}

void fail_vk_check(VkResult result, const char* expression, const char* file, int line) {
  const char* sentence = nullptr;
  if (result == VK_ERROR_DEVICE_LOST) sentence = "the graphics device was lost";
  if (result == VK_ERROR_OUT_OF_DEVICE_MEMORY) sentence = "the graphics device is out of memory";
  if (sentence) {
    std::fprintf(stderr, "caspian: %s (%s)\n", sentence, result_name(result));
    std::_Exit(3);
  }
  char note[96];
  std::snprintf(note, sizeof note, "returned %s (%d)", result_name(result), int(result));
  fail_check(expression, file, line, note);
}

}  // namespace caspian::gpu
