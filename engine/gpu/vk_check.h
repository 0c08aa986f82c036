// Checks for Vulkan calls that must not fail: expression, file and line, then the end of the
// program. Losing the device or running out of memory is the environment's fault and ends with exit
// code 3.
#pragma once
#include "gpu/vulkan_api.h"

namespace caspian::gpu {

/// Name of the codes that can reach a user; the number for the rest.
const char* result_name(VkResult result);
[[noreturn]] void fail_vk_check(VkResult result, const char* expression, const char* file,
                                int line);

}  // namespace caspian::gpu

/// Positive codes (VK_SUBOPTIMAL_KHR, VK_INCOMPLETE) are not failures.
#define VK_CHECK(expression)                                                           \
  do {                                                                                 \
    if (const VkResult vk_check_result = (expression); vk_check_result < 0)            \
      ::caspian::gpu::fail_vk_check(vk_check_result, #expression, __FILE__, __LINE__); \
  } while (false)
