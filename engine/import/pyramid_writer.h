// Writes a .terrain file: the finest level's tiles as they come, then the coarser levels out of
// them, then the tables. The file appears under its name when it is whole; until then it stands
// beside it under another, and goes when the work is given up.
#pragma once
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/result.h"
#include "import/edge_field.h"
#include "import/pyramid_format.h"

namespace caspian::import {

struct PyramidFrame {
  double west_deg = 0, north_deg = 0;  // outer edge of the first cell
  double step_lon_deg = 0, step_lat_deg = 0;
  uint32_t columns = 0, rows = 0;
};

using PyramidTexts = std::vector<std::pair<std::string, std::string>>;

class PyramidWriter {
 public:
  static Result<std::unique_ptr<PyramidWriter>> create(const std::filesystem::path& path,
                                                       const PyramidFrame& frame);
  ~PyramidWriter();
  PyramidWriter(const PyramidWriter&) = delete;
  PyramidWriter& operator=(const PyramidWriter&) = delete;

  const std::vector<PyramidLevel>& levels() const { return levels_; }
  /// k_tile_cells heights of the finest level, NaN = none; each tile once, in any order.
  Outcome add_tile(uint32_t tile_column, uint32_t tile_row, std::span<const float> heights_m);
  /// Cells of the finest level with a height, so far.
  uint64_t heights() const { return heights_; }
  double low_m() const { return low_m_; }
  double high_m() const { return high_m_; }
  double fade_m() const { return edge_.fade_m(); }

  /// Makes the rest and gives the file its name. `proceed` hears the share that is done and may
  /// say false: then nothing stays.
  Outcome finish(const PyramidTexts& texts, const std::function<bool(double)>& proceed);
  uint64_t bytes() const { return offset_; }

 private:
  PyramidWriter(const std::filesystem::path& path, const PyramidFrame& frame);
  Failure failure() const;
  Outcome write(std::span<const std::byte> bytes);
  Outcome write_tile(size_t entry, std::span<const float> heights_m);
  Outcome coarsen(size_t level, uint32_t tile_column, uint32_t tile_row);
  std::optional<PyramidTile> read_tile(size_t entry) const;

  std::filesystem::path path_, temporary_;
  int file_ = -1;
  uint64_t offset_ = 0;
  PyramidHead head_;
  std::vector<PyramidLevel> levels_;
  std::vector<TileEntry> entries_;
  EdgeField edge_;
  uint64_t heights_ = 0;
  double low_m_ = 1e9, high_m_ = -1e9;
};

}  // namespace caspian::import
