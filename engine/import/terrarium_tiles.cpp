// Finding the tiles, and bicubic samples or means over them in longitudes and latitudes.
#include "import/terrarium_tiles.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>
#include <list>
#include <map>
#include <numbers>
#include <optional>

#include "core/png.h"
#include "geo/grid_taps.h"

namespace caspian::import {
namespace {

namespace fs = std::filesystem;

constexpr int k_deepest = 22;
constexpr size_t k_tiles_kept = 48;
constexpr double k_lowest_m = -12'000, k_highest_m = 9'500;
constexpr double k_averaged_beyond = 1.5;
constexpr double k_greatest_latitude_deg = 85.0511287798066;
constexpr double k_pi = std::numbers::pi;

/// A name that is a whole number and nothing else.
std::optional<int> number_of(const std::string& name) {
  int value = 0;
  const char* end = name.data() + name.size();
  const auto [at, error] = std::from_chars(name.data(), end, value);
  if (error != std::errc() || at != end || value < 0) return std::nullopt;
  return value;
}

std::map<int, fs::path> numbered(const fs::path& folder, bool is_file) {
  std::map<int, fs::path> found;
  std::error_code error;
  for (fs::directory_iterator it(folder, error), end; !error && it != end; it.increment(error)) {
    const fs::path& path = it->path();
    if (is_file && path.extension() != ".png") continue;
    if (it->is_directory(error) == is_file) continue;
    if (const auto number = number_of(is_file ? path.stem().string() : path.filename().string()))
      found[*number] = path;
  }
  return found;
}

struct Tile {
  std::vector<float> heights_m;  // NaN = none
};

class Terrarium : public geofile::RasterFile {
 public:
  explicit Terrarium(const fs::path& folder) : name_(folder.string()) {}

  const geofile::RasterFacts& facts() const override { return facts_; }

  Outcome find_tiles(const fs::path& folder) {
    std::error_code error;
    if (!fs::is_directory(folder, error))
      return Failure{name_ + ": found no folder, expected one of terrarium tiles"};
    for (const auto& [z, level] : numbered(folder, false)) {
      if (z > k_deepest) continue;
      std::map<std::pair<int, int>, fs::path> tiles;
      for (const auto& [x, column] : numbered(level, false))
        for (const auto& [y, file] : numbered(column, true))
          if (x < 1 << z && y < 1 << z) tiles[{x, y}] = file;
      if (tiles.empty()) continue;
      zoom_ = z;
      tiles_ = std::move(tiles);
    }
    if (tiles_.empty())
      return Failure{name_ + ": found no file z/x/y.png, expected a folder of terrarium tiles"};
    return read_first();
  }

  Outcome read(const geofile::RasterWindow& window, std::span<float> heights_m) override;

 private:
  Outcome read_first();
  Result<const Tile*> tile_at(int x, int y);
  Outcome sample(double x_px, double y_px, float& height_m);
  double world_px() const { return std::ldexp(double(side_), zoom_); }
  double x_of(double longitude_deg) const { return (longitude_deg + 180) / 360 * world_px(); }
  double y_of(double latitude_deg) const {
    const double lat = std::clamp(latitude_deg, -k_greatest_latitude_deg, k_greatest_latitude_deg);
    const double stretched = std::asinh(std::tan(lat * k_pi / 180));
    return (0.5 - stretched / (2 * k_pi)) * world_px();
  }
  double latitude_of(double y_px) const {
    return std::atan(std::sinh(k_pi * (1 - 2 * y_px / world_px()))) * 180 / k_pi;
  }

