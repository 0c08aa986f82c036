// Reading with pread; a thread's latest tile is found without the lock.
#include "import/terrain_pyramid.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <cerrno>
#include <cmath>
#include <cstring>

#include "core/log.h"
#include "geo/grid_taps.h"

namespace caspian::import {
namespace {

constexpr double k_step_slack = 1.01;  // a level this much coarser than asked for will do

/// The tile a thread asked for last.
struct LastTile {
  uint64_t serial = 0;
  size_t entry = 0;
  std::shared_ptr<const PyramidTile> tile;
};
thread_local LastTile t_last;

std::string about_text(std::string_view text, std::string_view key) {
  while (!text.empty()) {
    const std::string_view line = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(text.size(), line.size() + 1));
    if (line.size() > key.size() && line.starts_with(key) && line[key.size()] == '=')
      return std::string(line.substr(key.size() + 1));
  }
  return "";
}

bool is_sensible(const PyramidHead& head) {
  const auto is_step = [](double step) { return step > 1e-9 && step < 90; };
  if (head.version != k_pyramid_version || head.tile_side != k_pyramid_tile) return false;
  if (!is_step(head.step_lon_deg) || !is_step(head.step_lat_deg)) return false;
  if (head.columns == 0 || head.rows == 0 || head.columns > 1u << 31 || head.rows > 1u << 31)
    return false;
  const double east = head.west_deg + head.columns * head.step_lon_deg;
  const double south = head.north_deg - head.rows * head.step_lat_deg;
  return head.west_deg > -181 && east < 181 + head.step_lon_deg && head.north_deg < 91 &&
         south > -91 - head.step_lat_deg && std::has_single_bit(head.edge_cells);
}

}  // namespace

Result<std::shared_ptr<TerrainPyramid>> TerrainPyramid::open(const std::filesystem::path& path,
                                                             uint64_t cache_bytes) {
  static std::atomic<uint64_t> serial{0};
  std::shared_ptr<TerrainPyramid> pyramid(new TerrainPyramid);
  pyramid->serial_ = ++serial;
  pyramid->name_ = path.string();
  pyramid->most_tiles_ = std::max<size_t>(8, cache_bytes / (k_tile_cells * sizeof(uint16_t)));
  for (const auto step : {&TerrainPyramid::read_head, &TerrainPyramid::read_tables})
    if (const Outcome read = (pyramid.get()->*step)(path); !read) return read.failure();
  return pyramid;
}

TerrainPyramid::~TerrainPyramid() {
  if (file_ >= 0) ::close(file_);
}

bool TerrainPyramid::read_at(uint64_t offset, std::span<std::byte> bytes) const {
  while (!bytes.empty()) {
    const ssize_t got = ::pread(file_, bytes.data(), bytes.size(), static_cast<off_t>(offset));
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return false;
    bytes = bytes.subspan(static_cast<size_t>(got));
    offset += static_cast<uint64_t>(got);
  }
  return true;
}

Outcome TerrainPyramid::read_head(const std::filesystem::path& path) {
  file_ = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  struct stat facts {};
  if (file_ < 0 || ::fstat(file_, &facts) != 0)
    return Failure{name_ + ": cannot be opened (" + std::strerror(errno) + ")"};
  if (!S_ISREG(facts.st_mode))
    return Failure{name_ + ": found a folder or device, expected a .terrain file"};
  size_ = static_cast<uint64_t>(facts.st_size);
  const auto bytes = std::as_writable_bytes(std::span(&head_, 1));
  if (size_ < sizeof head_ || !read_at(0, bytes) || head_.magic != k_pyramid_magic)
    return Failure{name_ +
                   ": found no terrain of this program, expected a file that `caspian convert "
                   "FILE -o NAME.terrain` made of a GeoTIFF, NetCDF, HGT or terrarium tiles"};
  if (checksum(std::as_bytes(std::span(&head_, 1)).first(offsetof(PyramidHead, head_crc))) !=
      head_.head_crc)
    return Failure{name_ + ": the checksum of its head is wrong, expected an undamaged file"};
  if (!is_sensible(head_))
    return Failure{name_ + ": found a head of version " + std::to_string(head_.version) +
                   " that makes no sense, expected version " + std::to_string(k_pyramid_version)};
  return Done{};
}

