// Device memory for one buffer or image: dedicated allocations, enough for our few dozen resources.
#pragma once
#include "gpu/device.h"

namespace caspian::gpu {

enum class MemoryUse { gpu, upload, readback };  // upload and readback stay mapped

struct MemoryBlock {
  VkDeviceMemory memory = VK_NULL_HANDLE;
  bool is_host_visible = false;  // and coherent
};

MemoryBlock allocate_memory(const Device& device, const VkMemoryRequirements& requirements,
                            MemoryUse use, const char* name);

}  // namespace caspian::gpu
