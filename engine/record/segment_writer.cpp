// Blocks as they fill, then the directory, then the header over the place kept for it.
#include "record/segment_writer.h"

#include <fcntl.h>
#include <unistd.h>
#include <zlib.h>

#include <cerrno>
#include <cstring>

#include "core/check.h"

namespace caspian::record {
namespace {

uint32_t checksum(const void* data, size_t size) {
  return static_cast<uint32_t>(crc32_z(0, static_cast<const Bytef*>(data), size));
}

int64_t slice_start(int64_t time_ms, int slice_log2) {
  return time_ms >> slice_log2 << slice_log2;  // rounds down, also before 1970
}

}  // namespace

void LayerCounter::add(const Segment& segment) {
  LayerPlan& plan = plans_[segment.layer_key()];
  if (plan.count++ == 0) plan.first_ms = plan.last_ms = segment.from_ms;
  plan.first_ms = std::min(plan.first_ms, segment.from_ms);
  plan.last_ms = std::max(plan.last_ms, segment.from_ms);
}

std::vector<LayerPlan> LayerCounter::plans() const {
  std::vector<LayerPlan> all;
  for (int key = 0; key < 128; ++key) {
    if (plans_[key].count == 0) continue;
    all.push_back(plans_[key]);
    all.back().span_log2 = key % 64;
    all.back().is_gap = key >= 64;
  }
  return all;
}

int slice_log2_of(const LayerPlan& plan) {
  const double range_ms = static_cast<double>(plan.last_ms - plan.first_ms) + 1;
  const double bytes = static_cast<double>(plan.count) * sizeof(PackedSegment);
  const double wanted_ms = range_ms * double(k_sparse_block_bytes) / std::max(bytes, 1.0);
  int log2 = plan.span_log2;
  while (log2 < k_exact_span_log2 && std::ldexp(1.0, log2) < wanted_ms) ++log2;
  return log2;
}

Result<std::unique_ptr<SegmentWriter>> SegmentWriter::create(const std::filesystem::path& path,
                                                             const StoreAbout& about,
                                                             UnitTable units,
                                                             std::vector<LayerPlan> plans) {
  std::unique_ptr<SegmentWriter> writer(new SegmentWriter);
  writer->path_ = path;
  writer->temporary_ = path.string() + ".writing";
  writer->fd_ = ::open(writer->temporary_.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
  if (writer->fd_ < 0) return writer->failure();
  FileHeader& header = writer->header_;
  header.magic = k_magic;
  header.version = k_version;
  header.byte_order = k_byte_order;
  header.first_ms = about.first_ms;
  header.last_ms = about.last_ms;
  header.box = about.box;
  header.gap_limit_ms = about.gap_limit_ms;
  header.source = units.keep(about.source);
  header.licence = units.keep(about.licence);
  header.quality = units.keep(about.quality);
  std::string strings = units.strings();
  strings.resize((strings.size() + 63) / 64 * 64, '\0');
  header.strings_offset = sizeof header;
  header.strings_bytes = strings.size();
  header.strings_crc = checksum(strings.data(), strings.size());
  header.units_offset = header.strings_offset + strings.size();
  header.unit_count = static_cast<uint32_t>(units.units().size());
  const size_t unit_bytes = units.units().size() * sizeof(PackedUnit);
  header.units_crc = checksum(units.units().data(), unit_bytes);
  const FileHeader none{};  // a file that was never finished is none
  for (const auto& [data, size] : {std::pair<const void*, size_t>{&none, sizeof none},
                                   {strings.data(), strings.size()},
                                   {units.units().data(), unit_bytes}})
    if (Outcome written = writer->write(data, size); !written) return written.failure();
  for (const LayerPlan& plan : plans)
    writer->layers_.push_back({.span_log2 = static_cast<uint32_t>(plan.span_log2),
                               .slice_log2 = static_cast<uint32_t>(slice_log2_of(plan)),
                               .is_gap = plan.is_gap ? 1u : 0u});
  writer->plans_ = std::move(plans);
  writer->block_.reserve(k_segments_per_block);
  return writer;
}

SegmentWriter::~SegmentWriter() {
  if (fd_ < 0) return;
  ::close(fd_);
  ::unlink(temporary_.c_str());
}

Failure SegmentWriter::failure() const {
  return {path_.string() + ": cannot be written (" + std::strerror(errno) + ")",
          Failure::Kind::output};
}

Outcome SegmentWriter::write(const void* data, size_t size) {
  const char* at = static_cast<const char*>(data);
  while (size > 0) {
    const ssize_t n = ::write(fd_, at, size);
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) return failure();
    at += n;
    size -= static_cast<size_t>(n);
    offset_ += static_cast<uint64_t>(n);
  }
  return Done{};
}

Outcome SegmentWriter::add(const Segment& segment) {
  CASPIAN_CHECK(segment.to_ms > segment.from_ms);
  const int key = segment.layer_key();
  const auto layer_key = [&] {
    return plans_[layer_].span_log2 + (plans_[layer_].is_gap ? 64 : 0);
  };
  if (layer_key() != key) {
    if (Outcome written = write_block(); !written) return written;
    while (layer_key() != key) CASPIAN_CHECK(++layer_ < plans_.size());
    last_from_ms_ = segment.from_ms;
  }
  CASPIAN_CHECK(segment.from_ms >= last_from_ms_ || header_.segment_count == 0);
  last_from_ms_ = segment.from_ms;
  const int slice_log2 = static_cast<int>(layers_[layer_].slice_log2);
  const int tick_log2 = tick_log2_of(slice_log2);
  const int64_t slice_ms = slice_start(segment.from_ms, slice_log2);
  if (slice_ms != slice_ms_ || block_.size() == k_segments_per_block)
    if (Outcome written = write_block(); !written) return written;
  slice_ms_ = slice_ms;
  const int64_t start = (segment.from_ms - slice_ms) >> tick_log2;
  const int64_t end = (segment.to_ms - slice_ms) >> tick_log2;
  PackedSegment packed{.unit = segment.unit,
                       .start = static_cast<uint32_t>(start),
                       .duration = static_cast<uint32_t>(end - start),
                       .places = {}};
  pack_places(segment.from, segment.to, packed.places);
  block_.push_back(packed);
  ++header_.segment_count;
  if (segment.is_gap) ++header_.gap_count;
  return Done{};
}

Outcome SegmentWriter::write_block() {
  if (block_.empty()) return Done{};
  LayerEntry& layer = layers_[layer_];
  const size_t size = block_.size() * sizeof(PackedSegment);
  BlockHeader head{.magic = k_block_magic,
                   .crc = checksum(block_.data(), size),
                   .span_log2 = static_cast<uint8_t>(layer.span_log2),
                   .slice_log2 = static_cast<uint8_t>(layer.slice_log2),
                   .is_gap = static_cast<uint8_t>(layer.is_gap),
                   .unused_8 = 0,
                   .count = static_cast<uint32_t>(block_.size()),
                   .first_start = block_.front().start,
                   .last_start = block_.back().start,
                   .slice_ms = slice_ms_,
                   .unused = {},
                   .header_crc = 0};
  head.header_crc = checksum(&head, offsetof(BlockHeader, header_crc));
  if (layer.block_count++ == 0) layer.first_block = static_cast<uint32_t>(blocks_.size());
  layer.segment_count += block_.size();
  blocks_.push_back({.offset = offset_,
                     .slice_ms = slice_ms_,
                     .layer = static_cast<uint32_t>(layer_),
                     .count = head.count,
                     .first_start = head.first_start,
                     .last_start = head.last_start,
                     .crc = head.crc,
                     .unused = 0});
  if (Outcome written = write(&head, sizeof head); !written) return written;
  Outcome written = write(block_.data(), size);
  block_.clear();
  return written;
}

Outcome SegmentWriter::finish() {
  if (Outcome written = write_block(); !written) return written;
  header_.layer_count = static_cast<uint32_t>(layers_.size());
  header_.block_count = static_cast<uint32_t>(blocks_.size());
  header_.directory_offset = offset_;
  const size_t layer_bytes = layers_.size() * sizeof(LayerEntry);
  const size_t block_bytes = blocks_.size() * sizeof(BlockEntry);
  std::vector<std::byte> directory(layer_bytes + block_bytes);
  if (layer_bytes) std::memcpy(directory.data(), layers_.data(), layer_bytes);
  if (block_bytes) std::memcpy(directory.data() + layer_bytes, blocks_.data(), block_bytes);
  header_.directory_crc = checksum(directory.data(), directory.size());
  if (Outcome written = write(directory.data(), directory.size()); !written) return written;
  header_.file_bytes = offset_;
  header_.header_crc = checksum(&header_, offsetof(FileHeader, header_crc));
  const bool whole =
      ::pwrite(fd_, &header_, sizeof header_, 0) == ssize_t{sizeof header_} && ::fsync(fd_) == 0;
  if (!whole || ::rename(temporary_.c_str(), path_.c_str()) != 0) return failure();
  ::close(fd_);
  fd_ = -1;
  std::filesystem::path folder = path_.parent_path();
  if (folder.empty()) folder = ".";
  if (const int at = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC); at >= 0) {
    ::fsync(at);  // the name itself survives a power cut
    ::close(at);
  }
  return Done{};
}

}  // namespace caspian::record
