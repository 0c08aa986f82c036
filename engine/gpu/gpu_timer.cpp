// Timestamps around passes.
#include "gpu/gpu_timer.h"

#include "gpu/deletion_queue.h"
#include "gpu/vk_check.h"

namespace caspian::gpu {
namespace {
constexpr uint32_t k_max_passes = 31;
}

GpuTimer::GpuTimer(const Device& device) : device_(&device) {
  if (!device.facts().has_timestamps) return;
  const VkQueryPoolCreateInfo info{.sType = VK_STRUCTURE_TYPE_QUERY_POOL_CREATE_INFO,
                                   .queryType = VK_QUERY_TYPE_TIMESTAMP,
                                   .queryCount = 2 * k_max_passes};
  VK_CHECK(vkCreateQueryPool(device.handle(), &info, nullptr, &pool_));
  device.name_object(VK_OBJECT_TYPE_QUERY_POOL, pool_, "pass times");
}

GpuTimer::~GpuTimer() {
  device_->deletions().retire(VK_OBJECT_TYPE_QUERY_POOL, pool_);
}

void GpuTimer::begin_frame(VkCommandBuffer commands) {
  names_.clear();
  if (pool_) vkCmdResetQueryPool(commands, pool_, 0, 2 * k_max_passes);
}

void GpuTimer::begin_pass(VkCommandBuffer commands, const char* name) {
  device_->begin_label(commands, name);
  is_measuring_ = pool_ && names_.size() < k_max_passes;
  if (!is_measuring_) return;
  vkCmdWriteTimestamp2(commands, VK_PIPELINE_STAGE_2_ALL_COMMANDS_BIT, pool_,
                       uint32_t(2 * names_.size()));
  names_.emplace_back(name);
}

void GpuTimer::end_pass(VkCommandBuffer commands) {
  if (is_measuring_)
    vkCmdWriteTimestamp2(commands, VK_PIPELINE_STAGE_2_ALL_COMMANDS_BIT, pool_,
                         uint32_t(2 * names_.size() - 1));
  is_measuring_ = false;
  device_->end_label(commands);
}

std::vector<PassTime> GpuTimer::read() const {
  std::vector<PassTime> times;
  if (names_.empty()) return times;
  std::vector<uint64_t> ticks(2 * names_.size());
  VK_CHECK(vkGetQueryPoolResults(device_->handle(), pool_, 0, uint32_t(ticks.size()),
                                 ticks.size() * sizeof(uint64_t), ticks.data(), sizeof(uint64_t),
                                 VK_QUERY_RESULT_64_BIT | VK_QUERY_RESULT_WAIT_BIT));
  for (size_t i = 0; i < names_.size(); ++i)
    times.push_back({names_[i], double(ticks[2 * i + 1] - ticks[2 * i]) *
                                    device_->facts().timestamp_period_ns * 1e-6});
  return times;
}

}  // namespace caspian::gpu
