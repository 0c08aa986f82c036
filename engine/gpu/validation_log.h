// Collects validation messages of severity ERROR. One list per process: messages also come while an
// instance is being made or destroyed, when no Device exists to keep them.
#pragma once
#include <string>
#include <vector>

#include "gpu/vulkan_api.h"

namespace caspian::gpu {

/// What to chain to the instance and to make the messenger from.
VkDebugUtilsMessengerCreateInfoEXT messenger_info();
std::vector<std::string> logged_validation_messages();
void clear_logged_validation_messages();

}  // namespace caspian::gpu
