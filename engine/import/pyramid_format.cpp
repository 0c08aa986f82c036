// Tiles to bytes and back, and where a level's tiles stand.
#include "import/pyramid_format.h"

#include <zlib.h>

#include <algorithm>
#include <cmath>
#include <cstring>

#include "core/check.h"

namespace caspian::import {
namespace {

constexpr size_t k_tile_head = 2 * sizeof(float);
constexpr int k_largest_value = 65535;

/// The finest unit with which a range fits.
float unit_for(float range_m) {
  for (double power = 0.01; power < 1e6; power *= 10)
    for (const double digit : {1.0, 2.0, 5.0})
      if (static_cast<double>(range_m) <= digit * power * (k_largest_value - 2))
        return static_cast<float>(digit * power);
  return 1e6f;
}

uint16_t folded(uint16_t difference) {
  return static_cast<uint16_t>((difference << 1) ^ (difference & 0x8000u ? 0xFFFFu : 0u));
}

uint16_t unfolded(unsigned value) {
  return static_cast<uint16_t>((value >> 1) ^ (0u - (value & 1u)));
}

/// Left + upper - upper left of a cell, 0 outside the tile.
uint16_t expected(const std::vector<uint16_t>& values, size_t column, size_t row) {
  constexpr size_t k_side = k_pyramid_tile;
  const size_t at = row * k_side + column;
  const unsigned left = column > 0 ? values[at - 1] : 0u;
  const unsigned upper = row > 0 ? values[at - k_side] : 0u;
  const unsigned corner = column > 0 && row > 0 ? values[at - k_side - 1] : 0u;
  return static_cast<uint16_t>(left + upper - corner);
}

}  // namespace

std::vector<PyramidLevel> pyramid_levels(uint32_t columns, uint32_t rows) {
  constexpr uint32_t k_side = k_pyramid_tile;
  std::vector<PyramidLevel> levels;
  size_t first = 0;
  while (true) {
    const PyramidLevel level{columns, rows, (columns + k_side - 1) / k_side,
                             (rows + k_side - 1) / k_side, first};
    levels.push_back(level);
    first += size_t{level.tile_columns} * level.tile_rows;
    if (columns <= k_side && rows <= k_side) return levels;
    columns = (columns + 1) / 2;
    rows = (rows + 1) / 2;
  }
}

std::vector<std::byte> pack_tile(std::span<const float> heights_m) {
  CASPIAN_CHECK(heights_m.size() == k_tile_cells);
  float low = INFINITY, high = -INFINITY;
  for (const float height : heights_m)
    if (std::isfinite(height)) {
      low = std::min(low, height);
      high = std::max(high, height);
    }
  CASPIAN_CHECK(low <= high);
  // A whole metre as base: heights in whole metres stay what they are.
  const float base = std::floor(low), unit = unit_for(high - base);
  std::vector<uint16_t> values(k_tile_cells);
  for (size_t i = 0; i < k_tile_cells; ++i)
    if (std::isfinite(heights_m[i]))
      values[i] = static_cast<uint16_t>(
          1 + std::lround(static_cast<double>(heights_m[i] - base) / static_cast<double>(unit)));
  std::vector<std::byte> split(2 * k_tile_cells);
  for (size_t row = 0, at = 0; row < size_t{k_pyramid_tile}; ++row)
    for (size_t column = 0; column < size_t{k_pyramid_tile}; ++column, ++at) {
      const uint16_t value =
          folded(static_cast<uint16_t>(values[at] - expected(values, column, row)));
      split[at] = static_cast<std::byte>(value & 0xFF);
      split[k_tile_cells + at] = static_cast<std::byte>(value >> 8);
    }
  std::vector<std::byte> bytes(k_tile_head);
  std::memcpy(bytes.data(), &base, sizeof base);
  std::memcpy(bytes.data() + sizeof base, &unit, sizeof unit);
  const std::vector<std::byte> packed = deflate_bytes(split);
  bytes.insert(bytes.end(), packed.begin(), packed.end());
  return bytes;
}

bool unpack_tile(std::span<const std::byte> bytes, PyramidTile& tile) {
  if (bytes.size() <= k_tile_head) return false;
  std::memcpy(&tile.base_m, bytes.data(), sizeof tile.base_m);
  std::memcpy(&tile.unit_m, bytes.data() + sizeof tile.base_m, sizeof tile.unit_m);
  if (!(std::abs(tile.base_m) < 1e5f && tile.unit_m > 0 && tile.unit_m < 1e3f)) return false;
  const std::vector<std::byte> split = inflate_bytes(bytes.subspan(k_tile_head), 2 * k_tile_cells);
  if (split.empty()) return false;
  tile.values.resize(k_tile_cells);
  for (size_t row = 0, at = 0; row < size_t{k_pyramid_tile}; ++row)
    for (size_t column = 0; column < size_t{k_pyramid_tile}; ++column, ++at) {
      const unsigned value =
          static_cast<unsigned>(split[at]) | static_cast<unsigned>(split[k_tile_cells + at]) << 8;
      tile.values[at] = static_cast<uint16_t>(expected(tile.values, column, row) + unfolded(value));
    }
  return true;
}

uint32_t checksum(std::span<const std::byte> bytes) {
  return static_cast<uint32_t>(
      crc32_z(0, reinterpret_cast<const Bytef*>(bytes.data()), bytes.size()));
}

std::vector<std::byte> deflate_bytes(std::span<const std::byte> bytes) {
  uLongf size = compressBound(static_cast<uLong>(bytes.size()));
  std::vector<std::byte> packed(size);
  const int code =
      compress2(reinterpret_cast<Bytef*>(packed.data()), &size,
                reinterpret_cast<const Bytef*>(bytes.data()), static_cast<uLong>(bytes.size()), 6);
  CASPIAN_CHECK(code == Z_OK);
  packed.resize(size);
  return packed;
}

std::vector<std::byte> inflate_bytes(std::span<const std::byte> bytes, size_t size) {
  std::vector<std::byte> raw(size);
  uLongf got = static_cast<uLongf>(size);
  const int code =
      uncompress(reinterpret_cast<Bytef*>(raw.data()), &got,
                 reinterpret_cast<const Bytef*>(bytes.data()), static_cast<uLong>(bytes.size()));
  if (code != Z_OK || got != size) raw.clear();
  return raw;
}

}  // namespace caspian::import
