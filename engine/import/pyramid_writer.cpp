// Tiles are appended; the head is written over the place kept for it as the last thing.
#include "import/pyramid_writer.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cmath>
#include <cstring>
#include <limits>

#include "core/check.h"

namespace caspian::import {
namespace {

constexpr float k_none = std::numeric_limits<float>::quiet_NaN();
constexpr size_t k_side = k_pyramid_tile;

}  // namespace

PyramidWriter::PyramidWriter(const std::filesystem::path& path, const PyramidFrame& frame)
    : path_(path),
      temporary_(path.string() + ".part-" + std::to_string(::getpid())),
      levels_(pyramid_levels(frame.columns, frame.rows)),
      edge_(frame.columns, frame.rows, frame.step_lon_deg, frame.step_lat_deg, frame.north_deg) {
  head_.west_deg = frame.west_deg;
  head_.north_deg = frame.north_deg;
  head_.step_lon_deg = frame.step_lon_deg;
  head_.step_lat_deg = frame.step_lat_deg;
  head_.columns = frame.columns;
  head_.rows = frame.rows;
  head_.levels = static_cast<uint32_t>(levels_.size());
  head_.edge_cells = edge_.cells();
  entries_.resize(levels_.back().first_entry + 1);
  head_.directory_entries = static_cast<uint32_t>(entries_.size());
}

Result<std::unique_ptr<PyramidWriter>> PyramidWriter::create(const std::filesystem::path& path,
                                                             const PyramidFrame& frame) {
  std::unique_ptr<PyramidWriter> writer(new PyramidWriter(path, frame));
  writer->file_ = ::open(writer->temporary_.c_str(), O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
  if (writer->file_ < 0) return writer->failure();
  const PyramidHead none{.magic = {}};  // a file that was never finished is none
  if (Outcome written = writer->write(std::as_bytes(std::span(&none, 1))); !written)
    return written.failure();
  return writer;
}

PyramidWriter::~PyramidWriter() {
  if (file_ < 0) return;
  ::close(file_);
  ::unlink(temporary_.c_str());
}

Failure PyramidWriter::failure() const {
  return {path_.string() + ": cannot be written (" + std::strerror(errno) + ")",
          Failure::Kind::output};
}

Outcome PyramidWriter::write(std::span<const std::byte> bytes) {
  while (!bytes.empty()) {
    const ssize_t n = ::write(file_, bytes.data(), bytes.size());
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) return failure();
    bytes = bytes.subspan(static_cast<size_t>(n));
    offset_ += static_cast<uint64_t>(n);
  }
  return Done{};
}

Outcome PyramidWriter::write_tile(size_t index, std::span<const float> heights_m) {
  TileEntry& entry = entries_[index];
  const std::vector<std::byte> bytes = pack_tile(heights_m);
  entry.offset = offset_;
  entry.bytes = static_cast<uint32_t>(bytes.size());
  entry.crc = checksum(bytes);
  return write(bytes);
}

Outcome PyramidWriter::add_tile(uint32_t tile_column, uint32_t tile_row,
                                std::span<const float> heights_m) {
  const PyramidLevel& grid = levels_[0];
  CASPIAN_CHECK(tile_column < grid.tile_columns && tile_row < grid.tile_rows);
  TileEntry& entry = entries_[size_t{tile_row} * grid.tile_columns + tile_column];
  float low = INFINITY, high = -INFINITY;
  const uint32_t first_column = tile_column * k_pyramid_tile, first_row = tile_row * k_pyramid_tile;
  const uint32_t columns = std::min<uint32_t>(k_pyramid_tile, head_.columns - first_column);
  const uint32_t rows = std::min<uint32_t>(k_pyramid_tile, head_.rows - first_row);
  for (uint32_t row = 0; row < rows; ++row)
    for (uint32_t column = 0; column < columns; ++column) {
      const float height = heights_m[row * k_side + column];
      if (!std::isfinite(height)) {
        edge_.mark_missing(first_column + column, first_row + row);
        continue;
      }
      ++heights_;
      low = std::min(low, height);
      high = std::max(high, height);
    }
  if (low > high) return Done{};
  low_m_ = std::min(low_m_, static_cast<double>(low));
  high_m_ = std::max(high_m_, static_cast<double>(high));
  entry.low_m = low;
  entry.high_m = high;
  return write_tile(size_t{tile_row} * grid.tile_columns + tile_column, heights_m);
}

std::optional<PyramidTile> PyramidWriter::read_tile(size_t index) const {
  const TileEntry& entry = entries_[index];
  if (entry.bytes == 0) return std::nullopt;
  std::vector<std::byte> bytes(entry.bytes);
  PyramidTile tile;
  const ssize_t got = ::pread(file_, bytes.data(), bytes.size(), static_cast<off_t>(entry.offset));
  if (got != static_cast<ssize_t>(bytes.size()) || !unpack_tile(bytes, tile)) return std::nullopt;
  return tile;
}

/// One tile out of the four of the finer level that lie under it.
Outcome PyramidWriter::coarsen(size_t level, uint32_t tile_column, uint32_t tile_row) {
  const PyramidLevel& fine = levels_[level - 1];
  const PyramidLevel& grid = levels_[level];
  const size_t index = grid.first_entry + size_t{tile_row} * grid.tile_columns + tile_column;
  TileEntry& entry = entries_[index];
  std::vector<float> heights(k_tile_cells, k_none);
  bool any = false;
  for (uint32_t child = 0; child < 4; ++child) {
    const uint32_t column = 2 * tile_column + child % 2, row = 2 * tile_row + child / 2;
    if (column >= fine.tile_columns || row >= fine.tile_rows) continue;
    const size_t below = fine.first_entry + size_t{row} * fine.tile_columns + column;
    if (entries_[below].bytes == 0) continue;
    const std::optional<PyramidTile> tile = read_tile(below);
    if (!tile) return failure();
    entry.low_m = any ? std::min(entry.low_m, entries_[below].low_m) : entries_[below].low_m;
    entry.high_m = any ? std::max(entry.high_m, entries_[below].high_m) : entries_[below].high_m;
    any = true;
    const size_t left = child % 2 * k_side / 2, top = child / 2 * k_side / 2;
    for (size_t j = 0; j < k_side / 2; ++j)
      for (size_t i = 0; i < k_side / 2; ++i) {
        float sum = 0, count = 0;
        for (const size_t cell : {2 * j * k_side + 2 * i, 2 * j * k_side + 2 * i + 1,
                                  (2 * j + 1) * k_side + 2 * i, (2 * j + 1) * k_side + 2 * i + 1})
          if (tile->has(cell)) {
            sum += tile->height_m(cell);
            count += 1;
          }
        if (count > 0) heights[(top + j) * k_side + left + i] = sum / count;
      }
  }
  return any ? write_tile(index, heights) : Outcome(Done{});
}

Outcome PyramidWriter::finish(const PyramidTexts& texts,
                              const std::function<bool(double)>& proceed) {
  size_t made = 0;
  const size_t all = entries_.size() - (levels_.size() > 1 ? levels_[1].first_entry : 1);
  for (size_t level = 1; level < levels_.size(); ++level)
    for (uint32_t row = 0; row < levels_[level].tile_rows; ++row)
      for (uint32_t column = 0; column < levels_[level].tile_columns; ++column) {
        if (Outcome written = coarsen(level, column, row); !written) return written;
        if (!proceed(static_cast<double>(++made) / static_cast<double>(std::max<size_t>(all, 1))))
          return Failure{path_.string() + ": given up, nothing is written", Failure::Kind::output};
      }
  std::string text;
  for (const auto& [key, value] : texts) {
    std::string line = key + "=" + value;
    std::replace(line.begin(), line.end(), '\n', ' ');
    text += line + "\n";
  }
  text.resize(std::min<size_t>(text.size(), k_most_text_bytes));
  const auto put = [&](std::span<const std::byte> bytes, uint64_t& offset, uint32_t& crc) {
    offset = offset_;
    crc = checksum(bytes);
    return write(bytes);
  };
  const std::vector<std::byte> edge = deflate_bytes(edge_.bytes());
  head_.text_bytes = static_cast<uint32_t>(text.size());
  head_.edge_bytes = static_cast<uint32_t>(edge.size());
  for (const Outcome& written :
       {put(std::as_bytes(std::span(text)), head_.text_offset, head_.text_crc),
        put(edge, head_.edge_offset, head_.edge_crc),
        put(std::as_bytes(std::span(entries_)), head_.directory_offset, head_.directory_crc)})
    if (!written) return written;
  const auto head = std::as_bytes(std::span(&head_, 1));
  head_.head_crc = checksum(head.first(offsetof(PyramidHead, head_crc)));
  if (::pwrite(file_, head.data(), head.size(), 0) != static_cast<ssize_t>(head.size()) ||
      ::fsync(file_) != 0 || ::rename(temporary_.c_str(), path_.c_str()) != 0)
    return failure();
  ::close(file_);
  file_ = -1;
  return Done{};
}

}  // namespace caspian::import
