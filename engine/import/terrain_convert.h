// Users' rasters of heights -> one .terrain file, window by window within a bound of memory.
#pragma once
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "core/result.h"
#include "geo/geo_box.h"

namespace caspian::import {

struct TerrainOptions {
  std::vector<std::string> inputs;  // where two have a height, the finer one's counts
  std::string output;
  std::optional<geo::GeoBox> clip;
  double step_deg = 0;  // cells at least this wide; 0 = as fine as the inputs
  uint64_t memory_bytes = 512ull << 20;
  std::string source, licence, datum;  // "" = as the files say
};

struct TerrainReport {
  std::string formats, systems;
  std::string source, licence, datum, resolution;
  bool has_stated_datum = false;   // by a file
  std::string ignored_datum;       // asked for, but a file states another
  uint32_t columns = 0, rows = 0;  // of the finest level
  int levels = 0;
  uint64_t heights = 0;  // cells that have one
  double low_m = 0, high_m = 0, fade_m = 0;
  geo::GeoBox box;
  uint64_t bytes = 0;
};

/// `proceed` hears the share that is done, now and then, and may say false.
Result<TerrainReport> convert_terrain(const TerrainOptions& options,
                                      const std::function<bool(double)>& proceed);

}  // namespace caspian::import
