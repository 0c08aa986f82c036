// The timeline semaphore behind frames in flight and deferred deletion.
#include "gpu/timeline.h"

#include "gpu/vk_check.h"

namespace caspian::gpu {

Timeline::Timeline(VkDevice device) : device_(device) {
  const VkSemaphoreTypeCreateInfo type{.sType = VK_STRUCTURE_TYPE_SEMAPHORE_TYPE_CREATE_INFO,
                                       .semaphoreType = VK_SEMAPHORE_TYPE_TIMELINE};
  const VkSemaphoreCreateInfo info{.sType = VK_STRUCTURE_TYPE_SEMAPHORE_CREATE_INFO,
                                   .pNext = &type};
  VK_CHECK(vkCreateSemaphore(device_, &info, nullptr, &semaphore_));
}

Timeline::~Timeline() {
  vkDestroySemaphore(device_, semaphore_, nullptr);
}

uint64_t Timeline::completed() const {
  uint64_t value = 0;
  VK_CHECK(vkGetSemaphoreCounterValue(device_, semaphore_, &value));
  return value;
}

void Timeline::wait(uint64_t value) const {
  const VkSemaphoreWaitInfo info{.sType = VK_STRUCTURE_TYPE_SEMAPHORE_WAIT_INFO,
                                 .semaphoreCount = 1,
                                 .pSemaphores = &semaphore_,
                                 .pValues = &value};
  VK_CHECK(vkWaitSemaphores(device_, &info, UINT64_MAX));
}

}  // namespace caspian::gpu
