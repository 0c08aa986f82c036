// Tile boxes.
#include "scene/terrain_tiles.h"

#include <algorithm>
#include <cmath>

namespace caspian::scene {
namespace {

constexpr double k_root_width_deg = 20, k_root_height_deg = 15;
constexpr double k_first_west_deg = -180, k_first_south_deg = -100;

}  // namespace

geo::GeoBox box_of(const TileKey& key) {
  const double scale = 1.0 / double(1u << key.level);
  const double width = k_root_width_deg * scale, height = k_root_height_deg * scale;
  const double west = k_first_west_deg + key.column * width;
  const double south = k_first_south_deg + key.row * height;
  return {west, std::clamp(south, -90.0, 90.0), west + width,
          std::clamp(south + height, -90.0, 90.0)};
}

double quad_deg(int level) {
  return std::ldexp(k_root_height_deg / k_tile_quads, -level);
}

TileKey child_of(const TileKey& key, uint32_t quarter) {
  return {uint8_t(key.level + 1), key.column * 2 + (quarter & 1), key.row * 2 + (quarter >> 1)};
}

}  // namespace caspian::scene