Outcome TerrainPyramid::read_tables(const std::filesystem::path&) {
  const Failure damaged{name_ + ": found a damaged or unfinished file, expected a whole one"};
  levels_ = pyramid_levels(head_.columns, head_.rows);
  const uint64_t entries = levels_.back().first_entry + 1;
  edge_columns_ = (head_.columns + head_.edge_cells - 1) / head_.edge_cells;
  edge_rows_ = (head_.rows + head_.edge_cells - 1) / head_.edge_cells;
  const uint64_t edge_size = uint64_t{edge_columns_} * edge_rows_;
  if (head_.levels != levels_.size() || head_.directory_entries != entries ||
      entries > k_most_tiles || edge_size > k_most_edge_cells ||
      head_.text_bytes > k_most_text_bytes)
    return damaged;
  const auto read = [&](uint64_t offset, uint64_t size, uint32_t crc,
                        std::vector<std::byte>& bytes) {
    if (offset > size_ || size > size_ - offset) return false;
    bytes.resize(size);
    return read_at(offset, bytes) && checksum(bytes) == crc;
  };
  std::vector<std::byte> text, edge, directory;
  if (!read(head_.text_offset, head_.text_bytes, head_.text_crc, text) ||
      !read(head_.edge_offset, head_.edge_bytes, head_.edge_crc, edge) ||
      !read(head_.directory_offset, entries * sizeof(TileEntry), head_.directory_crc, directory))
    return damaged;
  edge_ = inflate_bytes(edge, edge_size);
  if (edge_.empty()) return damaged;
  entries_.resize(entries);
  std::memcpy(entries_.data(), directory.data(), directory.size());
  for (const TileEntry& entry : entries_)
    if (entry.offset > size_ || entry.bytes > size_ - entry.offset ||
        !(std::abs(entry.low_m) < 1e5f && std::abs(entry.high_m) < 1e5f))
      return damaged;
  const std::string_view words(reinterpret_cast<const char*>(text.data()), text.size());
  about_ = {about_text(words, "source"), about_text(words, "licence"), about_text(words, "datum"),
            about_text(words, "date"), about_text(words, "resolution")};
  box_ = {head_.west_deg, head_.north_deg - head_.rows * head_.step_lat_deg,
          head_.west_deg + head_.columns * head_.step_lon_deg, head_.north_deg};
  return Done{};
}

double TerrainPyramid::finest_step_deg() const {
  return std::min(head_.step_lon_deg, head_.step_lat_deg);
}

double TerrainPyramid::share(double longitude_deg, double latitude_deg) const {
  if (!box_.contains(longitude_deg, latitude_deg)) return 0;
  const double cell_lon = head_.step_lon_deg * head_.edge_cells;
  const double cell_lat = head_.step_lat_deg * head_.edge_cells;
  const auto column = geo::linear_taps((longitude_deg - box_.west_deg) / cell_lon - 0.5,
                                       static_cast<int>(edge_columns_));
  const auto row = geo::linear_taps((box_.north_deg - latitude_deg) / cell_lat - 0.5,
                                    static_cast<int>(edge_rows_));
  const auto at = [&](size_t j, size_t i) {
    return static_cast<double>(edge_[static_cast<size_t>(row.index[j]) * edge_columns_ +
                                     static_cast<size_t>(column.index[i])]);
  };
  const double north = std::lerp(at(0, 0), at(0, 1), column.fraction);
  const double south = std::lerp(at(1, 0), at(1, 1), column.fraction);
  const double t = std::lerp(north, south, row.fraction) / 255;
  return t * t * (3 - 2 * t);
}

size_t TerrainPyramid::level_for(double step_deg) const {
  double step = finest_step_deg();
  size_t level = 0;
  while (level + 1 < levels_.size() && 2 * step <= step_deg * k_step_slack) {
    step *= 2;
    ++level;
  }
  return level;
}

std::shared_ptr<const PyramidTile> TerrainPyramid::load_tile(size_t index) const {
  {
    const std::lock_guard lock(guard_);
    const auto found = kept_.find(index);
    if (found != kept_.end()) {
      uses_.splice(uses_.begin(), uses_, found->second.use);
      return found->second.tile;
    }
  }
  const TileEntry& entry = entries_[index];
  auto tile = std::make_shared<PyramidTile>();
  std::vector<std::byte> bytes(entry.bytes);
  const bool is_good =
      read_at(entry.offset, bytes) && checksum(bytes) == entry.crc && unpack_tile(bytes, *tile);
  if (!is_good) tile->values.assign(k_tile_cells, 0);
  const std::lock_guard lock(guard_);
  if (!is_good && damaged_++ == 0)
    log::warning(name_ + ": a tile is damaged and counts as having no heights");
  if (kept_.contains(index)) return kept_[index].tile;
  while (kept_.size() >= most_tiles_) {
    kept_.erase(uses_.back());
    uses_.pop_back();
  }
  uses_.push_front(index);
  kept_[index] = {tile, uses_.begin()};
  return tile;
}

const PyramidTile* TerrainPyramid::find_tile(size_t index) const {
  if (entries_[index].bytes == 0) return nullptr;
  LastTile& last = t_last;
  if (last.serial != serial_ || last.entry != index || !last.tile)
    last = {serial_, index, load_tile(index)};
  return last.tile.get();
}

