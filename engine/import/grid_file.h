// The .grid container of the baked terrain: a longitude/latitude grid of small integers in
// independently deflated bands of rows. Knows no heights and no shores. assets/prepare/grid_file.py
// writes it.
//
// Little-endian: "CSPGRID1"; u32 kind (1 int16, 2 int8), width, height, rows per band, bands, text
// length; f64 west, north (of the first sample), step, metres per unit; the text (UTF-8 lines
// "key=value"); u32 compressed size of each band; u32 CRC-32 of all before it; the bands as zlib
// streams (each with its Adler-32). A sample is stored as its difference to left + up - upper left,
// wrapped; int16 zigzag-folded, all low bytes of a band before all high bytes.
#pragma once
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <map>
#include <span>
#include <string>
#include <vector>

#include "core/result.h"

namespace caspian::import {

struct GridFile {
  enum class Kind : uint32_t { int16 = 1, int8 = 2 };
  Kind kind = Kind::int16;
  int width = 0;
  int height = 0;
  int band_rows = 0;
  double west_deg = 0, north_deg = 0, step_deg = 0, metres_per_unit = 0;
  std::map<std::string, std::string> about;
  std::string path;
  std::vector<std::byte> bytes;  // the whole file
  struct Band {
    size_t offset = 0, size = 0;  // in bytes
  };
  std::vector<Band> bands;

  int rows_of(size_t band) const;
  std::string about_or_empty(const std::string& key) const;
};

/// Reads the file and checks its head; the bands stay packed.
Result<GridFile> open_grid_file(const std::filesystem::path& path);

/// Unpacks one band into its rows of `values` (width * height samples). Bands may be decoded at the
/// same time.
Outcome decode_band(const GridFile& file, size_t band, std::span<int16_t> values);
Outcome decode_band(const GridFile& file, size_t band, std::span<int8_t> values);

}  // namespace caspian::import
