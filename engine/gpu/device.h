// One Vulkan instance, device and queue, and the count of validation errors. Baseline: Vulkan 1.3
// core with dynamicRendering, synchronization2, maintenance4, timelineSemaphore; nothing else is
// required.
#pragma once
#include <memory>
#include <string>
#include <vector>

#include "core/result.h"
#include "gpu/vulkan_api.h"

namespace caspian::gpu {

class DeletionQueue;
class Timeline;

struct DeviceOptions {
  bool validation = CASPIAN_VALIDATION_DEFAULT;  // core + synchronization validation
  bool force_staging =
      false;  // upload through staging buffers even where memory is visible (tests)
  bool prefer_software = false;                  // choose a CPU device when there is one
  std::vector<const char*> instance_extensions;  // of the window system; empty = headless
};

struct DeviceFacts {
  std::string name, driver, api_version;
  bool is_cpu = false;
  bool has_validation = false;  // asked for and installed
  bool has_timestamps = false;
  bool has_int64_buffer_atomics = false;
  bool has_swapchain = false;  // extension there and asked for
  float timestamp_period_ns = 0;
  float max_anisotropy = 1;  // 1 = off
  uint32_t max_image_size = 0;
};

class Device {
 public:
  /// Fails with Failure::Kind::no_device when there is no driver or no device with the baseline.
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
  Timeline& timeline() const { return *timeline_; }

  /// Index of a memory type with these properties among `allowed` bits; aborts when there is none.
  uint32_t memory_type(uint32_t allowed, VkMemoryPropertyFlags wanted) const;
  bool has_memory_type(uint32_t allowed, VkMemoryPropertyFlags wanted) const;
  VkMemoryPropertyFlags memory_properties(uint32_t type) const {
    return memory_.memoryTypes[type].propertyFlags;
  }
  /// Debug name of an object (nothing without validation).
  void name_object(VkObjectType type, uint64_t handle, const char* name) const;
  template <typename Handle>
  void name_object(VkObjectType type, Handle* handle, const char* name) const {
    name_object(type, reinterpret_cast<uint64_t>(handle), name);
  }
  /// A label around the commands of a pass (nothing without validation).
  void begin_label(VkCommandBuffer commands, const char* name) const;
  void end_label(VkCommandBuffer commands) const;
  /// Records and submits at once, and waits: for loading. Blocks when called while a frame is
  /// recorded.
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
  /// Forgets them: for tests that provoke one.
  static void clear_validation();

 private:
  Device() = default;
  Outcome create_instance(const DeviceOptions& options);
  Outcome choose_physical(bool prefer_software);
  Outcome create_device(bool with_swapchain);
  void read_facts();
  VkCommandBuffer begin_now() const;
  void end_now(VkCommandBuffer commands) const;

  VkInstance instance_ = VK_NULL_HANDLE;
  VkDebugUtilsMessengerEXT messenger_ = VK_NULL_HANDLE;
  VkPhysicalDevice physical_ = VK_NULL_HANDLE;
  VkDevice device_ = VK_NULL_HANDLE;
  VkQueue queue_ = VK_NULL_HANDLE;
  uint32_t queue_family_ = 0;
  VkCommandPool loading_pool_ = VK_NULL_HANDLE;
  VkFence loading_fence_ = VK_NULL_HANDLE;
  VkPhysicalDeviceMemoryProperties memory_{};
  DeviceFacts facts_;
  bool force_staging_ = false;
  PFN_vkSetDebugUtilsObjectNameEXT set_name_ = nullptr;
  PFN_vkCmdBeginDebugUtilsLabelEXT begin_label_ = nullptr;
  PFN_vkCmdEndDebugUtilsLabelEXT end_label_ = nullptr;
  std::unique_ptr<Timeline> timeline_;
  std::unique_ptr<DeletionQueue> deletions_;
};

}  // namespace caspian::gpu
