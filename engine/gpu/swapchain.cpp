// Making, remaking and showing the images of a surface.
#include "gpu/swapchain.h"

#include <algorithm>
#include <utility>

#include "gpu/barriers.h"
#include "gpu/vk_check.h"

namespace caspian::gpu {
namespace {

bool same_size(VkExtent2D a, VkExtent2D b) {
  return a.width == b.width && a.height == b.height;
}

/// 8 bits a channel in display space; the copy swaps red and blue where the surface wants it.
std::optional<VkSurfaceFormatKHR> choose_format(const Device& device, VkSurfaceKHR surface) {
  uint32_t count = 0;
  VK_CHECK(vkGetPhysicalDeviceSurfaceFormatsKHR(device.physical(), surface, &count, nullptr));
  std::vector<VkSurfaceFormatKHR> formats(count);
  VK_CHECK(
      vkGetPhysicalDeviceSurfaceFormatsKHR(device.physical(), surface, &count, formats.data()));
  for (VkFormat wanted :
       {VK_FORMAT_B8G8R8A8_UNORM, VK_FORMAT_R8G8B8A8_UNORM, VK_FORMAT_A8B8G8R8_UNORM_PACK32})
    for (const VkSurfaceFormatKHR& format : formats)
      if (format.format == wanted) return format;
  return std::nullopt;
}

VkSurfaceCapabilitiesKHR capabilities_of(const Device& device, VkSurfaceKHR surface) {
  VkSurfaceCapabilitiesKHR capabilities;
  VK_CHECK(vkGetPhysicalDeviceSurfaceCapabilitiesKHR(device.physical(), surface, &capabilities));
  return capabilities;
}

VkSemaphore make_semaphore(const Device& device, const char* name) {
  const VkSemaphoreCreateInfo info{.sType = VK_STRUCTURE_TYPE_SEMAPHORE_CREATE_INFO};
  VkSemaphore semaphore = VK_NULL_HANDLE;
  VK_CHECK(vkCreateSemaphore(device.handle(), &info, nullptr, &semaphore));
  device.name_object(VK_OBJECT_TYPE_SEMAPHORE, semaphore, name);
  return semaphore;
}
}  // namespace

Result<std::unique_ptr<Swapchain>> Swapchain::create(const Device& device, VkSurfaceKHR surface) {
  std::unique_ptr<Swapchain> swapchain(new Swapchain(device, surface));
  VkBool32 can_present = VK_FALSE;
  VK_CHECK(vkGetPhysicalDeviceSurfaceSupportKHR(device.physical(), device.queue_family(), surface,
                                                &can_present));
  const auto format =
      can_present ? choose_format(device, surface) : std::optional<VkSurfaceFormatKHR>();
  if (!format ||
      !(capabilities_of(device, surface).supportedUsageFlags & VK_IMAGE_USAGE_TRANSFER_DST_BIT))
    return Failure{device.facts().name + " cannot show pictures in a window here",
                   Failure::Kind::no_device};
  swapchain->format_ = *format;
  for (VkSemaphore& semaphore : swapchain->acquired_)
    semaphore = make_semaphore(device, "window image acquired");
  return swapchain;
}

Swapchain::~Swapchain() {
  device_->wait_idle();
  destroy_chain_parts();
  if (chain_) vkDestroySwapchainKHR(device_->handle(), chain_, nullptr);
  for (VkSemaphore semaphore : acquired_) vkDestroySemaphore(device_->handle(), semaphore, nullptr);
  vkDestroySurfaceKHR(device_->instance(), surface_, nullptr);
}

void Swapchain::destroy_chain_parts() {
  for (VkSemaphore semaphore : drawn_) vkDestroySemaphore(device_->handle(), semaphore, nullptr);
  drawn_.clear();
  images_.clear();
}

bool Swapchain::make_chain(VkExtent2D wanted) {
  const VkSurfaceCapabilitiesKHR surface = capabilities_of(*device_, surface_);
  VkExtent2D extent = surface.currentExtent;
  if (extent.width == UINT32_MAX)  // the surface takes what it is given
    extent = {
        std::clamp(wanted.width, surface.minImageExtent.width, surface.maxImageExtent.width),
        std::clamp(wanted.height, surface.minImageExtent.height, surface.maxImageExtent.height)};
  if (extent.width == 0 || extent.height == 0 || wanted.width == 0 || wanted.height == 0)
    return false;
  const uint32_t most = surface.maxImageCount ? surface.maxImageCount : UINT32_MAX;
  const VkCompositeAlphaFlagBitsKHR alpha =
      surface.supportedCompositeAlpha & VK_COMPOSITE_ALPHA_OPAQUE_BIT_KHR
          ? VK_COMPOSITE_ALPHA_OPAQUE_BIT_KHR
          : VK_COMPOSITE_ALPHA_INHERIT_BIT_KHR;
  const VkSwapchainCreateInfoKHR info{.sType = VK_STRUCTURE_TYPE_SWAPCHAIN_CREATE_INFO_KHR,
                                      .surface = surface_,
                                      .minImageCount = std::min(surface.minImageCount + 1, most),
                                      .imageFormat = format_.format,
                                      .imageColorSpace = format_.colorSpace,
                                      .imageExtent = extent,
                                      .imageArrayLayers = 1,
                                      .imageUsage = VK_IMAGE_USAGE_TRANSFER_DST_BIT,
                                      .preTransform = surface.currentTransform,
                                      .compositeAlpha = alpha,
                                      .presentMode = VK_PRESENT_MODE_FIFO_KHR,
                                      .clipped = VK_TRUE,
                                      .oldSwapchain = chain_};
  device_->wait_idle();
  VkSwapchainKHR made = VK_NULL_HANDLE;
  VK_CHECK(vkCreateSwapchainKHR(device_->handle(), &info, nullptr, &made));
  destroy_chain_parts();
  if (chain_) vkDestroySwapchainKHR(device_->handle(), chain_, nullptr);
  chain_ = made;
  extent_ = extent;
  wanted_ = wanted;
  uint32_t count = 0;
  VK_CHECK(vkGetSwapchainImagesKHR(device_->handle(), chain_, &count, nullptr));
  images_.resize(count);
  VK_CHECK(vkGetSwapchainImagesKHR(device_->handle(), chain_, &count, images_.data()));
  for (VkImage image : images_) {
    device_->name_object(VK_OBJECT_TYPE_IMAGE, image, "window image");
    drawn_.push_back(make_semaphore(*device_, "window image drawn"));
  }
  is_stale_ = false;
  ++generation_;
  return true;
}

bool Swapchain::acquire(const Frame& frame, VkExtent2D wanted) {
  if (wanted.width == 0 || wanted.height == 0) return false;
  for (int attempt = 0; attempt < 3; ++attempt) {
    const bool fits = chain_ && !is_stale_ && same_size(wanted_, wanted);
    if (!fits && !make_chain(wanted)) return false;
    const std::optional<VkResult> injected = std::exchange(injected_acquire_, std::nullopt);
    const VkResult result =
        injected ? *injected
                 : vkAcquireNextImageKHR(device_->handle(), chain_, UINT64_MAX,
                                         acquired_[frame.slot], VK_NULL_HANDLE, &image_);
    if (result == VK_ERROR_OUT_OF_DATE_KHR) {
      is_stale_ = true;
      continue;
    }
    VK_CHECK(result);
    is_stale_ = result == VK_SUBOPTIMAL_KHR;  // this image can still be shown
    return true;
  }
  return false;
}

void Swapchain::record_copy(const Frame& frame, VkImage colour, VkExtent2D extent) {
  const VkImage shown = images_[image_];
  // The submission waits for the image at the transfer stage; the change of layout comes after
  // that.
  constexpr ImageState k_acquired{VK_PIPELINE_STAGE_2_ALL_TRANSFER_BIT, VK_ACCESS_2_NONE,
                                  VK_IMAGE_LAYOUT_UNDEFINED};
  change_image(frame.commands, shown, k_acquired, k_transfer_target);
  change_image(frame.commands, colour, k_colour_attachment, k_transfer_source);
  const VkImageSubresourceLayers layers{VK_IMAGE_ASPECT_COLOR_BIT, 0, 0, 1};
  const VkImageBlit region{
      .srcSubresource = layers,
      .srcOffsets = {{0, 0, 0}, {int32_t(extent.width), int32_t(extent.height), 1}},
      .dstSubresource = layers,
      .dstOffsets = {{0, 0, 0}, {int32_t(extent_.width), int32_t(extent_.height), 1}}};
  vkCmdBlitImage(frame.commands, colour, VK_IMAGE_LAYOUT_TRANSFER_SRC_OPTIMAL, shown,
                 VK_IMAGE_LAYOUT_TRANSFER_DST_OPTIMAL, 1, &region,
                 same_size(extent, extent_) ? VK_FILTER_NEAREST : VK_FILTER_LINEAR);
  change_image(frame.commands, colour, k_transfer_source, k_colour_attachment);
  change_image(frame.commands, shown, k_transfer_target, k_presented);
}

void Swapchain::end_and_present(FrameRing& ring, const Frame& frame) {
  const VkSemaphore drawn = drawn_[image_];
  ring.end(frame, {.wait = acquired_[frame.slot], .signal = drawn});
  const VkPresentInfoKHR info{.sType = VK_STRUCTURE_TYPE_PRESENT_INFO_KHR,
                              .waitSemaphoreCount = 1,
                              .pWaitSemaphores = &drawn,
                              .swapchainCount = 1,
                              .pSwapchains = &chain_,
                              .pImageIndices = &image_};
  VkResult result = vkQueuePresentKHR(device_->queue(), &info);
  if (injected_present_) result = *std::exchange(injected_present_, std::nullopt);
  if (result == VK_ERROR_OUT_OF_DATE_KHR || result == VK_SUBOPTIMAL_KHR)
    is_stale_ = true;
  else
    VK_CHECK(result);
}

}  // namespace caspian::gpu
