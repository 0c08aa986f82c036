// The .cseg container of recorded trajectories: what lies where, bit by bit. Knows no files.
//
// Little-endian: FileHeader; strings (UTF-8, each ended by a zero; offset 0 is the empty one);
// units (PackedUnit); blocks, each a BlockHeader and its PackedSegments; then, at directory_offset,
// the layers (LayerEntry) and the blocks (BlockEntry, layer by layer in time). Every part carries a
// CRC-32. A block's header repeats what the directory says, so a file whose end is missing can be
// read up to there.
//
// A segment lies once, in the layer whose span is the smallest power of two (ms) that is not
// shorter than it; gaps have layers of their own. A layer is cut into slices of time of its
// slice_log2, never shorter than its span, so what holds at an instant began in the instant's slice
// or in the one before. Segments are sorted by their beginning. A slice of more than k_block_bytes
// is several blocks, each one upload.
//
// Times of a segment are in ticks of 2^tick_log2 ms from its slice's beginning. Up to a span of
// 2^31 ms (24.8 days) a tick is 1 ms and times are exact; beyond, which only gaps are, it is the
// span / 2^31 (2 ms up to 49 days, 4 s for 280 years).
#pragma once
#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstddef>
#include <cstdint>

namespace caspian::record {

static_assert(std::endian::native == std::endian::little, "the container is little-endian");

constexpr std::array<char, 8> k_magic{'C', 'S', 'P', 'S', 'E', 'G', 'S', '1'};
constexpr uint32_t k_version = 1;
constexpr uint32_t k_byte_order = 0x01020304;
constexpr uint32_t k_block_magic = 0x4b4c4243;  // CBLK
constexpr uint32_t k_block_bytes = 4u << 20;    // of segments: the most that is uploaded at once
constexpr int k_exact_span_log2 = 31;           // the longest span whose times are whole ms
constexpr int k_span_log2_limit = 44;           // 2^44 ms: more than from 1900 to 2200
/// Slices of sparse layers are made so long that a block holds about this much.
constexpr uint64_t k_sparse_block_bytes = 64u << 10;

struct PackedSegment {
  uint32_t unit;       // entry of the unit table
  uint32_t start;      // ticks from the slice's beginning
  uint32_t duration;   // ticks; the unit is there from start on, before start + duration
  uint32_t places[3];  // longitude and latitude of both ends, 24 bits each, lowest bits first
};
static_assert(sizeof(PackedSegment) == 24);
constexpr uint32_t k_segments_per_block = k_block_bytes / sizeof(PackedSegment);

/// A place on the file's grid of 2^24 x 2^24.
struct GridPlace {
  uint32_t x = 0, y = 0;
  bool operator==(const GridPlace&) const = default;
};

/// Degrees; what the grid is spread over. 20 degrees make steps of 1.2e-6 degrees: the error is at
/// most 0.07 m (the whole globe: 1.2 m).
struct Box {
  double west = 0, south = 0, east = 0, north = 0;
  static constexpr double k_cells = (1 << 24) - 1;

  double step_x() const { return (east - west) / k_cells; }
  double step_y() const { return (north - south) / k_cells; }
  GridPlace pack(double longitude_deg, double latitude_deg) const {
    const auto cell = [](double value, double from, double step) {
      return static_cast<uint32_t>(std::clamp(std::round((value - from) / step), 0.0, k_cells));
    };
    return {cell(longitude_deg, west, step_x()), cell(latitude_deg, south, step_y())};
  }
  double longitude_deg(double x) const { return west + x * step_x(); }
  double latitude_deg(double y) const { return south + y * step_y(); }
  bool operator==(const Box&) const = default;
};

inline void pack_places(GridPlace from, GridPlace to, uint32_t (&words)[3]) {
  words[0] = from.x | from.y << 24;
  words[1] = from.y >> 8 | to.x << 16;
  words[2] = to.x >> 16 | to.y << 8;
}
inline GridPlace from_place(const PackedSegment& s) {
  return {s.places[0] & 0xffffff, s.places[0] >> 24 | (s.places[1] & 0xffff) << 8};
}
inline GridPlace to_place(const PackedSegment& s) {
  return {s.places[1] >> 16 | (s.places[2] & 0xff) << 16, s.places[2] >> 8};
}

/// Of a duration of at least 1 ms.
inline int span_log2_of(int64_t duration_ms) {
  return std::bit_width(static_cast<uint64_t>(duration_ms - 1));
}
inline int tick_log2_of(int slice_log2) {
  return std::max(0, slice_log2 - k_exact_span_log2);
}

struct PackedUnit {  // offsets of strings
  uint32_t id, mode, commodity, load_unit, source, quality;
  double load;  // not a number: not known
};
static_assert(sizeof(PackedUnit) == 32);

struct LayerEntry {
  uint32_t span_log2, slice_log2, is_gap, first_block, block_count, unused;
  uint64_t segment_count;
};
static_assert(sizeof(LayerEntry) == 32);

struct BlockEntry {
  uint64_t offset;  // of its header
  int64_t slice_ms;
  uint32_t layer, count, first_start, last_start;  // ticks: of its first and last segment
  uint32_t crc, unused;                            // of its segments
};
static_assert(sizeof(BlockEntry) == 40);

struct BlockHeader {
  uint32_t magic, crc;  // crc of its segments
  uint8_t span_log2, slice_log2, is_gap, unused_8;
  uint32_t count, first_start, last_start;
  int64_t slice_ms;
  uint32_t unused[7];
  uint32_t header_crc;  // of all before
};
static_assert(sizeof(BlockHeader) == 64);

struct FileHeader {
  std::array<char, 8> magic;
  uint32_t version, byte_order;
  uint64_t file_bytes;
  int64_t first_ms, last_ms;  // the record's first and last instant
  Box box;
  int64_t gap_limit_ms;  // what is longer is a gap
  uint64_t segment_count, gap_count;
  uint64_t strings_offset, strings_bytes;
  uint64_t units_offset, directory_offset;
  uint32_t unit_count, layer_count, block_count;
  uint32_t strings_crc, units_crc, directory_crc;
  uint32_t source, licence, quality;  // offsets of strings
  uint32_t unused[22];
  uint32_t header_crc;  // of all before
};
static_assert(sizeof(FileHeader) == 256);

}  // namespace caspian::record
