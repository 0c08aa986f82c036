// The .terrain file: a user's heights as tiles in levels of detail, made by `caspian convert`.
//
// Little-endian. PyramidHead (below, with its own CRC-32); the tiles; the text (UTF-8 lines
// "key=value": source, licence, datum, date, resolution, system, format, clip, quantisation,
// fade_m); the edge field; the directory.
// The finest level, 0, is a grid of cells from the north-western corner; a height stands for its
// cell's centre. Each further level has half the cells each way (rounded up), a cell being the mean
// of those of its four that have a height; the last level fits into one tile. A tile holds 256 x
// 256 cells, row by row from the north, also where the grid ends before.
// The directory has a TileEntry for each tile, level after level, row by row; `bytes` 0 = no data.
// A tile: f32 base and unit in m, then a zlib stream: 0 = no height, else 1 + (height - base) /
// unit as 16 bits; stored as the difference to left + upper - upper left, wrapped, zigzag-folded,
// all low bytes before all high ones. The unit is the finest of 0.01, 0.02, 0.05, ... m with which
// the tile's heights fit.
// The edge field, a zlib stream of one byte for each edge_cells x edge_cells cells of level 0: how
// far its centre lies inside the data, 0 at their end or at a hole, 255 from fade_m on.
#pragma once
#include <array>
#include <bit>
#include <cstdint>
#include <span>
#include <vector>

#include "core/result.h"

namespace caspian::import {

static_assert(std::endian::native == std::endian::little, "the file is read as it lies");

constexpr std::array<char, 8> k_pyramid_magic{'C', 'S', 'P', 'T', 'E', 'R', 'R', '1'};
constexpr uint32_t k_pyramid_version = 1;
constexpr int k_pyramid_tile = 256;
constexpr size_t k_tile_cells = size_t{k_pyramid_tile} * k_pyramid_tile;
constexpr uint64_t k_most_tiles = 1u << 22;  // of all levels; keeps a head from asking for too much
constexpr uint64_t k_most_edge_cells = 1u << 22;
constexpr uint32_t k_most_text_bytes = 1u << 16;

struct PyramidHead {
  std::array<char, 8> magic = k_pyramid_magic;
  uint32_t version = k_pyramid_version;
  uint32_t tile_side = k_pyramid_tile;
  double west_deg = 0, north_deg = 0;  // outer edge of the first cell
  double step_lon_deg = 0, step_lat_deg = 0;
  uint32_t columns = 0, rows = 0;  // of level 0
  uint32_t levels = 0;
  uint32_t edge_cells = 1;
  uint64_t text_offset = 0, edge_offset = 0, directory_offset = 0;
  uint32_t text_bytes = 0, edge_bytes = 0, directory_entries = 0;
  uint32_t text_crc = 0, edge_crc = 0, directory_crc = 0;
  uint32_t unused = 0;
  uint32_t head_crc = 0;  // of all before it
};
static_assert(sizeof(PyramidHead) == 120);

struct TileEntry {
  uint64_t offset = 0;
  uint32_t bytes = 0, crc = 0;
  float low_m = 0, high_m = 0;
};
static_assert(sizeof(TileEntry) == 24);

/// The grid of one level.
struct PyramidLevel {
  uint32_t columns = 0, rows = 0;
  uint32_t tile_columns = 0, tile_rows = 0;
  size_t first_entry = 0;
};
/// Of a grid of so many cells. The number of entries is the last level's first_entry + 1.
std::vector<PyramidLevel> pyramid_levels(uint32_t columns, uint32_t rows);

/// A tile's heights as they are kept in memory.
struct PyramidTile {
  float base_m = 0, unit_m = 1;
  std::vector<uint16_t> values;  // k_tile_cells

  bool has(size_t cell) const { return values[cell] != 0; }
  float height_m(size_t cell) const {
    return base_m + unit_m * static_cast<float>(values[cell] - 1);
  }
};

/// Heights (NaN = none) of a tile as bytes of the file.
std::vector<std::byte> pack_tile(std::span<const float> heights_m);
/// False when they are no tile.
bool unpack_tile(std::span<const std::byte> bytes, PyramidTile& tile);

uint32_t checksum(std::span<const std::byte> bytes);
std::vector<std::byte> deflate_bytes(std::span<const std::byte> bytes);
/// Of exactly `size` bytes; empty when it is not.
std::vector<std::byte> inflate_bytes(std::span<const std::byte> bytes, size_t size);

}  // namespace caspian::import
