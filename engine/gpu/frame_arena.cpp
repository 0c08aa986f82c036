// Linear allocation in mapped blocks and in descriptor pools.
#include "gpu/frame_arena.h"

#include <algorithm>

#include "gpu/deletion_queue.h"
#include "gpu/vk_check.h"

namespace caspian::gpu {
namespace {
constexpr VkDeviceSize k_alignment = 256;  // the most that uniform and storage offsets may ask for
constexpr VkDeviceSize k_block_size = 4u << 20;
constexpr uint32_t k_sets_per_pool = 64;
}  // namespace

FrameArena::~FrameArena() {
  for (VkDescriptorPool pool : pools_)
    device_->deletions().retire(VK_OBJECT_TYPE_DESCRIPTOR_POOL, pool);
}

ArenaSlice FrameArena::allocate(VkDeviceSize size) {
  size = std::max<VkDeviceSize>(size, 16);
  while (block_ < blocks_.size() && used_ + size > blocks_[block_].size()) {
    ++block_;
    used_ = 0;
  }
  if (block_ == blocks_.size())
    blocks_.emplace_back(*device_, std::max(size, k_block_size),
                         VK_BUFFER_USAGE_VERTEX_BUFFER_BIT | VK_BUFFER_USAGE_INDEX_BUFFER_BIT |
                             VK_BUFFER_USAGE_UNIFORM_BUFFER_BIT |
                             VK_BUFFER_USAGE_STORAGE_BUFFER_BIT |
                             VK_BUFFER_USAGE_INDIRECT_BUFFER_BIT | VK_BUFFER_USAGE_TRANSFER_SRC_BIT,
                         MemoryUse::upload, "frame arena");
  const Buffer& block = blocks_[block_];
  const ArenaSlice slice{block.handle(), used_, size, block.mapped() + used_};
  used_ = (used_ + size + k_alignment - 1) / k_alignment * k_alignment;
  return slice;
}

VkDescriptorPool FrameArena::add_pool() {
  const VkDescriptorPoolSize sizes[] = {
      {VK_DESCRIPTOR_TYPE_UNIFORM_BUFFER, 2 * k_sets_per_pool},
      {VK_DESCRIPTOR_TYPE_STORAGE_BUFFER, 6 * k_sets_per_pool},
      {VK_DESCRIPTOR_TYPE_UNIFORM_TEXEL_BUFFER, 4 * k_sets_per_pool},
      {VK_DESCRIPTOR_TYPE_STORAGE_IMAGE, k_sets_per_pool},
      {VK_DESCRIPTOR_TYPE_COMBINED_IMAGE_SAMPLER, 4 * k_sets_per_pool}};
  const VkDescriptorPoolCreateInfo info{.sType = VK_STRUCTURE_TYPE_DESCRIPTOR_POOL_CREATE_INFO,
                                        .maxSets = k_sets_per_pool,
                                        .poolSizeCount = uint32_t(std::size(sizes)),
                                        .pPoolSizes = sizes};
  VkDescriptorPool pool = VK_NULL_HANDLE;
  VK_CHECK(vkCreateDescriptorPool(device_->handle(), &info, nullptr, &pool));
  device_->name_object(VK_OBJECT_TYPE_DESCRIPTOR_POOL, pool, "frame arena");
  pools_.push_back(pool);
  return pool;
}

VkDescriptorSet FrameArena::bind(VkDescriptorSetLayout layout, std::span<const Binding> bindings) {
  VkDescriptorSet set = VK_NULL_HANDLE;
  for (;;) {
    const bool is_new = pool_ == pools_.size();
    const VkDescriptorSetAllocateInfo info{.sType = VK_STRUCTURE_TYPE_DESCRIPTOR_SET_ALLOCATE_INFO,
                                           .descriptorPool = is_new ? add_pool() : pools_[pool_],
                                           .descriptorSetCount = 1,
                                           .pSetLayouts = &layout};
    const VkResult made = vkAllocateDescriptorSets(device_->handle(), &info, &set);
    const bool is_full = made == VK_ERROR_OUT_OF_POOL_MEMORY || made == VK_ERROR_FRAGMENTED_POOL;
    if (!is_full || is_new) {
      VK_CHECK(made);
      break;
    }
    ++pool_;
  }
  write_bindings(*device_, set, bindings);
  return set;
}

void FrameArena::reset() {
  block_ = 0;
  used_ = 0;
  for (VkDescriptorPool pool : pools_) VK_CHECK(vkResetDescriptorPool(device_->handle(), pool, 0));
  pool_ = 0;
}

}  // namespace caspian::gpu
