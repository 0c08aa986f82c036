// Device time per named pass, read back when the frame that measured it has finished. One per frame
// slot.
#pragma once
#include <string>
#include <vector>

#include "gpu/device.h"

namespace caspian::gpu {

struct PassTime {
  std::string name;
  double ms = 0;
};

class GpuTimer {
 public:
  explicit GpuTimer(const Device& device);
  ~GpuTimer();
  GpuTimer(const GpuTimer&) = delete;
  GpuTimer& operator=(const GpuTimer&) = delete;

  /// First thing in a command buffer.
  void begin_frame(VkCommandBuffer commands);
  /// A label and a pair of timestamps; passes do not nest. Passes beyond the 31st are labelled
  /// only.
  void begin_pass(VkCommandBuffer commands, const char* name);
  void end_pass(VkCommandBuffer commands);
  /// Times of the frame recorded last, which must have finished; empty without timestamps.
  std::vector<PassTime> read() const;

 private:
  const Device* device_;
  VkQueryPool pool_ = VK_NULL_HANDLE;
  std::vector<std::string> names_;
  bool is_measuring_ = false;
};

/// Labels and times the commands of a block; the timer may be null.
class PassScope {
 public:
  PassScope(GpuTimer* timer, VkCommandBuffer commands, const char* name)
      : timer_(timer), commands_(commands) {
    if (timer_) timer_->begin_pass(commands_, name);
  }
  ~PassScope() {
    if (timer_) timer_->end_pass(commands_);
  }
  PassScope(const PassScope&) = delete;
  PassScope& operator=(const PassScope&) = delete;

 private:
  GpuTimer* timer_;
  VkCommandBuffer commands_;
};

}  // namespace caspian::gpu
