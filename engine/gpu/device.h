// One Vulkan instance, device and queue, and the count of validation errors. Baseline: Vulkan 1.3 core with
// dynamicRendering, synchronization2, maintenance4, timelineSemaphore; nothing else is required.
#pragma once
#include <memory>
#include <string>
#include <vector>

#include "core/result.h"
#include "gpu/vulkan_api.h"

namespace caspian::gpu {

class DeletionQueue;

struct DeviceOptions {
  bool validation = CASPIAN_VALIDATION_DEFAULT;  // core + synchronization validation
  bool force_staging = false;    // upload through staging buffers even where all memory is visible (tests)
  bool prefer_software = false;  // choose a CPU device when there is one
  std::vector<const char*> instance_extensions;  // of the window system; empty = headless
};

struct DeviceFacts {
  std::string name, driver, api_version;
  bool is_cpu = false;
  bool has_timestamps = false;
  bool has_int64_buffer_atomics = false;
  bool has_swapchain = false;
  float timestamp_period_ns = 0;
  float max_anisotropy = 1;  // 1 = off
};

class Device {
 public:
  static Result<std::unique_ptr<Device>> create(const DeviceOptions& options);
  ~Device();
  Device(const Device&) = delete;
  Device& operator=(const Device&) = delete;

  VkInstance instance() const { return instance_; }
  VkPhysicalDevice physical() const { return physical_; }
  VkDevice handle() const { return device_; }
  VkQueue queue() const { return queue_; }
  uint32_t queue_family() const { return queue_family_; }
  const DeviceFacts& facts() const { return facts_; }
  bool force_staging() const { return force_staging_; }
  DeletionQueue& deletions() const { return *deletions_; }

  /// Index of a memory type with these properties among `allowed` bits; aborts when there is none.
  uint32_t memory_type(uint32_t allowed, VkMemoryPropertyFlags wanted) const;
  /// Debug name of an object (nothing without validation).
  void name_object(VkObjectType type, uint64_t handle, const char* name) const;
  /// Records and submits at once, and waits: for loading, never inside a frame.
  template <typename Record>
  void submit_now(Record&& record) const {
    VkCommandBuffer commands = begin_now();
    record(commands);
    end_now(commands);
  }
  void wait_idle() const;
  /// Validation messages of severity ERROR so far in this process, with their texts.
  static int validation_errors();
  static std::vector<std::string> validation_messages();

 private:
  Device() = default;
  VkCommandBuffer begin_now() const;
  void end_now(VkCommandBuffer commands) const;

  VkInstance instance_ = VK_NULL_HANDLE;
  VkDebugUtilsMessengerEXT messenger_ = VK_NULL_HANDLE;
  VkPhysicalDevice physical_ = VK_NULL_HANDLE;
  VkDevice device_ = VK_NULL_HANDLE;
  VkQueue queue_ = VK_NULL_HANDLE;
  uint32_t queue_family_ = 0;
  VkCommandPool loading_pool_ = VK_NULL_HANDLE;
  VkPhysicalDeviceMemoryProperties memory_{};
  DeviceFacts facts_;
  bool force_staging_ = false;
  std::unique_ptr<DeletionQueue> deletions_;
};

}  // namespace caspian::gpu
