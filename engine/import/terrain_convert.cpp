// The grid that holds all inputs, then its windows, then the coarser levels.
#include "import/terrain_convert.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "core/json_writer.h"
#include "import/geo_module.h"
#include "import/pyramid_writer.h"
#include "import/terrarium_tiles.h"

namespace caspian::import {
namespace {

constexpr double k_reading_share = 0.85;  // of the work
constexpr uint32_t k_most_block_tiles = 8;
constexpr double k_snap = 1e-6;  // of a cell: what rounding may be off
constexpr geo::GeoBox k_globe{-180, -90, 180, 90};

using Inputs = std::vector<std::unique_ptr<geofile::RasterFile>>;

std::string box_text(const geo::GeoBox& box) {
  std::string text;
  for (const double value : {box.west_deg, box.south_deg, box.east_deg, box.north_deg})
    text += (text.empty() ? "" : ",") + number_text(rounded_to(value, 4));
  return text;
}

/// The finest first.
Result<Inputs> open_inputs(const TerrainOptions& options) {
  Inputs inputs;
  for (const std::string& name : options.inputs) {
    std::error_code error;
    auto opened = std::filesystem::is_directory(name, error)
                      ? open_terrarium(name)
                      : open_raster({name, options.memory_bytes / 2 / options.inputs.size()});
    if (!opened) return opened.failure();
    inputs.push_back(std::move(opened).value());
  }
  std::stable_sort(inputs.begin(), inputs.end(), [](const auto& a, const auto& b) {
    return a->facts().step_lat_deg < b->facts().step_lat_deg;
  });
  return inputs;
}

/// Cells on the finest input's own lines, so that its heights stay what they are.
Result<PyramidFrame> frame_of(const Inputs& inputs, const TerrainOptions& options) {
  geo::GeoBox all = inputs[0]->facts().box;
  for (const auto& input : inputs) all = all.joined(input->facts().box);
  geo::GeoBox box = all.within(k_globe);
  if (options.clip) box = box.within(*options.clip);
  if (box.is_empty())
    return Failure{options.inputs[0] + ": covers " + box_text(all) +
                   ", nothing of which lies within " +
                   (options.clip ? "--clip " + box_text(*options.clip) : std::string("the globe"))};
  const geofile::RasterFacts& finest = inputs[0]->facts();
  PyramidFrame frame;
  frame.step_lon_deg = std::max(options.step_deg, finest.step_lon_deg);
  frame.step_lat_deg = std::max(options.step_deg, finest.step_lat_deg);
  const auto whole = [](double cells) { return std::floor(cells + k_snap); };
  frame.west_deg =
      finest.box.west_deg +
      frame.step_lon_deg * whole((box.west_deg - finest.box.west_deg) / frame.step_lon_deg);
  frame.north_deg =
      finest.box.north_deg -
      frame.step_lat_deg * whole((finest.box.north_deg - box.north_deg) / frame.step_lat_deg);
  const double columns = std::ceil((box.east_deg - frame.west_deg) / frame.step_lon_deg - k_snap);
  const double rows = std::ceil((frame.north_deg - box.south_deg) / frame.step_lat_deg - k_snap);
  constexpr double k_most_cells = 0.5 * double(k_most_tiles) * double(k_tile_cells);
  constexpr double k_most_side = 1e9;
  if (columns > k_most_side || rows > k_most_side || columns * rows > k_most_cells)
    return Failure{options.inputs[0] + ": found " + number_text(columns) + " x " +
                   number_text(rows) +
                   " cells, expected at most 137 billion (--clip W,S,E,N and --step DEGREES "
                   "take less)"};
  frame.columns = static_cast<uint32_t>(std::max(columns, 1.0));
  frame.rows = static_cast<uint32_t>(std::max(rows, 1.0));
  return frame;
}

/// Different texts, one after another.
template <typename Text>
std::string joined(const Inputs& inputs, Text text) {
  std::vector<std::string> seen;
  std::string all;
  for (const auto& input : inputs) {
    const std::string one = text(input->facts());
    if (one.empty() || std::find(seen.begin(), seen.end(), one) != seen.end()) continue;
    seen.push_back(one);
    all += (all.empty() ? "" : "; ") + one;
  }
  return all;
}

std::string resolution_text(const PyramidFrame& frame) {
  constexpr double k_metres_per_degree = 111'320;
  return number_text(rounded_to(frame.step_lat_deg * 3600, 2)) + "\" (" +
         number_text(rounded_to(frame.step_lat_deg * k_metres_per_degree, 0)) + " m)";
}

/// One window of a few tiles a side after another.
class WindowReader {
 public:
  WindowReader(const Inputs& inputs, const PyramidFrame& frame, uint64_t memory_bytes)
      : inputs_(inputs), frame_(frame) {
    const double share = static_cast<double>(memory_bytes) / 32;
    const double tiles = std::sqrt(share / (k_tile_cells * sizeof(float)));
    side_ = static_cast<uint32_t>(std::clamp(tiles, 1.0, double(k_most_block_tiles)));
  }

