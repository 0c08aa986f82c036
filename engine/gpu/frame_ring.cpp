// Slots, their waiting and their submission.
#include "gpu/frame_ring.h"

#include "core/check.h"
#include "gpu/deletion_queue.h"
#include "gpu/timeline.h"
#include "gpu/vk_check.h"

namespace caspian::gpu {

FrameRing::FrameRing(const Device& device) : device_(&device) {
  for (auto& slot : slots_) {
    slot = std::make_unique<Slot>(device);
    const VkCommandPoolCreateInfo pool{.sType = VK_STRUCTURE_TYPE_COMMAND_POOL_CREATE_INFO,
                                       .flags = VK_COMMAND_POOL_CREATE_TRANSIENT_BIT,
                                       .queueFamilyIndex = device.queue_family()};
    VK_CHECK(vkCreateCommandPool(device.handle(), &pool, nullptr, &slot->pool));
    const VkCommandBufferAllocateInfo info{.sType = VK_STRUCTURE_TYPE_COMMAND_BUFFER_ALLOCATE_INFO,
                                           .commandPool = slot->pool,
                                           .level = VK_COMMAND_BUFFER_LEVEL_PRIMARY,
                                           .commandBufferCount = 1};
    VK_CHECK(vkAllocateCommandBuffers(device.handle(), &info, &slot->commands));
    device.name_object(VK_OBJECT_TYPE_COMMAND_BUFFER, slot->commands, "frame");
  }
}

FrameRing::~FrameRing() {
  finish();
  for (auto& slot : slots_) vkDestroyCommandPool(device_->handle(), slot->pool, nullptr);
}

void FrameRing::wait_for(Slot& slot) {
  if (slot.value == 0) return;
  device_->timeline().wait(slot.value);
  last_times_ = slot.timer.read();
  slot.value = 0;
}

Frame FrameRing::begin() {
  CASPIAN_CHECK(!is_recording_);
  is_recording_ = true;
  Slot& slot = *slots_[next_];
  wait_for(slot);
  device_->deletions().collect();
  slot.arena.reset();
  VK_CHECK(vkResetCommandPool(device_->handle(), slot.pool, 0));
  const VkCommandBufferBeginInfo begin{.sType = VK_STRUCTURE_TYPE_COMMAND_BUFFER_BEGIN_INFO,
                                       .flags = VK_COMMAND_BUFFER_USAGE_ONE_TIME_SUBMIT_BIT};
  VK_CHECK(vkBeginCommandBuffer(slot.commands, &begin));
  slot.timer.begin_frame(slot.commands);
  return {slot.commands, slot.arena, slot.timer, device_->timeline().reserve(), next_};
}

void FrameRing::end(const Frame& frame, const FrameSignals& signals) {
  CASPIAN_CHECK(is_recording_ && frame.slot == next_);
  is_recording_ = false;
  Slot& slot = *slots_[next_];
  next_ = (next_ + 1) % k_frames_in_flight;
  slot.value = frame.value;
  VK_CHECK(vkEndCommandBuffer(slot.commands));

  const auto at = [](VkSemaphore semaphore, uint64_t value, VkPipelineStageFlags2 stages) {
    return VkSemaphoreSubmitInfo{.sType = VK_STRUCTURE_TYPE_SEMAPHORE_SUBMIT_INFO,
                                 .semaphore = semaphore,
                                 .value = value,
                                 .stageMask = stages};
  };
  const VkSemaphoreSubmitInfo wait = at(signals.wait, 0, VK_PIPELINE_STAGE_2_ALL_TRANSFER_BIT);
  const VkSemaphoreSubmitInfo signal[] = {
      at(device_->timeline().semaphore(), frame.value, VK_PIPELINE_STAGE_2_ALL_COMMANDS_BIT),
      at(signals.signal, 0, VK_PIPELINE_STAGE_2_ALL_COMMANDS_BIT)};
  const VkCommandBufferSubmitInfo buffer{.sType = VK_STRUCTURE_TYPE_COMMAND_BUFFER_SUBMIT_INFO,
                                         .commandBuffer = slot.commands};
  const VkSubmitInfo2 submit{.sType = VK_STRUCTURE_TYPE_SUBMIT_INFO_2,
                             .waitSemaphoreInfoCount = signals.wait ? 1u : 0u,
                             .pWaitSemaphoreInfos = &wait,
                             .commandBufferInfoCount = 1,
                             .pCommandBufferInfos = &buffer,
                             .signalSemaphoreInfoCount = signals.signal ? 2u : 1u,
                             .pSignalSemaphoreInfos = signal};
  VK_CHECK(vkQueueSubmit2(device_->queue(), 1, &submit, VK_NULL_HANDLE));
}

void FrameRing::finish() {
  for (size_t i = 0; i < k_frames_in_flight; ++i)  // the oldest first
    wait_for(*slots_[(next_ + i) % k_frames_in_flight]);
}

}  // namespace caspian::gpu
