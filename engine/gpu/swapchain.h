// The images of a window's surface. A finished picture is copied to one and shown; the chain is
// made anew when the window's size no longer fits. Knows no window: the caller hands over the
// surface and says how large it is.
#pragma once
#include <array>
#include <memory>
#include <optional>
#include <vector>

#include "core/result.h"
#include "gpu/frame_ring.h"

namespace caspian::gpu {

class Swapchain {
 public:
  /// Takes over the surface, also when it fails (no device presents here:
  /// Failure::Kind::no_device).
  static Result<std::unique_ptr<Swapchain>> create(const Device& device, VkSurfaceKHR surface);
  ~Swapchain();
  Swapchain(const Swapchain&) = delete;
  Swapchain& operator=(const Swapchain&) = delete;

  /// The image to show `frame` in, the chain made or remade for `wanted` px where needed. False
  /// when there is nothing to show (an area of 0 x 0, a minimised window): end the frame as if
  /// there were no window.
  bool acquire(const Frame& frame, VkExtent2D wanted);
  /// Copies an R8G8B8A8 picture (COLOR_ATTACHMENT_OPTIMAL before and after) to the acquired image,
  /// scaled when the sizes differ.
  void record_copy(const Frame& frame, VkImage colour, VkExtent2D extent);
  /// Ends the frame on its ring and shows the acquired image.
  void end_and_present(FrameRing& ring, const Frame& frame);

  VkExtent2D extent() const { return extent_; }
  /// How often the chain has been made.
  int generation() const { return generation_; }
  /// For tests: the next acquire (without calling the driver) or present (after calling it) gives
  /// `result`.
  void inject_acquire(VkResult result) { injected_acquire_ = result; }
  void inject_present(VkResult result) { injected_present_ = result; }

 private:
  Swapchain(const Device& device, VkSurfaceKHR surface) : device_(&device), surface_(surface) {}
  /// False when the surface has no area.
  bool make_chain(VkExtent2D wanted);
  void destroy_chain_parts();

  const Device* device_;
  VkSurfaceKHR surface_ = VK_NULL_HANDLE;
  VkSwapchainKHR chain_ = VK_NULL_HANDLE;
  VkSurfaceFormatKHR format_{};
  VkExtent2D extent_{};
  VkExtent2D wanted_{};  // what the chain was made for; the surface has the last word
  std::vector<VkImage> images_;
  std::vector<VkSemaphore> drawn_;  // one per image: presenting waits for it
  std::array<VkSemaphore, k_frames_in_flight> acquired_{};
  uint32_t image_ = 0;
  bool is_stale_ = false;
  int generation_ = 0;
  std::optional<VkResult> injected_acquire_, injected_present_;
};

}  // namespace caspian::gpu