  Outcome read_all(PyramidWriter& writer, const std::function<bool(double)>& proceed) {
    const PyramidLevel& grid = writer.levels()[0];
    const size_t across = (grid.tile_columns + side_ - 1) / side_;
    const size_t down = (grid.tile_rows + side_ - 1) / side_;
    for (size_t block = 0; block < across * down; ++block) {
      const auto column = static_cast<uint32_t>(block % across) * side_;
      const auto row = static_cast<uint32_t>(block / across) * side_;
      if (Outcome read = read_block(column, row, writer); !read) return read;
      const double share = static_cast<double>(block + 1) / static_cast<double>(across * down);
      if (!proceed(share)) return Failure{"given up, nothing is written", Failure::Kind::output};
    }
    return Done{};
  }

 private:
  Outcome read_block(uint32_t tile_column, uint32_t tile_row, PyramidWriter& writer) {
    constexpr uint32_t k_side = k_pyramid_tile;
    const PyramidLevel& grid = writer.levels()[0];
    const uint32_t first_column = tile_column * k_side, first_row = tile_row * k_side;
    const uint32_t columns = std::min(side_ * k_side, frame_.columns - first_column);
    const uint32_t rows = std::min(side_ * k_side, frame_.rows - first_row);
    const geofile::RasterWindow window{frame_.west_deg + first_column * frame_.step_lon_deg,
                                       frame_.north_deg - first_row * frame_.step_lat_deg,
                                       frame_.step_lon_deg,
                                       frame_.step_lat_deg,
                                       static_cast<int>(columns),
                                       static_cast<int>(rows)};
    if (Outcome read = read_window(window); !read) return read;
    std::vector<float> tile(k_tile_cells);
    for (uint32_t j = 0; j < side_ && tile_row + j < grid.tile_rows; ++j)
      for (uint32_t i = 0; i < side_ && tile_column + i < grid.tile_columns; ++i) {
        std::fill(tile.begin(), tile.end(), std::numeric_limits<float>::quiet_NaN());
        const uint32_t left = i * k_side, top = j * k_side;
        const uint32_t width = std::min(k_side, columns - left);
        for (uint32_t row = 0; row < std::min(k_side, rows - top); ++row)
          std::copy_n(heights_.begin() + std::ptrdiff_t(size_t{top + row} * columns + left), width,
                      tile.begin() + std::ptrdiff_t(size_t{row} * k_side));
        if (Outcome added = writer.add_tile(tile_column + i, tile_row + j, tile); !added)
          return added;
      }
    return Done{};
  }

