// Writes a segment store from segments in order. Bounded memory: one block. The file gets its name
// last.
#pragma once
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "core/result.h"
#include "record/segment_format.h"
#include "record/unit_table.h"

namespace caspian::record {

struct Segment {
  int64_t from_ms = 0, to_ms = 0;
  uint32_t unit = 0;
  bool is_gap = false;
  GridPlace from, to;

  /// Where in the file: layers of travel by span, then layers of gaps.
  int layer_key() const { return (is_gap ? 64 : 0) + span_log2_of(to_ms - from_ms); }
};

/// The order in which a writer takes segments.
struct InFileOrder {
  bool operator()(const Segment& a, const Segment& b) const {
    const int key_a = a.layer_key(), key_b = b.layer_key();
    if (key_a != key_b) return key_a < key_b;
    return a.from_ms != b.from_ms ? a.from_ms < b.from_ms : a.unit < b.unit;
  }
};

/// What comes into one layer, counted before anything is written.
struct LayerPlan {
  int span_log2 = 0;
  bool is_gap = false;
  uint64_t count = 0;
  int64_t first_ms = 0, last_ms = 0;  // beginnings of its first and last segment
};

/// Counts segments into plans, in file order.
class LayerCounter {
 public:
  void add(const Segment& segment);
  std::vector<LayerPlan> plans() const;

 private:
  LayerPlan plans_[128];
};

/// Length of a layer's slices, as a power of two in ms.
int slice_log2_of(const LayerPlan& plan);

struct StoreAbout {
  Box box;
  int64_t gap_limit_ms = 0;
  int64_t first_ms = 0, last_ms = 0;
  std::string source, licence, quality;
};

class SegmentWriter {
 public:
  /// Opens a file beside `path` and writes the units.
  static Result<std::unique_ptr<SegmentWriter>> create(const std::filesystem::path& path,
                                                       const StoreAbout& about, UnitTable units,
                                                       std::vector<LayerPlan> plans);
  ~SegmentWriter();
  SegmentWriter(const SegmentWriter&) = delete;
  SegmentWriter& operator=(const SegmentWriter&) = delete;

  /// Segments in file order (InFileOrder), each within its layer's plan.
  Outcome add(const Segment& segment);
  /// Directory and header; flushed to disk, then renamed.
  Outcome finish();
  uint64_t bytes() const { return offset_; }

 private:
  SegmentWriter() = default;
  Outcome write(const void* data, size_t size);
  Outcome write_block();
  Failure failure() const;

  std::filesystem::path path_, temporary_;
  int fd_ = -1;
  uint64_t offset_ = 0;
  FileHeader header_{};
  std::vector<LayerPlan> plans_;
  std::vector<LayerEntry> layers_;
  std::vector<BlockEntry> blocks_;
  size_t layer_ = 0;
  int64_t slice_ms_ = 0;
  int64_t last_from_ms_ = 0;
  std::vector<PackedSegment> block_;
};

}  // namespace caspian::record
