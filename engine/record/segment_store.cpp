// Nothing of the file is believed: sizes, offsets and counts are checked before they are used.
#include "record/segment_store.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>

#include <cerrno>
#include <cstring>
#include <tuple>

namespace caspian::record {
namespace {

uint32_t checksum(const void* data, size_t size) {
  return static_cast<uint32_t>(crc32_z(0, static_cast<const Bytef*>(data), size));
}

/// Room for 1900 to 2200, and for the slices that such instants lie in.
constexpr int64_t k_time_limit_ms = int64_t{1} << 45;

bool is_time(int64_t ms) {
  return ms > -k_time_limit_ms && ms < k_time_limit_ms;
}

}  // namespace

Result<std::unique_ptr<SegmentStore>> SegmentStore::open(const std::filesystem::path& path) {
  std::unique_ptr<SegmentStore> store(new SegmentStore);
  if (Outcome mapped = store->map(path); !mapped) return mapped.failure();
  if (Outcome read = store->read_header(); !read) return read.failure();
  store->read_tables();
  if (!store->read_directory()) store->scan_blocks();
  store->sort_blocks();
  store->states_ = std::make_unique<std::atomic<State>[]>(store->blocks_.size());
  return store;
}

SegmentStore::~SegmentStore() {
  if (data_) ::munmap(const_cast<std::byte*>(data_), size_);
}

Outcome SegmentStore::map(const std::filesystem::path& path) {
  path_ = path;
  const auto fails = [&](const std::string& why) { return Failure{path.string() + ": " + why}; };
  const int fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  if (fd < 0) return fails(std::string("cannot be opened (") + std::strerror(errno) + ")");
  struct stat facts {};
  const bool is_file = ::fstat(fd, &facts) == 0 && S_ISREG(facts.st_mode);
  size_ = is_file ? static_cast<uint64_t>(facts.st_size) : 0;
  void* at = MAP_FAILED;
  if (size_ >= sizeof(FileHeader)) at = ::mmap(nullptr, size_, PROT_READ, MAP_PRIVATE, fd, 0);
  ::close(fd);
  if (!is_file) return fails("is not a file");
  if (size_ < sizeof(FileHeader))
    return fails("has " + std::to_string(size_) +
                 " bytes, expected a record of trajectories (made by caspian convert)");
  if (at == MAP_FAILED) return fails("cannot be mapped");
  data_ = static_cast<const std::byte*>(at);
  ::madvise(at, size_, MADV_RANDOM);
  return Done{};
}

Outcome SegmentStore::read_header() {
  std::memcpy(&header_, data_, sizeof header_);
  const auto fails = [&](const std::string& why) { return Failure{path_.string() + ": " + why}; };
  if (header_.magic != k_magic)
    return fails("is no record of trajectories, expected one made by caspian convert");
  if (header_.byte_order != k_byte_order || header_.version != k_version)
    return fails("is a record of version " + std::to_string(header_.version) + ", expected " +
                 std::to_string(k_version));
  if (header_.header_crc != checksum(&header_, offsetof(FileHeader, header_crc)))
    return fails("the header is damaged; nothing of the record can be read");
  const Box& box = header_.box;
  const bool is_box = box.west >= -180.1 && box.east <= 180.1 && box.west < box.east &&
                      box.south >= -90.1 && box.north <= 90.1 && box.south < box.north;
  if (!is_box || !is_time(header_.first_ms) || !is_time(header_.last_ms) ||
      header_.first_ms > header_.last_ms)
    return fails("the header makes no sense; nothing of the record can be read");
  return Done{};
}

void SegmentStore::read_tables() {
  if (size_ < header_.file_bytes)
    report("ends after " + std::to_string(size_) + " of " + std::to_string(header_.file_bytes) +
           " bytes; what is there is used");
  const auto is_good = [&](uint64_t offset, uint64_t bytes, uint32_t crc) {
    return holds(offset, bytes) && checksum(data_ + offset, bytes) == crc;
  };
  if (is_good(header_.strings_offset, header_.strings_bytes, header_.strings_crc))
    strings_ = {reinterpret_cast<const char*>(data_ + header_.strings_offset),
                header_.strings_bytes};
  else
    report("the names of its units are damaged; units are shown without");
  units_at_ = header_.units_offset;
  if (is_good(units_at_, uint64_t{header_.unit_count} * sizeof(PackedUnit), header_.units_crc))
    units_readable_ = header_.unit_count;
  else
    report("the table of its units is damaged; units are shown without goods and loads");
}

bool SegmentStore::is_sound(const LayerEntry& layer) const {
  return layer.span_log2 <= k_span_log2_limit && layer.slice_log2 >= layer.span_log2 &&
         layer.slice_log2 <= k_span_log2_limit && layer.is_gap <= 1;
}

bool SegmentStore::is_sound(const BlockEntry& block) const {
  return block.layer < layers_.size() && block.count > 0 && block.count <= k_segments_per_block &&
         block.offset % 8 == 0 && is_time(block.slice_ms) &&
         block.first_start <= block.last_start &&
         holds(block.offset, sizeof(BlockHeader) + uint64_t{block.count} * sizeof(PackedSegment));
}

bool SegmentStore::read_directory() {
  const uint64_t layer_bytes = uint64_t{header_.layer_count} * sizeof(LayerEntry);
  const uint64_t block_bytes = uint64_t{header_.block_count} * sizeof(BlockEntry);
  const uint64_t at = header_.directory_offset;
  if (!holds(at, layer_bytes + block_bytes) ||
      checksum(data_ + at, layer_bytes + block_bytes) != header_.directory_crc)
    return false;
  std::vector<LayerEntry> layers(header_.layer_count);
  if (layer_bytes) std::memcpy(layers.data(), data_ + at, layer_bytes);
  for (const LayerEntry& layer : layers)
    if (!is_sound(layer)) return false;
  layers_ = std::move(layers);
  for (uint32_t i = 0; i < header_.block_count; ++i) {
    BlockEntry block;
    std::memcpy(&block, data_ + at + layer_bytes + i * sizeof block, sizeof block);
    if (is_sound(block)) blocks_.push_back(block);
  }
  if (blocks_.size() < header_.block_count)
    report(std::to_string(header_.block_count - blocks_.size()) + " of its " +
           std::to_string(header_.block_count) + " blocks are missing; the others are used");
  return true;
}

/// Without a directory: every block whose header is whole.
void SegmentStore::scan_blocks() {
  uint64_t at = units_at_ % 8 == 0 ? units_at_ : 0;
  uint64_t segments = 0;
  while (holds(at, sizeof(BlockHeader))) {
    BlockHeader head;
    std::memcpy(&head, data_ + at, sizeof head);
    const uint64_t bytes = sizeof head + uint64_t{head.count} * sizeof(PackedSegment);
    if (head.magic != k_block_magic || head.count > k_segments_per_block || !holds(at, bytes) ||
        head.header_crc != checksum(&head, offsetof(BlockHeader, header_crc))) {
      at += 8;
      continue;
    }
    add_scanned(head, at);
    segments += head.count;
    at += bytes;
  }
  report("its directory is damaged or missing; found again: " + std::to_string(segments) + " of " +
         std::to_string(header_.segment_count) + " segments");
}

void SegmentStore::add_scanned(const BlockHeader& head, uint64_t offset) {
  const LayerEntry layer{
      .span_log2 = head.span_log2, .slice_log2 = head.slice_log2, .is_gap = head.is_gap};
  const auto same = [&](const LayerEntry& known) {
    return std::tie(known.span_log2, known.slice_log2, known.is_gap) ==
           std::tie(layer.span_log2, layer.slice_log2, layer.is_gap);
  };
  auto known = std::find_if(layers_.begin(), layers_.end(), same);
  if (known == layers_.end()) {
    if (!is_sound(layer)) return;
    known = layers_.insert(layers_.end(), layer);
  }
  const BlockEntry block{.offset = offset,
                         .slice_ms = head.slice_ms,
                         .layer = static_cast<uint32_t>(known - layers_.begin()),
                         .count = head.count,
                         .first_start = head.first_start,
                         .last_start = head.last_start,
                         .crc = head.crc};
  if (is_sound(block)) blocks_.push_back(block);
}

void SegmentStore::sort_blocks() {
  const auto key = [](const BlockEntry& b) {
    return std::tuple(b.layer, b.slice_ms, b.first_start, b.offset);
  };
  std::stable_sort(blocks_.begin(), blocks_.end(),
                   [&](const auto& a, const auto& b) { return key(a) < key(b); });
  for (LayerEntry& layer : layers_) layer.first_block = layer.block_count = 0;
  for (uint32_t i = 0; i < blocks_.size(); ++i) {
    LayerEntry& layer = layers_[blocks_[i].layer];
    if (layer.block_count++ == 0) layer.first_block = i;
  }
}

std::span<const PackedSegment> SegmentStore::segments(size_t index) const {
  const BlockEntry& block = blocks_[index];
  const std::byte* at = data_ + block.offset + sizeof(BlockHeader);
  const size_t bytes = block.count * sizeof(PackedSegment);
  State state = states_[index].load(std::memory_order_acquire);
  if (state == State::unknown) {
    state = checksum(at, bytes) == block.crc ? State::good : State::damaged;
    if (states_[index].exchange(state) == State::unknown && state == State::damaged)
      report("the block at byte " + std::to_string(block.offset) + " is damaged; its " +
             std::to_string(block.count) + " segments from " + time::iso_text({block.slice_ms}) +
             " on are left out");
  }
  if (state == State::damaged) return {};
  return {reinterpret_cast<const PackedSegment*>(at), block.count};
}

uint32_t SegmentStore::ticks_to(const BlockEntry& block, time::SimTime t) const {
  const int64_t ticks = (t.ms - block.slice_ms) >> tick_log2(block);
  return static_cast<uint32_t>(std::clamp<int64_t>(ticks, 0, 0xffffffff));
}

std::pair<uint32_t, uint32_t> SegmentStore::starts_between(const BlockEntry& block,
                                                           time::SimTime from,
                                                           time::SimTime to) const {
  if (to.ms < block.slice_ms) return {1, 0};
  const int tick = tick_log2(block);
  const int64_t now = (to.ms - block.slice_ms) >> tick;
  const int64_t reach = (int64_t{1} << layer_of(block).span_log2 >> tick) + (tick > 0 ? 1 : 0);
  const int64_t first = std::max<int64_t>(((from.ms - block.slice_ms) >> tick) - reach + 1, 0);
  if (first > block.last_start || now < block.first_start) return {1, 0};
  return {static_cast<uint32_t>(first),
          static_cast<uint32_t>(std::min<int64_t>(now, block.last_start))};
}

std::vector<uint32_t> SegmentStore::blocks_between(time::SimTime from, time::SimTime to) const {
  std::vector<uint32_t> found;
  if (!is_time(from.ms) || !is_time(to.ms)) return found;
  for (const LayerEntry& layer : layers_) {
    const auto begin = blocks_.begin() + layer.first_block, end = begin + layer.block_count;
    // What holds began in the slice of that instant or in the one before.
    const int64_t slice_ms = from.ms >> layer.slice_log2 << layer.slice_log2;
    const int64_t earliest = slice_ms - (int64_t{1} << layer.slice_log2);
    auto block = std::lower_bound(begin, end, earliest,
                                  [](const BlockEntry& b, int64_t at) { return b.slice_ms < at; });
    for (; block != end && block->slice_ms <= to.ms; ++block) {
      const auto [first, last] = starts_between(*block, from, to);
      if (first <= last) found.push_back(static_cast<uint32_t>(block - blocks_.begin()));
    }
  }
  return found;
}

template <typename Visit>
void SegmentStore::visit_alive(time::SimTime t, bool gaps, Visit&& visit) const {
  for (const uint32_t index : blocks_at(t)) {
    const BlockEntry& block = blocks_[index];
    if ((layer_of(block).is_gap != 0) != gaps) continue;
    const auto [first, last] = starts_between(block, t, t);
    const uint32_t now = ticks_to(block, t);
    const auto all = segments(index);
    auto at =
        std::lower_bound(all.begin(), all.end(), first,
                         [](const PackedSegment& s, uint32_t start) { return s.start < start; });
    for (; at != all.end() && at->start <= now; ++at)
      if (now - at->start < at->duration) visit(block, *at);
  }
}

PlacedSegment SegmentStore::placed(const BlockEntry& block, const PackedSegment& segment) const {
  const int tick = tick_log2(block);
  const int64_t from = block.slice_ms + (int64_t{segment.start} << tick);
  return {from, from + (int64_t{segment.duration} << tick), segment};
}

std::vector<PlacedSegment> SegmentStore::alive(time::SimTime t, bool gaps) const {
  std::vector<PlacedSegment> found;
  visit_alive(t, gaps, [&](const BlockEntry& block, const PackedSegment& s) {
    found.push_back(placed(block, s));
  });
  return found;
}

void SegmentStore::for_each_alive(time::SimTime t, bool gaps,
                                  const std::function<void(const PlacedSegment&)>& visit) const {
  visit_alive(t, gaps,
              [&](const BlockEntry& block, const PackedSegment& s) { visit(placed(block, s)); });
}

std::optional<PlacedSegment> SegmentStore::find_alive(uint32_t unit, time::SimTime t,
                                                      bool gaps) const {
  std::optional<PlacedSegment> found;
  visit_alive(t, gaps, [&](const BlockEntry& block, const PackedSegment& s) {
    if (s.unit == unit) found = placed(block, s);
  });
  return found;
}

uint64_t SegmentStore::count_alive(time::SimTime t, bool gaps) const {
  uint64_t count = 0;
  visit_alive(t, gaps, [&](const BlockEntry&, const PackedSegment&) { ++count; });
  return count;
}

void SegmentStore::release(size_t index) const {
  const BlockEntry& block = blocks_[index];
  const auto page = static_cast<uint64_t>(::sysconf(_SC_PAGESIZE));
  const uint64_t begin = block.offset / page * page;
  const uint64_t end = block.offset + sizeof(BlockHeader) + block.count * sizeof(PackedSegment);
  ::madvise(const_cast<std::byte*>(data_ + begin), end - begin, MADV_DONTNEED);
}

PackedUnit SegmentStore::packed_unit(uint32_t index) const {
  PackedUnit packed{};
  packed.load = std::numeric_limits<double>::quiet_NaN();
  if (index < units_readable_)
    std::memcpy(&packed, data_ + units_at_ + uint64_t{index} * sizeof packed, sizeof packed);
  return packed;
}

UnitFacts SegmentStore::unit(uint32_t index) const {
  const PackedUnit packed = packed_unit(index);
  return {.id = text(packed.id),
          .mode = text(packed.mode),
          .commodity = text(packed.commodity),
          .load_unit = text(packed.load_unit),
          .source = text(packed.source),
          .quality = text(packed.quality),
          .load = packed.load};
}

std::string SegmentStore::text(uint32_t offset) const {
  if (offset >= strings_.size()) return {};
  const auto rest = strings_.subspan(offset);
  return std::string(rest.begin(), std::find(rest.begin(), rest.end(), '\0'));
}

void SegmentStore::report(std::string sentence) const {
  const std::lock_guard lock(guard_);
  problems_.push_back(path_.string() + ": " + std::move(sentence));
}

std::vector<std::string> SegmentStore::problems() const {
  const std::lock_guard lock(guard_);
  return problems_;
}

}  // namespace caspian::record
