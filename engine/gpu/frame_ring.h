// Two frames in flight: while the device works on one, the CPU records the next. Each slot has a
// command buffer, an arena and a timer; beginning a frame waits for its slot and collects
// deletions, so no loop can forget.
#pragma once
#include <array>
#include <memory>
#include <span>

#include "gpu/device.h"
#include "gpu/frame_arena.h"
#include "gpu/gpu_timer.h"

namespace caspian::gpu {

constexpr size_t k_frames_in_flight = 2;

/// What one frame records into. Valid from FrameRing::begin to FrameRing::end.
struct Frame {
  VkCommandBuffer commands = VK_NULL_HANDLE;
  FrameArena& arena;
  GpuTimer& timer;
  uint64_t value = 0;  // the device's timeline reaches it when the frame has finished
  size_t slot = 0;     // 0 .. k_frames_in_flight - 1
};

/// Binary semaphores of a frame that is presented; null for none.
struct FrameSignals {
  VkSemaphore wait = VK_NULL_HANDLE;    // before anything is copied to the window
  VkSemaphore signal = VK_NULL_HANDLE;  // when everything has been
};

class FrameRing {
 public:
  explicit FrameRing(const Device& device);
  ~FrameRing();
  FrameRing(const FrameRing&) = delete;
  FrameRing& operator=(const FrameRing&) = delete;

  Frame begin();
  void end(const Frame& frame, const FrameSignals& signals = {});
  /// Pass times of the last frame whose slot has come round again.
  std::span<const PassTime> last_times() const { return last_times_; }
  /// Waits for every frame that was ended, and takes its times.
  void finish();

 private:
  struct Slot {
    explicit Slot(const Device& device) : arena(device), timer(device) {}
    VkCommandPool pool = VK_NULL_HANDLE;
    VkCommandBuffer commands = VK_NULL_HANDLE;
    FrameArena arena;
    GpuTimer timer;
    uint64_t value = 0;  // of the frame that used it last; 0 = none
  };
  void wait_for(Slot& slot);

  const Device* device_;
  std::array<std::unique_ptr<Slot>, k_frames_in_flight> slots_;
  size_t next_ = 0;
  bool is_recording_ = false;
  std::vector<PassTime> last_times_;
};

}  // namespace caspian::gpu
