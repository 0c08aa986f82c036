// Destroys retired handles in the order in which they were handed over.
#include "gpu/deletion_queue.h"

#include "core/check.h"

namespace caspian::gpu {
namespace {
template <typename Handle>
Handle as(uint64_t handle) {
  return reinterpret_cast<Handle>(handle);
}
}  // namespace

void DeletionQueue::collect() {
  const uint64_t completed = timeline_.completed();
  while (!entries_.empty() && entries_.front().value <= completed) {
    destroy(entries_.front());
    entries_.pop_front();
  }
}

void DeletionQueue::flush() {
  for (const Entry& entry : entries_) destroy(entry);
  entries_.clear();
}

void DeletionQueue::destroy(const Entry& entry) const {
  const uint64_t handle = entry.handle;
  switch (entry.type) {
    case VK_OBJECT_TYPE_BUFFER:
      return vkDestroyBuffer(device_, as<VkBuffer>(handle), nullptr);
    case VK_OBJECT_TYPE_BUFFER_VIEW:
      return vkDestroyBufferView(device_, as<VkBufferView>(handle), nullptr);
    case VK_OBJECT_TYPE_IMAGE:
      return vkDestroyImage(device_, as<VkImage>(handle), nullptr);
    case VK_OBJECT_TYPE_IMAGE_VIEW:
      return vkDestroyImageView(device_, as<VkImageView>(handle), nullptr);
    case VK_OBJECT_TYPE_DEVICE_MEMORY:
      return vkFreeMemory(device_, as<VkDeviceMemory>(handle), nullptr);
    case VK_OBJECT_TYPE_SAMPLER:
      return vkDestroySampler(device_, as<VkSampler>(handle), nullptr);
    case VK_OBJECT_TYPE_PIPELINE:
      return vkDestroyPipeline(device_, as<VkPipeline>(handle), nullptr);
    case VK_OBJECT_TYPE_PIPELINE_LAYOUT:
      return vkDestroyPipelineLayout(device_, as<VkPipelineLayout>(handle), nullptr);
    case VK_OBJECT_TYPE_DESCRIPTOR_POOL:
      return vkDestroyDescriptorPool(device_, as<VkDescriptorPool>(handle), nullptr);
    case VK_OBJECT_TYPE_DESCRIPTOR_SET_LAYOUT:
      return vkDestroyDescriptorSetLayout(device_, as<VkDescriptorSetLayout>(handle), nullptr);
    case VK_OBJECT_TYPE_QUERY_POOL:
      return vkDestroyQueryPool(device_, as<VkQueryPool>(handle), nullptr);
    case VK_OBJECT_TYPE_RENDER_PASS:
      return vkDestroyRenderPass(device_, as<VkRenderPass>(handle), nullptr);
    case VK_OBJECT_TYPE_FRAMEBUFFER:
      return vkDestroyFramebuffer(device_, as<VkFramebuffer>(handle), nullptr);
    default:
      CASPIAN_CHECK(!"a kind of handle that the deletion queue knows");
  }
}

}  // namespace caspian::gpu
