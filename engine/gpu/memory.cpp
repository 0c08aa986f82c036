// Which memory type a use wants, and its allocation.
#include "gpu/memory.h"

#include "core/check.h"
#include "gpu/vk_check.h"

namespace caspian::gpu {
namespace {
constexpr VkMemoryPropertyFlags k_coherent =
    VK_MEMORY_PROPERTY_HOST_VISIBLE_BIT | VK_MEMORY_PROPERTY_HOST_COHERENT_BIT;

uint32_t type_for(const Device& device, uint32_t allowed, MemoryUse use) {
  const VkMemoryPropertyFlags cached = k_coherent | VK_MEMORY_PROPERTY_HOST_CACHED_BIT;
  switch (use) {
    case MemoryUse::gpu:
      return device.memory_type(allowed, VK_MEMORY_PROPERTY_DEVICE_LOCAL_BIT);
    case MemoryUse::upload:
      return device.memory_type(allowed, k_coherent);
    case MemoryUse::readback:
      return device.has_memory_type(allowed, cached) ? device.memory_type(allowed, cached)
                                                     : device.memory_type(allowed, k_coherent);
  }
  CASPIAN_CHECK(!"a known use");
  return 0;
}
}  // namespace

MemoryBlock allocate_memory(const Device& device, const VkMemoryRequirements& requirements,
                            MemoryUse use, const char* name) {
  const uint32_t type = type_for(device, requirements.memoryTypeBits, use);
  const VkMemoryAllocateInfo info{.sType = VK_STRUCTURE_TYPE_MEMORY_ALLOCATE_INFO,
                                  .allocationSize = requirements.size,
                                  .memoryTypeIndex = type};
  MemoryBlock block;
  VK_CHECK(vkAllocateMemory(device.handle(), &info, nullptr, &block.memory));
  device.name_object(VK_OBJECT_TYPE_DEVICE_MEMORY, block.memory, name);
  block.is_host_visible = (device.memory_properties(type) & k_coherent) == k_coherent;
  return block;
}

}  // namespace caspian::gpu
