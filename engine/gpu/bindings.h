// Descriptor sets and their layouts from plain lists. Sets: 0 = frame, 1 = what a pass reads.
// A BindingSet keeps its resources; what changes every frame is bound through FrameArena::bind.
#pragma once
#include <span>
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
  VkBufferView texels = VK_NULL_HANDLE;
  VkImageLayout layout = VK_IMAGE_LAYOUT_SHADER_READ_ONLY_OPTIMAL;
};

/// Which slots there are; the resources in `bindings` do not matter here.
class BindingLayout {
 public:
  BindingLayout() = default;
  BindingLayout(const Device& device, std::span<const Binding> bindings, const char* name);
  BindingLayout(BindingLayout&& other) noexcept;
  BindingLayout& operator=(BindingLayout&& other) noexcept;
  ~BindingLayout();
  VkDescriptorSetLayout handle() const { return layout_; }

 private:
  const Device* device_ = nullptr;
  VkDescriptorSetLayout layout_ = VK_NULL_HANDLE;
};

/// A set with its own layout and pool. A slot whose resource is null is left open for rebind().
class BindingSet {
 public:
  BindingSet() = default;
  BindingSet(const Device& device, std::vector<Binding> bindings, const char* name);
  BindingSet(BindingSet&& other) noexcept;
  BindingSet& operator=(BindingSet&& other) noexcept;
  ~BindingSet();

  VkDescriptorSetLayout layout() const { return layout_.handle(); }
  VkDescriptorSet set() const { return set_; }
  /// Points one slot at another resource; the set must not be in use by the device.
  void rebind(const Binding& binding);

 private:
  const Device* device_ = nullptr;
  BindingLayout layout_;
  VkDescriptorPool pool_ = VK_NULL_HANDLE;
  VkDescriptorSet set_ = VK_NULL_HANDLE;
};

/// Writes the resources of `bindings` into a set; null ones are skipped.
void write_bindings(const Device& device, VkDescriptorSet set, std::span<const Binding> bindings);

}  // namespace caspian::gpu
