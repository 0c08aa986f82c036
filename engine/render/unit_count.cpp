// The account's buffer and its reading.
#include "render/unit_count.h"

#include <algorithm>
#include <bit>
#include <cstring>

#include "gpu/barriers.h"

namespace caspian::render {
namespace {
constexpr size_t k_head_words = 4;  // drawn, culled, hidden, repeated

gpu::Binding slot() {
  return {.slot = 0, .stages = VK_SHADER_STAGE_COMPUTE_BIT};
}
}  // namespace

UnitCount::UnitCount(const gpu::Device& device)
    : device_(device),
      layout_(device, std::span(&static_cast<const gpu::Binding&>(slot()), 1),
              "unit account layout") {}

VkDescriptorSet UnitCount::open(const PassFrame& frame, uint32_t unit_count) {
  unit_count_ = unit_count;
  const VkDeviceSize bytes = (k_head_words + (unit_count + 31) / 32) * sizeof(uint32_t);
  if (account_.size() < bytes)
    account_ = gpu::Buffer(device_, bytes, VK_BUFFER_USAGE_STORAGE_BUFFER_BIT, gpu::MemoryUse::gpu,
                           "unit account");
  gpu::earlier_reads_before_compute_writes(frame.commands);
  vkCmdFillBuffer(frame.commands, account_.handle(), 0, VK_WHOLE_SIZE, 0);
  gpu::transfer_writes_before_compute(frame.commands);
  const gpu::Binding binding{.slot = 0, .buffer = account_.handle()};
  return frame.arena.bind(layout_.handle(), {&binding, 1});
}

UnitAccount UnitCount::read() const {
  const size_t words = k_head_words + (unit_count_ + 31) / 32;
  const gpu::Buffer copy(device_, words * sizeof(uint32_t), 0, gpu::MemoryUse::readback,
                         "unit account copy");
  device_.submit_now([&](VkCommandBuffer commands) {
    const VkBufferCopy region{0, 0, copy.size()};
    vkCmdCopyBuffer(commands, account_.handle(), copy.handle(), 1, &region);
    gpu::transfer_writes_before_host(commands);
  });
  std::vector<uint32_t> values(words);
  std::memcpy(values.data(), copy.mapped(), copy.size());
  UnitAccount account{
      .drawn = values[0], .culled = values[1], .hidden = values[2], .repeated = values[3]};
  uint64_t met = 0;
  for (size_t i = k_head_words; i < words; ++i) met += uint64_t(std::popcount(values[i]));
  account.missing = unit_count_ - std::min<uint64_t>(met, unit_count_);
  return account;
}

}  // namespace caspian::render