bool TerrainPyramid::cell_m(size_t level, int64_t column, int64_t row, float& height_m) const {
  const PyramidLevel& grid = levels_[level];
  const auto tile_column = static_cast<size_t>(column / k_pyramid_tile);
  const auto tile_row = static_cast<size_t>(row / k_pyramid_tile);
  const PyramidTile* tile =
      find_tile(grid.first_entry + tile_row * grid.tile_columns + tile_column);
  if (!tile) return false;
  const size_t cell = static_cast<size_t>(row % k_pyramid_tile) * k_pyramid_tile +
                      static_cast<size_t>(column % k_pyramid_tile);
  if (!tile->has(cell)) return false;
  height_m = tile->height_m(cell);
  return true;
}

std::optional<double> TerrainPyramid::height_m(double longitude_deg, double latitude_deg,
                                               double step_deg) const {
  if (!box_.contains(longitude_deg, latitude_deg)) return std::nullopt;
  const size_t level = level_for(step_deg);
  const PyramidLevel& grid = levels_[level];
  const double scale = std::ldexp(1.0, static_cast<int>(level));
  const auto column =
      geo::cubic_taps((longitude_deg - box_.west_deg) / (head_.step_lon_deg * scale) - 0.5,
                      static_cast<int>(grid.columns));
  const auto row =
      geo::cubic_taps((box_.north_deg - latitude_deg) / (head_.step_lat_deg * scale) - 0.5,
                      static_cast<int>(grid.rows));
  // Where a sample is missing, those around it that are there answer.
  double sum = 0, all = 0, near_sum = 0, near = 0;
  bool is_whole = true;
  for (size_t j = 0; j < 4; ++j)
    for (size_t i = 0; i < 4; ++i) {
      float sample = 0;
      if (!cell_m(level, column.index[i], row.index[j], sample)) {
        is_whole = false;
        continue;
      }
      const double weight = column.weight[i] * row.weight[j];
      sum += weight * static_cast<double>(sample);
      all += weight;
      const bool is_inner = (i == 1 || i == 2) && (j == 1 || j == 2);
      if (is_inner && weight > 0) {
        near_sum += weight * static_cast<double>(sample);
        near += weight;
      }
    }
  if (is_whole) return sum / all;
  if (near > 1e-6) return near_sum / near;
  return std::nullopt;
}

std::optional<geo::HeightRange> TerrainPyramid::range_m(const geo::GeoBox& asked) const {
  const geo::GeoBox inside = box_.within(asked);
  if (inside.is_empty()) return std::nullopt;
  // From the level of which the box touches a few tiles at most.
  size_t level = 0;
  double lon = head_.step_lon_deg * k_pyramid_tile, lat = head_.step_lat_deg * k_pyramid_tile;
  while (level + 1 < levels_.size() && (inside.east_deg - inside.west_deg > 4 * lon ||
                                        inside.north_deg - inside.south_deg > 4 * lat)) {
    ++level;
    lon *= 2;
    lat *= 2;
  }
  const PyramidLevel& grid = levels_[level];
  const auto cell = [](double from, double size, uint32_t count) {
    return static_cast<size_t>(std::clamp(from / size, 0.0, static_cast<double>(count - 1)));
  };
  // Cubic curves reach two samples beyond.
  const double reach_lon = lon / k_pyramid_tile * 2, reach_lat = lat / k_pyramid_tile * 2;
  const size_t west = cell(inside.west_deg - reach_lon - box_.west_deg, lon, grid.tile_columns);
  const size_t east = cell(inside.east_deg + reach_lon - box_.west_deg, lon, grid.tile_columns);
  const size_t north = cell(box_.north_deg - inside.north_deg - reach_lat, lat, grid.tile_rows);
  const size_t south = cell(box_.north_deg - inside.south_deg + reach_lat, lat, grid.tile_rows);
  std::optional<geo::HeightRange> range;
  for (size_t row = north; row <= south; ++row)
    for (size_t column = west; column <= east; ++column) {
      const TileEntry& entry = entries_[grid.first_entry + row * grid.tile_columns + column];
      if (entry.bytes == 0) continue;
      if (!range) range = {entry.low_m, entry.high_m};
      range->low_m = std::min(range->low_m, entry.low_m);
      range->high_m = std::max(range->high_m, entry.high_m);
    }
  return range;
}

uint64_t TerrainPyramid::cached_bytes() const {
  const std::lock_guard lock(guard_);
  return kept_.size() * k_tile_cells * sizeof(uint16_t);
}

size_t TerrainPyramid::damaged_tiles() const {
  const std::lock_guard lock(guard_);
  return damaged_;
}

}  // namespace caspian::import
