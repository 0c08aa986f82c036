// Blocks of a record in the device's memory: what a frame needs is brought there before it draws;
// what was not used for longest makes room. A thread reads ahead from the disk; pixels never depend
// on it.
#pragma once
#include <condition_variable>
#include <mutex>
#include <thread>
#include <unordered_map>
#include <vector>

#include "gpu/buffer.h"
#include "record/segment_store.h"
#include "render/pass_context.h"

namespace caspian::render {

/// A run of segments of a block on the device.
struct ResidentRun {
  VkBuffer segments = VK_NULL_HANDLE;
  uint32_t block = 0;
  uint32_t first = 0, count = 0;
};

class RecordedBlocks {
 public:
  RecordedBlocks(const gpu::Device& device, const record::SegmentStore& store,
                 VkDeviceSize budget_bytes = 64ull << 20);
  ~RecordedBlocks();

  /// Forgets what the frame before needed; call before need().
  void next_frame();
  /// The segments of a block that begin from `first_start` to `last_start` (ticks), at most a few
  /// more; uploaded now when they are not there. Count 0 when the block is damaged.
  ResidentRun need(const PassFrame& frame, uint32_t block, uint32_t first_start,
                   uint32_t last_start);
  /// After the last need(): what was copied is read by shaders.
  void end_uploads(const PassFrame& frame);
  /// These are read from the disk and checked in the background; replaces what was asked before.
  void read_ahead(std::vector<uint32_t> blocks);

  VkDeviceSize bytes() const { return bytes_; }
  uint64_t uploads() const { return uploads_; }

 private:
  struct Slot {
    gpu::Buffer buffer;
    uint64_t last_frame = 0;       // the device's timeline
    uint32_t count = 0;            // segments; 0 = damaged
    std::vector<uint32_t> starts;  // of every k_stride-th segment
  };
  Slot& upload(const PassFrame& frame, uint32_t block);
  gpu::Buffer take_buffer(VkDeviceSize bytes);
  void make_room(VkDeviceSize bytes);
  void read_loop(std::stop_token stop);

  const gpu::Device& device_;
  const record::SegmentStore& store_;
  VkDeviceSize budget_, bytes_ = 0;
  bool is_mapped_;
  bool has_copied_ = false;  // in this frame
  uint64_t uploads_ = 0;
  std::unordered_map<uint32_t, Slot> slots_;
  std::vector<Slot> spare_;

  std::mutex guard_;
  std::condition_variable_any wanted_changed_;
  std::vector<uint32_t> wanted_;
  std::jthread reader_;
};

}  // namespace caspian::render