  /// The finest input that has a height at a cell gives it.
  Outcome read_window(const geofile::RasterWindow& window) {
    const size_t count = static_cast<size_t>(window.columns) * static_cast<size_t>(window.rows);
    heights_.resize(count);
    if (Outcome read = inputs_[0]->read(window, heights_); !read) return read;
    const auto is_none = [](float height) { return !std::isfinite(height); };
    for (size_t i = 1; i < inputs_.size(); ++i) {
      if (std::none_of(heights_.begin(), heights_.end(), is_none)) break;
      more_.resize(count);
      if (Outcome read = inputs_[i]->read(window, more_); !read) return read;
      for (size_t k = 0; k < count; ++k)
        if (is_none(heights_[k])) heights_[k] = more_[k];
    }
    return Done{};
  }

  const Inputs& inputs_;
  PyramidFrame frame_;
  uint32_t side_ = 1;  // of a window, in tiles
  std::vector<float> heights_, more_;
};

TerrainReport report_of(const Inputs& inputs, const TerrainOptions& options,
                        const PyramidFrame& frame) {
  TerrainReport report;
  report.formats = joined(inputs, [](const auto& facts) { return facts.format; });
  report.systems = joined(inputs, [](const auto& facts) { return facts.system; });
  report.source = options.source;
  if (report.source.empty())
    report.source = joined(inputs, [](const auto& facts) { return facts.title; });
  if (report.source.empty())
    report.source = std::filesystem::path(options.inputs[0]).lexically_normal().filename().string();
  report.licence = options.licence;
  if (report.licence.empty())
    report.licence = joined(inputs, [](const auto& facts) { return facts.licence; });
  report.datum = joined(inputs, [](const auto& facts) { return facts.datum; });
  report.has_stated_datum = !report.datum.empty();
  if (!report.has_stated_datum) report.datum = options.datum;
  if (report.has_stated_datum && report.datum != options.datum)
    report.ignored_datum = options.datum;
  report.resolution = resolution_text(frame);
  report.columns = frame.columns;
  report.rows = frame.rows;
  report.box = {frame.west_deg, frame.north_deg - frame.rows * frame.step_lat_deg,
                frame.west_deg + frame.columns * frame.step_lon_deg, frame.north_deg};
  return report;
}

}  // namespace

Result<TerrainReport> convert_terrain(const TerrainOptions& options,
                                      const std::function<bool(double)>& proceed) {
  const Result<Inputs> inputs = open_inputs(options);
  if (!inputs) return inputs.failure();
  const Result<PyramidFrame> frame = frame_of(*inputs, options);
  if (!frame) return frame.failure();
  auto made = PyramidWriter::create(options.output, *frame);
  if (!made) return made.failure();
  PyramidWriter& writer = **made;
  WindowReader reader(*inputs, *frame, options.memory_bytes);
  const Outcome read =
      reader.read_all(writer, [&](double share) { return proceed(k_reading_share * share); });
  if (!read) return read.failure();
  if (writer.heights() == 0)
    return Failure{options.inputs[0] +
                   ": found no cell with a height between -12000 and 9500 m, expected some"};

  TerrainReport report = report_of(*inputs, options, *frame);
  report.levels = static_cast<int>(writer.levels().size());
  report.heights = writer.heights();
  report.low_m = writer.low_m();
  report.high_m = writer.high_m();
  report.fade_m = writer.fade_m();
  const PyramidTexts texts{
      {"source", report.source},
      {"licence", report.licence},
      {"datum", report.datum},
      {"date", joined(*inputs, [](const auto& facts) { return facts.date; })},
      {"resolution", report.resolution},
      {"format", report.formats},
      {"system", report.systems},
      {"clip", options.clip ? box_text(*options.clip) : "none"},
      {"quantisation",
       "per tile, the finest of 0.01, 0.02, 0.05, 0.1, ... m that its range allows"},
      {"fade_m", number_text(rounded_to(report.fade_m, 0))}};
  const Outcome finished = writer.finish(texts, [&](double share) {
    return proceed(k_reading_share + (1 - k_reading_share) * share);
  });
  if (!finished) return finished.failure();
  report.bytes = writer.bytes();
  return report;
}

}  // namespace caspian::import
