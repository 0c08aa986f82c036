// The debug messenger's callback and its list.
#include "gpu/validation_log.h"

#include <cstdio>
#include <mutex>

namespace caspian::gpu {
namespace {
struct Log {
  std::mutex mutex;
  std::vector<std::string> messages;
};

Log& log() {
  static Log instance;
  return instance;
}

VKAPI_ATTR VkBool32 VKAPI_CALL on_message(VkDebugUtilsMessageSeverityFlagBitsEXT,
                                          VkDebugUtilsMessageTypeFlagsEXT,
                                          const VkDebugUtilsMessengerCallbackDataEXT* data, void*) {
  const std::lock_guard lock(log().mutex);
  log().messages.emplace_back(data->pMessage ? data->pMessage : "");
  std::fprintf(stderr, "validation: %s\n", log().messages.back().c_str());
  return VK_FALSE;
}
}  // namespace

VkDebugUtilsMessengerCreateInfoEXT messenger_info() {
  return {.sType = VK_STRUCTURE_TYPE_DEBUG_UTILS_MESSENGER_CREATE_INFO_EXT,
          .messageSeverity = VK_DEBUG_UTILS_MESSAGE_SEVERITY_ERROR_BIT_EXT,
          .messageType = VK_DEBUG_UTILS_MESSAGE_TYPE_GENERAL_BIT_EXT |
                         VK_DEBUG_UTILS_MESSAGE_TYPE_VALIDATION_BIT_EXT,
          .pfnUserCallback = on_message};
}

std::vector<std::string> logged_validation_messages() {
  const std::lock_guard lock(log().mutex);
  return log().messages;
}

void clear_logged_validation_messages() {
  const std::lock_guard lock(log().mutex);
  log().messages.clear();
}

}  // namespace caspian::gpu
