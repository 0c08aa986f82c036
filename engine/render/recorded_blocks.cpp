// Buffers of power-of-two sizes go round; one that a frame in flight may still read waits.
#include "render/recorded_blocks.h"

#include <algorithm>
#include <bit>
#include <cstring>

#include "gpu/barriers.h"
#include "gpu/timeline.h"

namespace caspian::render {
namespace {
constexpr uint32_t k_stride = 256;
constexpr VkDeviceSize k_least_bytes = 64u << 10;
}  // namespace

RecordedBlocks::RecordedBlocks(const gpu::Device& device, const record::SegmentStore& store,
                               VkDeviceSize budget_bytes)
    : device_(device),
      store_(store),
      budget_(budget_bytes),
      // Where the processor draws there is one memory, and a copy less.
      is_mapped_(device.facts().is_cpu && !device.force_staging()),
      reader_([this](std::stop_token stop) { read_loop(stop); }) {}

RecordedBlocks::~RecordedBlocks() {
  reader_.request_stop();
  wanted_changed_.notify_all();
}

void RecordedBlocks::next_frame() {
  has_copied_ = false;
}

ResidentRun RecordedBlocks::need(const PassFrame& frame, uint32_t block, uint32_t first_start,
                                 uint32_t last_start) {
  auto found = slots_.find(block);
  Slot& slot = found != slots_.end() ? found->second : upload(frame, block);
  slot.last_frame = device_.timeline().last_reserved();
  if (slot.count == 0) return {};
  // The last of the kept starts that is before the first one wanted, the first beyond the last.
  const auto& starts = slot.starts;
  const auto low = std::lower_bound(starts.begin(), starts.end(), first_start);
  const auto high = std::upper_bound(starts.begin(), starts.end(), last_start);
  const auto first = static_cast<uint32_t>(std::max<std::ptrdiff_t>(low - starts.begin() - 1, 0));
  const auto end = static_cast<uint32_t>(high - starts.begin());
  ResidentRun run{.segments = slot.buffer.handle(), .block = block, .first = first * k_stride};
  run.count = std::min(end * k_stride, slot.count) - std::min(run.first, slot.count);
  return run;
}

RecordedBlocks::Slot& RecordedBlocks::upload(const PassFrame& frame, uint32_t block) {
  Slot slot;
  const auto segments = store_.segments(block);
  slot.count = static_cast<uint32_t>(segments.size());
  for (size_t i = 0; i < segments.size(); i += k_stride) slot.starts.push_back(segments[i].start);
  if (!segments.empty()) {
    const auto bytes = std::as_bytes(segments);
    slot.buffer = take_buffer(bytes.size());
    if (is_mapped_) {
      std::memcpy(slot.buffer.mapped(), bytes.data(), bytes.size());
    } else {
      const gpu::ArenaSlice staging = frame.arena.allocate(bytes.size());
      std::memcpy(staging.data, bytes.data(), bytes.size());
      if (!has_copied_) gpu::earlier_reads_before_compute_writes(frame.commands);
      has_copied_ = true;
      const VkBufferCopy region{.srcOffset = staging.offset, .size = bytes.size()};
      vkCmdCopyBuffer(frame.commands, staging.buffer, slot.buffer.handle(), 1, &region);
    }
    store_.release(block);  // the mapped pages need not stay
    ++uploads_;
  }
  return slots_[block] = std::move(slot);
}

gpu::Buffer RecordedBlocks::take_buffer(VkDeviceSize bytes) {
  const VkDeviceSize size = std::bit_ceil(std::max(bytes, k_least_bytes));
  make_room(size);
  const uint64_t completed = device_.timeline().completed();
  for (size_t i = 0; i < spare_.size(); ++i)
    if (spare_[i].buffer.size() == size && spare_[i].last_frame <= completed) {
      gpu::Buffer buffer = std::move(spare_[i].buffer);
      spare_.erase(spare_.begin() + std::ptrdiff_t(i));
      return buffer;
    }
  bytes_ += size;
  return gpu::Buffer(device_, size, VK_BUFFER_USAGE_STORAGE_BUFFER_BIT,
                     is_mapped_ ? gpu::MemoryUse::upload : gpu::MemoryUse::gpu, "recorded block");
}

/// Blocks that this frame does not need become spare, those unused for longest first; spare buffers
/// of other sizes go for good when the budget would be passed.
void RecordedBlocks::make_room(VkDeviceSize bytes) {
  const uint64_t now = device_.timeline().last_reserved();
  while (bytes_ + bytes > budget_) {
    const auto fits = std::any_of(spare_.begin(), spare_.end(),
                                  [&](const Slot& s) { return s.buffer.size() == bytes; });
    if (fits) return;
    const auto oldest = std::min_element(slots_.begin(), slots_.end(), [](auto& a, auto& b) {
      return a.second.last_frame < b.second.last_frame;
    });
    if (oldest != slots_.end() && oldest->second.last_frame < now) {
      if (oldest->second.buffer) spare_.push_back(std::move(oldest->second));
      slots_.erase(oldest);
    } else if (!spare_.empty()) {
      bytes_ -= spare_.front().buffer.size();
      spare_.erase(spare_.begin());  // the deletion queue lets frames in flight finish
    } else {
      return;  // this frame needs more than the budget: it gets it
    }
  }
}

void RecordedBlocks::end_uploads(const PassFrame& frame) {
  if (!has_copied_) return;
  gpu::transfer_writes_before_compute(frame.commands);
  gpu::transfer_writes_before_draws(frame.commands);
}

void RecordedBlocks::read_ahead(std::vector<uint32_t> blocks) {
  std::erase_if(blocks, [&](uint32_t block) { return slots_.contains(block); });
  std::reverse(blocks.begin(), blocks.end());  // taken from the back
  {
    const std::lock_guard lock(guard_);
    wanted_ = std::move(blocks);
  }
  wanted_changed_.notify_one();
}

void RecordedBlocks::read_loop(std::stop_token stop) {
  for (;;) {
    uint32_t block = 0;
    {
      std::unique_lock lock(guard_);
      if (!wanted_changed_.wait(lock, stop, [&] { return !wanted_.empty(); })) return;
      block = wanted_.back();
      wanted_.pop_back();
    }
    uint32_t sum = 0;
    for (const record::PackedSegment& s : store_.segments(block)) sum += s.start;
    volatile uint32_t read = sum;  // the pages are read, whatever the check remembered
    static_cast<void>(read);
    store_.release(block);
  }
}

}  // namespace caspian::render
