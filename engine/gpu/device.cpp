// Instance, choice of device, queue, and work that is submitted at once.
#include "gpu/device.h"

#include <algorithm>
#include <cstdlib>
#include <cstring>

#include "core/check.h"
#include "gpu/deletion_queue.h"
#include "gpu/timeline.h"
#include "gpu/validation_log.h"
#include "gpu/vk_check.h"

namespace caspian::gpu {
namespace {

Failure no_device(const std::string& reason) {
  return {"no usable graphics device: " + reason +
              " (Vulkan 1.3 is needed; the package mesa-vulkan-drivers has a software device)",
          Failure::Kind::no_device};
}

/// The features of one device in the chain that both the query and the creation use.
struct FeatureChain {
  VkPhysicalDeviceVulkan13Features v13{.sType =
                                           VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_VULKAN_1_3_FEATURES};
  VkPhysicalDeviceVulkan12Features v12{.sType =
                                           VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_VULKAN_1_2_FEATURES};
  VkPhysicalDeviceFeatures2 all{.sType = VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_FEATURES_2};

  FeatureChain() {
    all.pNext = &v12;
    v12.pNext = &v13;
  }
  FeatureChain(const FeatureChain&) = delete;
  FeatureChain& operator=(const FeatureChain&) = delete;

  bool has_baseline() const {
    return v13.dynamicRendering && v13.synchronization2 && v13.maintenance4 &&
           v12.timelineSemaphore;
  }
  /// Keeps the baseline and the options that we use where they exist; nothing else.
  void keep_wanted() {
    const bool atomics = v12.shaderBufferInt64Atomics && all.features.shaderInt64;
    const VkPhysicalDeviceFeatures core{
        .multiDrawIndirect = all.features.multiDrawIndirect,
        .drawIndirectFirstInstance = all.features.drawIndirectFirstInstance,
        .samplerAnisotropy = all.features.samplerAnisotropy,
        .shaderInt64 = atomics};
    all.features = core;
    v12 = {.sType = v12.sType,
           .pNext = v12.pNext,
           .shaderBufferInt64Atomics = atomics,
           .timelineSemaphore = VK_TRUE};
    v13 = {.sType = v13.sType,
           .synchronization2 = VK_TRUE,
           .dynamicRendering = VK_TRUE,
           .maintenance4 = VK_TRUE};
  }
};

std::optional<uint32_t> find_queue_family(VkPhysicalDevice physical) {
  uint32_t count = 0;
  vkGetPhysicalDeviceQueueFamilyProperties(physical, &count, nullptr);
  std::vector<VkQueueFamilyProperties> families(count);
  vkGetPhysicalDeviceQueueFamilyProperties(physical, &count, families.data());
  const VkQueueFlags wanted = VK_QUEUE_GRAPHICS_BIT | VK_QUEUE_COMPUTE_BIT;
  for (uint32_t i = 0; i < count; ++i)
    if ((families[i].queueFlags & wanted) == wanted) return i;
  return std::nullopt;
}

/// Greater is better; 0 = cannot be used.
int rank_of(VkPhysicalDevice physical, bool prefer_software) {
  VkPhysicalDeviceProperties properties;
  vkGetPhysicalDeviceProperties(physical, &properties);
  if (properties.apiVersion < VK_API_VERSION_1_3 || !find_queue_family(physical)) return 0;
  FeatureChain chain;
  vkGetPhysicalDeviceFeatures2(physical, &chain.all);
  if (!chain.has_baseline()) return 0;
  switch (properties.deviceType) {
    case VK_PHYSICAL_DEVICE_TYPE_DISCRETE_GPU:
      return 5;
    case VK_PHYSICAL_DEVICE_TYPE_INTEGRATED_GPU:
      return 4;
    case VK_PHYSICAL_DEVICE_TYPE_VIRTUAL_GPU:
      return 3;
    case VK_PHYSICAL_DEVICE_TYPE_CPU:
      return prefer_software ? 6 : 2;
    default:
      return 1;
  }
}

std::string version_text(uint32_t version) {
  return std::to_string(VK_API_VERSION_MAJOR(version)) + "." +
         std::to_string(VK_API_VERSION_MINOR(version)) + "." +
         std::to_string(VK_API_VERSION_PATCH(version));
}
}  // namespace

Result<std::unique_ptr<Device>> Device::create(const DeviceOptions& options) {
  std::unique_ptr<Device> device(new Device);
  device->force_staging_ = options.force_staging;
  if (Outcome made = device->create_instance(options); !made) return made.failure();
  if (Outcome chosen = device->choose_physical(options.prefer_software); !chosen)
    return chosen.failure();
  if (Outcome made = device->create_device(!options.instance_extensions.empty()); !made)
    return made.failure();
  return device;
}

Outcome Device::create_instance(const DeviceOptions& options) {
  const VkApplicationInfo application{.sType = VK_STRUCTURE_TYPE_APPLICATION_INFO,
                                      .pApplicationName = "caspian",
                                      .apiVersion = VK_API_VERSION_1_3};
  std::vector<const char*> extensions = options.instance_extensions;
  VkInstanceCreateInfo info{.sType = VK_STRUCTURE_TYPE_INSTANCE_CREATE_INFO,
                            .pApplicationInfo = &application};
  const VkValidationFeatureEnableEXT enabled[] = {
      VK_VALIDATION_FEATURE_ENABLE_SYNCHRONIZATION_VALIDATION_EXT};
  const VkDebugUtilsMessengerCreateInfoEXT messenger = messenger_info();
  const VkValidationFeaturesEXT features{.sType = VK_STRUCTURE_TYPE_VALIDATION_FEATURES_EXT,
                                         .pNext = &messenger,
                                         .enabledValidationFeatureCount = 1,
                                         .pEnabledValidationFeatures = enabled};
  const char* layer = "VK_LAYER_KHRONOS_validation";
  VkResult made = VK_ERROR_LAYER_NOT_PRESENT;
  if (options.validation) {
    extensions.push_back(VK_EXT_DEBUG_UTILS_EXTENSION_NAME);
    extensions.push_back(VK_EXT_VALIDATION_FEATURES_EXTENSION_NAME);
    info.pNext = &features;
    info.enabledLayerCount = 1;
    info.ppEnabledLayerNames = &layer;
    info.enabledExtensionCount = uint32_t(extensions.size());
    info.ppEnabledExtensionNames = extensions.data();
    made = vkCreateInstance(&info, nullptr, &instance_);
    facts_.has_validation = made == VK_SUCCESS;
  }
  if (made == VK_ERROR_LAYER_NOT_PRESENT) {
    info.pNext = nullptr;
    info.enabledLayerCount = 0;
    info.enabledExtensionCount = uint32_t(options.instance_extensions.size());
    info.ppEnabledExtensionNames = options.instance_extensions.data();
    made = vkCreateInstance(&info, nullptr, &instance_);
  }
  if (made == VK_ERROR_INCOMPATIBLE_DRIVER) return no_device("no driver was found");
  if (made == VK_ERROR_EXTENSION_NOT_PRESENT)
    return no_device("the drivers cannot draw into a window here");
  if (made != VK_SUCCESS)
    return no_device(std::string("Vulkan could not be started: ") + result_name(made));

  if (facts_.has_validation) {
    const auto load = [this](const char* name) { return vkGetInstanceProcAddr(instance_, name); };
    const auto create = reinterpret_cast<PFN_vkCreateDebugUtilsMessengerEXT>(
        load("vkCreateDebugUtilsMessengerEXT"));
    VK_CHECK(create(instance_, &messenger, nullptr, &messenger_));
    set_name_ =
        reinterpret_cast<PFN_vkSetDebugUtilsObjectNameEXT>(load("vkSetDebugUtilsObjectNameEXT"));
    begin_label_ =
        reinterpret_cast<PFN_vkCmdBeginDebugUtilsLabelEXT>(load("vkCmdBeginDebugUtilsLabelEXT"));
    end_label_ =
        reinterpret_cast<PFN_vkCmdEndDebugUtilsLabelEXT>(load("vkCmdEndDebugUtilsLabelEXT"));
  }
  return Done{};
}

Outcome Device::choose_physical(bool prefer_software) {
  uint32_t count = 0;
  VkResult listed = vkEnumeratePhysicalDevices(instance_, &count, nullptr);
  std::vector<VkPhysicalDevice> all(count);
  if (listed == VK_SUCCESS && count > 0)
    listed = vkEnumeratePhysicalDevices(instance_, &count, all.data());
  if (listed < 0 || count == 0) return no_device("the drivers found no device");
  int best_rank = 0;
  for (VkPhysicalDevice physical : all)
    if (const int rank = rank_of(physical, prefer_software); rank > best_rank) {
      best_rank = rank;
      physical_ = physical;
    }
  if (best_rank == 0) {
    VkPhysicalDeviceProperties properties;
    vkGetPhysicalDeviceProperties(all[0], &properties);
    return no_device(std::string(properties.deviceName) + " offers Vulkan " +
                     version_text(properties.apiVersion) + " or lacks a feature that is needed");
  }
  queue_family_ = *find_queue_family(physical_);
  vkGetPhysicalDeviceMemoryProperties(physical_, &memory_);
  return Done{};
}

Outcome Device::create_device(bool with_swapchain) {
  FeatureChain chain;
  vkGetPhysicalDeviceFeatures2(physical_, &chain.all);
  chain.keep_wanted();
  const float priority = 1;
  const VkDeviceQueueCreateInfo queue{.sType = VK_STRUCTURE_TYPE_DEVICE_QUEUE_CREATE_INFO,
                                      .queueFamilyIndex = queue_family_,
                                      .queueCount = 1,
                                      .pQueuePriorities = &priority};
  const char* swapchain = VK_KHR_SWAPCHAIN_EXTENSION_NAME;
  const VkDeviceCreateInfo info{.sType = VK_STRUCTURE_TYPE_DEVICE_CREATE_INFO,
                                .pNext = &chain.all,
                                .queueCreateInfoCount = 1,
                                .pQueueCreateInfos = &queue,
                                .enabledExtensionCount = with_swapchain ? 1u : 0u,
                                .ppEnabledExtensionNames = &swapchain};
  if (const VkResult made = vkCreateDevice(physical_, &info, nullptr, &device_); made < 0)
    return no_device(std::string("the device could not be opened: ") + result_name(made));
  facts_.has_int64_buffer_atomics = chain.v12.shaderBufferInt64Atomics;
  facts_.has_swapchain = with_swapchain;
  facts_.max_anisotropy = chain.all.features.samplerAnisotropy ? 16.0f : 1.0f;
  read_facts();

  vkGetDeviceQueue(device_, queue_family_, 0, &queue_);
  name_object(VK_OBJECT_TYPE_QUEUE, queue_, "queue");
  const VkCommandPoolCreateInfo pool{.sType = VK_STRUCTURE_TYPE_COMMAND_POOL_CREATE_INFO,
                                     .flags = VK_COMMAND_POOL_CREATE_TRANSIENT_BIT,
                                     .queueFamilyIndex = queue_family_};
  VK_CHECK(vkCreateCommandPool(device_, &pool, nullptr, &loading_pool_));
  const VkFenceCreateInfo fence{.sType = VK_STRUCTURE_TYPE_FENCE_CREATE_INFO};
  VK_CHECK(vkCreateFence(device_, &fence, nullptr, &loading_fence_));
  timeline_ = std::make_unique<Timeline>(device_);
  deletions_ = std::make_unique<DeletionQueue>(device_, *timeline_);
  return Done{};
}

void Device::read_facts() {
  VkPhysicalDeviceDriverProperties driver{.sType =
                                              VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_DRIVER_PROPERTIES};
  VkPhysicalDeviceProperties2 properties{.sType = VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_PROPERTIES_2,
                                         .pNext = &driver};
  vkGetPhysicalDeviceProperties2(physical_, &properties);
  const VkPhysicalDeviceProperties& core = properties.properties;
  facts_.name = core.deviceName;
  facts_.driver = std::string(driver.driverName) + " " + driver.driverInfo;
  facts_.api_version = version_text(core.apiVersion);
  facts_.is_cpu = core.deviceType == VK_PHYSICAL_DEVICE_TYPE_CPU;
  facts_.has_timestamps =
      core.limits.timestampComputeAndGraphics && core.limits.timestampPeriod > 0;
  facts_.timestamp_period_ns = core.limits.timestampPeriod;
  facts_.max_anisotropy = std::min(facts_.max_anisotropy, core.limits.maxSamplerAnisotropy);
  facts_.max_image_size = core.limits.maxImageDimension2D;
}

Device::~Device() {
  if (device_) {
    vkDeviceWaitIdle(device_);
    deletions_.reset();
    timeline_.reset();
    vkDestroyFence(device_, loading_fence_, nullptr);
    vkDestroyCommandPool(device_, loading_pool_, nullptr);
    vkDestroyDevice(device_, nullptr);
  }
  if (messenger_) {
    const auto destroy = reinterpret_cast<PFN_vkDestroyDebugUtilsMessengerEXT>(
        vkGetInstanceProcAddr(instance_, "vkDestroyDebugUtilsMessengerEXT"));
    destroy(instance_, messenger_, nullptr);
  }
  if (instance_) vkDestroyInstance(instance_, nullptr);
}

bool Device::has_memory_type(uint32_t allowed, VkMemoryPropertyFlags wanted) const {
  for (uint32_t i = 0; i < memory_.memoryTypeCount; ++i)
    if ((allowed >> i & 1) && (memory_properties(i) & wanted) == wanted) return true;
  return false;
}

uint32_t Device::memory_type(uint32_t allowed, VkMemoryPropertyFlags wanted) const {
  for (uint32_t i = 0; i < memory_.memoryTypeCount; ++i)
    if ((allowed >> i & 1) && (memory_properties(i) & wanted) == wanted) return i;
  CASPIAN_CHECK(!"a memory type with the wanted properties");
  return 0;
}

void Device::name_object(VkObjectType type, uint64_t handle, const char* name) const {
  if (!set_name_) return;
  const VkDebugUtilsObjectNameInfoEXT info{
      .sType = VK_STRUCTURE_TYPE_DEBUG_UTILS_OBJECT_NAME_INFO_EXT,
      .objectType = type,
      .objectHandle = handle,
      .pObjectName = name};
  VK_CHECK(set_name_(device_, &info));
}

void Device::begin_label(VkCommandBuffer commands, const char* name) const {
  if (!begin_label_) return;
  const VkDebugUtilsLabelEXT label{.sType = VK_STRUCTURE_TYPE_DEBUG_UTILS_LABEL_EXT,
                                   .pLabelName = name};
  begin_label_(commands, &label);
}

void Device::end_label(VkCommandBuffer commands) const {
  if (end_label_) end_label_(commands);
}

VkCommandBuffer Device::begin_now() const {
  const VkCommandBufferAllocateInfo info{.sType = VK_STRUCTURE_TYPE_COMMAND_BUFFER_ALLOCATE_INFO,
                                         .commandPool = loading_pool_,
                                         .level = VK_COMMAND_BUFFER_LEVEL_PRIMARY,
                                         .commandBufferCount = 1};
  VkCommandBuffer commands = VK_NULL_HANDLE;
  VK_CHECK(vkAllocateCommandBuffers(device_, &info, &commands));
  const VkCommandBufferBeginInfo begin{.sType = VK_STRUCTURE_TYPE_COMMAND_BUFFER_BEGIN_INFO,
                                       .flags = VK_COMMAND_BUFFER_USAGE_ONE_TIME_SUBMIT_BIT};
  VK_CHECK(vkBeginCommandBuffer(commands, &begin));
  return commands;
}

void Device::end_now(VkCommandBuffer commands) const {
  VK_CHECK(vkEndCommandBuffer(commands));
  const VkCommandBufferSubmitInfo buffer{.sType = VK_STRUCTURE_TYPE_COMMAND_BUFFER_SUBMIT_INFO,
                                         .commandBuffer = commands};
  const VkSubmitInfo2 submit{.sType = VK_STRUCTURE_TYPE_SUBMIT_INFO_2,
                             .commandBufferInfoCount = 1,
                             .pCommandBufferInfos = &buffer};
  VK_CHECK(vkQueueSubmit2(queue_, 1, &submit, loading_fence_));
  VK_CHECK(vkWaitForFences(device_, 1, &loading_fence_, VK_TRUE, UINT64_MAX));
  VK_CHECK(vkResetFences(device_, 1, &loading_fence_));
  vkFreeCommandBuffers(device_, loading_pool_, 1, &commands);
}

void Device::wait_idle() const {
  VK_CHECK(vkDeviceWaitIdle(device_));
}

int Device::validation_errors() {
  return int(logged_validation_messages().size());
}
std::vector<std::string> Device::validation_messages() {
  return logged_validation_messages();
}
void Device::clear_validation() {
  clear_logged_validation_messages();
}

}  // namespace caspian::gpu