  std::string name_;
  int zoom_ = 0, side_ = 256;
  std::map<std::pair<int, int>, fs::path> tiles_;
  std::list<std::pair<std::pair<int, int>, Tile>> kept_;  // the latest first
  geofile::RasterFacts facts_;
};

/// The first tile says how large all are.
Outcome Terrarium::read_first() {
  const auto& [place, file] = *tiles_.begin();
  const Result<Image> image = read_png(file);
  if (!image) return Failure{image.failure().sentence + ", expected a terrarium tile"};
  side_ = static_cast<int>(image->size.width);
  if (image->size.width != image->size.height || (side_ != 256 && side_ != 512))
    return Failure{file.string() + ": found " + std::to_string(image->size.width) + " x " +
                   std::to_string(image->size.height) + " px, expected 256 x 256 or 512 x 512"};
  int west = 1 << zoom_, east = 0, north = 1 << zoom_, south = 0;
  for (const auto& [at, path] : tiles_) {
    west = std::min(west, at.first);
    east = std::max(east, at.first + 1);
    north = std::min(north, at.second);
    south = std::max(south, at.second + 1);
  }
  const double side = side_;
  facts_.format = "terrarium tiles";
  facts_.columns = (east - west) * side_;
  facts_.rows = (south - north) * side_;
  facts_.step_lon_deg = 360 / world_px();
  facts_.box = {west * side * facts_.step_lon_deg - 180, latitude_of(south * side),
                east * side * facts_.step_lon_deg - 180, latitude_of(north * side)};
  // Rows of the tiles are as high as they are wide on the ground.
  const double middle = 0.5 * (facts_.box.south_deg + facts_.box.north_deg);
  facts_.step_lat_deg = facts_.step_lon_deg * std::cos(middle * k_pi / 180);
  facts_.system = "WGS 84 / Pseudo-Mercator";
  return Done{};
}

Result<const Tile*> Terrarium::tile_at(int x, int y) {
  const std::pair key{x, y};
  const auto found = tiles_.find(key);
  if (found == tiles_.end()) return nullptr;
  for (auto it = kept_.begin(); it != kept_.end(); ++it)
    if (it->first == key) {
      kept_.splice(kept_.begin(), kept_, it);
      return &kept_.front().second;
    }
  const Result<Image> image = read_png(found->second);
  if (!image) return Failure{image.failure().sentence + ", expected a terrarium tile"};
  if (static_cast<int>(image->size.width) != side_ || static_cast<int>(image->size.height) != side_)
    return Failure{found->second.string() + ": found a tile of another size, expected " +
                   std::to_string(side_) + " x " + std::to_string(side_) + " px like the others"};
  Tile tile;
  tile.heights_m.resize(size_t(side_) * size_t(side_));
  for (size_t i = 0; i < tile.heights_m.size(); ++i) {
    const uint8_t* px = image->rgba.data() + 4 * i;
    const double height = px[0] * 256.0 + px[1] + px[2] / 256.0 - 32'768;
    const bool is_height = px[3] != 0 && height >= k_lowest_m && height <= k_highest_m;
    tile.heights_m[i] =
        is_height ? static_cast<float>(height) : std::numeric_limits<float>::quiet_NaN();
  }
  if (kept_.size() >= k_tiles_kept) kept_.pop_back();
  kept_.emplace_front(key, std::move(tile));
  return &kept_.front().second;
}

/// Bicubic where all sixteen samples are there, else from those of the four around that are.
Outcome Terrarium::sample(double x_px, double y_px, float& height_m) {
  const int world = side_ << zoom_;
  const auto column = geo::cubic_taps(x_px - 0.5, world), row = geo::cubic_taps(y_px - 0.5, world);
  double sum = 0, near_sum = 0, near = 0;
  bool is_whole = true;
  for (size_t j = 0; j < 4; ++j)
    for (size_t i = 0; i < 4; ++i) {
      const int x = column.index[i], y = row.index[j];
      const Result<const Tile*> tile = tile_at(x / side_, y / side_);
      if (!tile) return tile.failure();
      const double height =
          *tile ? static_cast<double>((*tile)->heights_m[size_t((y % side_) * side_ + x % side_)])
                : std::nan("");
      if (!std::isfinite(height)) {
        is_whole = false;
        continue;
      }
      const double weight = column.weight[i] * row.weight[j];
      sum += weight * height;
      if ((i == 1 || i == 2) && (j == 1 || j == 2) && weight > 0) {
        near_sum += weight * height;
        near += weight;
      }
    }
  height_m = std::numeric_limits<float>::quiet_NaN();
  if (is_whole)
    height_m = static_cast<float>(sum);
  else if (near > 1e-6)
    height_m = static_cast<float>(near_sum / near);
  return Done{};
}

Outcome Terrarium::read(const geofile::RasterWindow& window, std::span<float> heights_m) {
  const auto parts_of = [](double step, double own) {
    return step > k_averaged_beyond * own ? static_cast<int>(std::ceil(step / own)) : 1;
  };
  const int across = parts_of(window.step_lon_deg, facts_.step_lon_deg);
  const int down = parts_of(window.step_lat_deg, facts_.step_lat_deg);
  size_t at = 0;
  for (int row = 0; row < window.rows; ++row)
    for (int column = 0; column < window.columns; ++column, ++at) {
      double sum = 0, count = 0;
      for (int j = 0; j < down; ++j)
        for (int i = 0; i < across; ++i) {
          const double lon = window.west_deg + (column + (i + 0.5) / across) * window.step_lon_deg;
          const double lat = window.north_deg - (row + (j + 0.5) / down) * window.step_lat_deg;
          if (!facts_.box.contains(lon, lat)) continue;
          float height = 0;
          if (const Outcome read = sample(x_of(lon), y_of(lat), height); !read) return read;
          if (!std::isfinite(height)) continue;
          sum += static_cast<double>(height);
          count += 1;
        }
      heights_m[at] =
          count > 0 ? static_cast<float>(sum / count) : std::numeric_limits<float>::quiet_NaN();
    }
  return Done{};
}

}  // namespace

Result<std::unique_ptr<geofile::RasterFile>> open_terrarium(const fs::path& folder) {
  auto tiles = std::make_unique<Terrarium>(folder);
  if (const Outcome found = tiles->find_tiles(folder); !found) return found.failure();
  return std::unique_ptr<geofile::RasterFile>(std::move(tiles));
}

}  // namespace caspian::import
