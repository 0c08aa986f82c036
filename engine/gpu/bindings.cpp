// Layouts, pools and writes of descriptor sets.
#include "gpu/bindings.h"

#include <utility>

#include "gpu/deletion_queue.h"
#include "gpu/vk_check.h"

namespace caspian::gpu {

BindingLayout::BindingLayout(const Device& device, std::span<const Binding> bindings,
                             const char* name)
    : device_(&device) {
  std::vector<VkDescriptorSetLayoutBinding> slots;
  for (const Binding& binding : bindings)
    slots.push_back({.binding = binding.slot,
                     .descriptorType = binding.type,
                     .descriptorCount = 1,
                     .stageFlags = binding.stages});
  const VkDescriptorSetLayoutCreateInfo info{
      .sType = VK_STRUCTURE_TYPE_DESCRIPTOR_SET_LAYOUT_CREATE_INFO,
      .bindingCount = uint32_t(slots.size()),
      .pBindings = slots.data()};
  VK_CHECK(vkCreateDescriptorSetLayout(device.handle(), &info, nullptr, &layout_));
  device.name_object(VK_OBJECT_TYPE_DESCRIPTOR_SET_LAYOUT, layout_, name);
}

BindingLayout::BindingLayout(BindingLayout&& other) noexcept {
  *this = std::move(other);
}

BindingLayout& BindingLayout::operator=(BindingLayout&& other) noexcept {
  std::swap(device_, other.device_);
  std::swap(layout_, other.layout_);
  return *this;
}

BindingLayout::~BindingLayout() {
  if (layout_) device_->deletions().retire(VK_OBJECT_TYPE_DESCRIPTOR_SET_LAYOUT, layout_);
}

BindingSet::BindingSet(const Device& device, std::vector<Binding> bindings, const char* name)
    : device_(&device), layout_(device, bindings, name) {
  std::vector<VkDescriptorPoolSize> sizes;
  for (const Binding& binding : bindings) sizes.push_back({binding.type, 1});
  const VkDescriptorPoolCreateInfo pool{.sType = VK_STRUCTURE_TYPE_DESCRIPTOR_POOL_CREATE_INFO,
                                        .maxSets = 1,
                                        .poolSizeCount = uint32_t(sizes.size()),
                                        .pPoolSizes = sizes.data()};
  VK_CHECK(vkCreateDescriptorPool(device.handle(), &pool, nullptr, &pool_));
  const VkDescriptorSetLayout layout = layout_.handle();
  const VkDescriptorSetAllocateInfo info{.sType = VK_STRUCTURE_TYPE_DESCRIPTOR_SET_ALLOCATE_INFO,
                                         .descriptorPool = pool_,
                                         .descriptorSetCount = 1,
                                         .pSetLayouts = &layout};
  VK_CHECK(vkAllocateDescriptorSets(device.handle(), &info, &set_));
  device.name_object(VK_OBJECT_TYPE_DESCRIPTOR_SET, set_, name);
  write_bindings(device, set_, bindings);
}

BindingSet::BindingSet(BindingSet&& other) noexcept {
  *this = std::move(other);
}

BindingSet& BindingSet::operator=(BindingSet&& other) noexcept {
  std::swap(device_, other.device_);
  std::swap(layout_, other.layout_);
  std::swap(pool_, other.pool_);
  std::swap(set_, other.set_);
  return *this;
}

BindingSet::~BindingSet() {
  if (pool_) device_->deletions().retire(VK_OBJECT_TYPE_DESCRIPTOR_POOL, pool_);
}

void BindingSet::rebind(const Binding& binding) {
  write_bindings(*device_, set_, {&binding, 1});
}

void write_bindings(const Device& device, VkDescriptorSet set, std::span<const Binding> bindings) {
  std::vector<VkDescriptorBufferInfo> buffers(bindings.size());
  std::vector<VkDescriptorImageInfo> images(bindings.size());
  std::vector<VkWriteDescriptorSet> writes;
  for (size_t i = 0; i < bindings.size(); ++i) {
    const Binding& binding = bindings[i];
    if (!binding.buffer && !binding.view && !binding.sampler && !binding.texels) continue;
    buffers[i] = {binding.buffer, binding.offset, binding.range};
    images[i] = {binding.sampler, binding.view, binding.layout};
    writes.push_back({.sType = VK_STRUCTURE_TYPE_WRITE_DESCRIPTOR_SET,
                      .dstSet = set,
                      .dstBinding = binding.slot,
                      .descriptorCount = 1,
                      .descriptorType = binding.type,
                      .pImageInfo = binding.view || binding.sampler ? &images[i] : nullptr,
                      .pBufferInfo = binding.buffer ? &buffers[i] : nullptr,
                      .pTexelBufferView = binding.texels ? &binding.texels : nullptr});
  }
  vkUpdateDescriptorSets(device.handle(), uint32_t(writes.size()), writes.data(), 0, nullptr);
}

}  // namespace caspian::gpu
