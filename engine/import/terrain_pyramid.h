// A .terrain file as heights: tiles are unpacked when a question needs them, the least recently
// used give way, so that memory stays bounded whatever the file's size.
#pragma once
#include <filesystem>
#include <list>
#include <memory>
#include <mutex>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "core/result.h"
#include "geo/own_heights.h"
#include "import/pyramid_format.h"

namespace caspian::import {

class TerrainPyramid : public geo::OwnHeights {
 public:
  /// Reads the head, the text, the edge field and the directory. `cache_bytes`: of unpacked tiles.
  static Result<std::shared_ptr<TerrainPyramid>> open(const std::filesystem::path& path,
                                                      uint64_t cache_bytes = 128ull << 20);
  ~TerrainPyramid() override;
  TerrainPyramid(const TerrainPyramid&) = delete;
  TerrainPyramid& operator=(const TerrainPyramid&) = delete;

  const About& about() const override { return about_; }
  const geo::GeoBox& box() const override { return box_; }
  double finest_step_deg() const override;
  double share(double longitude_deg, double latitude_deg) const override;
  std::optional<double> height_m(double longitude_deg, double latitude_deg,
                                 double step_deg) const override;
  std::optional<geo::HeightRange> range_m(const geo::GeoBox& box) const override;

  size_t level_count() const { return levels_.size(); }
  uint32_t columns() const { return head_.columns; }
  uint32_t rows() const { return head_.rows; }
  /// Of unpacked tiles, at present.
  uint64_t cached_bytes() const;
  /// Tiles that were found damaged so far; they count as having no data.
  size_t damaged_tiles() const;

 private:
  TerrainPyramid() = default;
  struct Kept {
    std::shared_ptr<const PyramidTile> tile;
    std::list<size_t>::iterator use;
  };
  Outcome read_head(const std::filesystem::path& path);
  Outcome read_tables(const std::filesystem::path& path);
  bool read_at(uint64_t offset, std::span<std::byte> bytes) const;
  size_t level_for(double step_deg) const;
  const PyramidTile* find_tile(size_t entry) const;
  std::shared_ptr<const PyramidTile> load_tile(size_t entry) const;
  bool cell_m(size_t level, int64_t column, int64_t row, float& height_m) const;

  int file_ = -1;
  uint64_t size_ = 0;
  uint64_t serial_ = 0;  // tells this pyramid's tiles in a thread's memory from another's
  PyramidHead head_;
  std::vector<PyramidLevel> levels_;
  std::vector<TileEntry> entries_;
  uint32_t edge_columns_ = 0, edge_rows_ = 0;
  std::vector<std::byte> edge_;
  About about_;
  geo::GeoBox box_;
  std::string name_;
  size_t most_tiles_ = 1;
  mutable std::mutex guard_;
  mutable std::list<size_t> uses_;  // the latest first
  mutable std::unordered_map<size_t, Kept> kept_;
  mutable size_t damaged_ = 0;
};

}  // namespace caspian::import
