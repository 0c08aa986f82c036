// Reads a segment store in place: the file is mapped, each block is checked when it is first used.
// What is damaged or missing costs a sentence and that part, never the rest.
#pragma once
#include <atomic>
#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/result.h"
#include "record/segment_format.h"
#include "record/unit_table.h"
#include "time/sim_time.h"

namespace caspian::record {

/// A run of segments of one block.
struct BlockUse {
  uint32_t block = 0;
  uint32_t first = 0, count = 0;
};

/// A segment with its times in ms.
struct PlacedSegment {
  int64_t from_ms = 0, to_ms = 0;
  PackedSegment packed{};
};

class SegmentStore {
 public:
  static Result<std::unique_ptr<SegmentStore>> open(const std::filesystem::path& path);
  ~SegmentStore();
  SegmentStore(const SegmentStore&) = delete;
  SegmentStore& operator=(const SegmentStore&) = delete;

  const std::filesystem::path& path() const { return path_; }
  const Box& box() const { return header_.box; }
  time::SimTime first() const { return {header_.first_ms}; }
  time::SimTime last() const { return {header_.last_ms}; }
  bool covers(time::SimTime t) const { return t >= first() && t <= last(); }
  int64_t gap_limit_ms() const { return header_.gap_limit_ms; }
  uint64_t segment_count() const { return header_.segment_count; }
  uint64_t gap_count() const { return header_.gap_count; }
  uint64_t bytes() const { return size_; }
  std::string source() const { return text(header_.source); }
  std::string licence() const { return text(header_.licence); }
  std::string quality() const { return text(header_.quality); }

  uint32_t unit_count() const { return header_.unit_count; }
  /// Empty when that entry is damaged or missing.
  UnitFacts unit(uint32_t index) const;
  /// The same as the file has it: equal texts have equal offsets, but for ids.
  PackedUnit packed_unit(uint32_t index) const;

  const std::vector<LayerEntry>& layers() const { return layers_; }
  const std::vector<BlockEntry>& blocks() const { return blocks_; }
  const LayerEntry& layer_of(const BlockEntry& block) const { return layers_[block.layer]; }
  int tick_log2(const BlockEntry& block) const {
    return tick_log2_of(static_cast<int>(layer_of(block).slice_log2));
  }

  /// A block's segments; none when it is damaged, which is then among the problems. Any thread.
  std::span<const PackedSegment> segments(size_t block) const;
  /// The blocks in which something may hold from one time to another, both included. For one
  /// instant they are of at most two slices of each layer.
  std::vector<uint32_t> blocks_between(time::SimTime from, time::SimTime to) const;
  std::vector<uint32_t> blocks_at(time::SimTime t) const { return blocks_between(t, t); }
  /// Beginnings, in ticks, of what may hold then: from the first up to and with the second. Nothing
  /// of the block holds when the first is larger.
  std::pair<uint32_t, uint32_t> starts_between(const BlockEntry& block, time::SimTime from,
                                               time::SimTime to) const;
  /// Ticks from a block's slice to a time; the time must not lie before it.
  uint32_t ticks_to(const BlockEntry& block, time::SimTime t) const;
  /// What holds at a time, read from the file: gaps or travel.
  std::vector<PlacedSegment> alive(time::SimTime t, bool gaps) const;
  void for_each_alive(time::SimTime t, bool gaps,
                      const std::function<void(const PlacedSegment&)>& visit) const;
  /// A unit's segment that holds then; looks through all that do.
  std::optional<PlacedSegment> find_alive(uint32_t unit, time::SimTime t, bool gaps) const;
  uint64_t count_alive(time::SimTime t, bool gaps) const;
  /// The memory of a block's pages goes back to the system; they are read again when used.
  void release(size_t block) const;

  /// What was found damaged so far, a sentence each.
  std::vector<std::string> problems() const;

 private:
  SegmentStore() = default;
  Outcome map(const std::filesystem::path& path);
  Outcome read_header();
  void read_tables();
  bool read_directory();
  void scan_blocks();
  void add_scanned(const BlockHeader& head, uint64_t offset);
  void sort_blocks();
  bool holds(uint64_t offset, uint64_t bytes) const {
    return offset <= size_ && bytes <= size_ - offset;
  }
  bool is_sound(const LayerEntry& layer) const;
  bool is_sound(const BlockEntry& block) const;
  std::string text(uint32_t offset) const;
  void report(std::string sentence) const;
  PlacedSegment placed(const BlockEntry& block, const PackedSegment& segment) const;
  template <typename Visit>
  void visit_alive(time::SimTime t, bool gaps, Visit&& visit) const;

  std::filesystem::path path_;
  const std::byte* data_ = nullptr;
  uint64_t size_ = 0;
  FileHeader header_{};
  std::span<const char> strings_;
  uint64_t units_at_ = 0;
  uint32_t units_readable_ = 0;
  std::vector<LayerEntry> layers_;
  std::vector<BlockEntry> blocks_;
  enum class State : uint8_t { unknown, good, damaged };
  mutable std::unique_ptr<std::atomic<State>[]> states_;
  mutable std::mutex guard_;
  mutable std::vector<std::string> problems_;
};

}  // namespace caspian::record
