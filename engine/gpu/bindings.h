// A descriptor set with its layout, made from a plain list. Sets: 0 = frame, 1 = what a pass reads.
#pragma once
#include <vector>

#include "gpu/buffer.h"
#include "gpu/image.h"

namespace caspian::gpu {

struct Binding {
  uint32_t slot = 0;
  VkDescriptorType type = VK_DESCRIPTOR_TYPE_STORAGE_BUFFER;
  VkShaderStageFlags stages = VK_SHADER_STAGE_ALL;
  // one of:
  VkBuffer buffer = VK_NULL_HANDLE;
  VkDeviceSize offset = 0, range = VK_WHOLE_SIZE;
  VkImageView view = VK_NULL_HANDLE;
  VkSampler sampler = VK_NULL_HANDLE;
  VkImageLayout layout = VK_IMAGE_LAYOUT_SHADER_READ_ONLY_OPTIMAL;
};

class BindingSet {
 public:
  BindingSet() = default;
  BindingSet(const Device& device, std::vector<Binding> bindings, const char* name);
  BindingSet(BindingSet&& other) noexcept;
  BindingSet& operator=(BindingSet&& other) noexcept;
  ~BindingSet();

  VkDescriptorSetLayout layout() const { return layout_; }
  VkDescriptorSet set() const { return set_; }
  /// Points one slot at another resource; the set must not be in use by the device.
  void rebind(const Binding& binding);

 private:
  const Device* device_ = nullptr;
  VkDescriptorSetLayout layout_ = VK_NULL_HANDLE;
  VkDescriptorPool pool_ = VK_NULL_HANDLE;
  VkDescriptorSet set_ = VK_NULL_HANDLE;
};

}  // namespace caspian::gpu
