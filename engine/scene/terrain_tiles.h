// The globe cut into longitude/latitude tiles by levels, and the choice of those a camera needs.
// A pure function of camera and exaggeration: not of the picture's size or of earlier frames.
#pragma once
#include <compare>
#include <cstdint>
#include <unordered_map>
#include <vector>

#include "geo/height_field.h"
#include "scene/camera.h"

namespace caspian::scene {

/// Level 0 tiles are 20 degrees wide and 15 high, so that the primary box of the built-in terrain
/// ends on their edges; each level halves that. Column 0 begins at 180 W, row 0 at 100 S (no place
/// beyond a pole is drawn: the outermost rows are cut there).
struct TileKey {
  uint8_t level = 0;
  uint32_t column = 0, row = 0;
  auto operator<=>(const TileKey&) const = default;
};

struct TileKeyHash {
  size_t operator()(const TileKey& key) const {
    return (size_t(key.level) << 58) ^ (size_t(key.column) << 29) ^ size_t(key.row);
  }
};

struct TileBox {
  double west_deg = 0, south_deg = 0, east_deg = 0, north_deg = 0;
};
TileBox box_of(const TileKey& key);

constexpr int k_deepest_tile_level = 9;
constexpr int k_tile_quads = 32;  // per side

/// Least and greatest heights of any part of the data, by cells of half a degree.
class HeightBounds {
 public:
  explicit HeightBounds(const geo::HeightField& heights);
  struct Range {
    float low_m = 0, high_m = 0;
  };
  /// 0 outside the data; a little wider than the samples, as smooth curves overshoot them.
  Range within(const TileBox& box) const;

 private:
  int columns_ = 0, rows_ = 0;
  double west_deg_ = 0, south_deg_ = 0, cell_deg_ = 0.5, reach_deg_ = 0;
  std::vector<Range> cells_;
};

struct ChosenTile {
  TileKey key;
  double distance_m = 0;       // from the eye to its nearest part, about
  double allowed_error_m = 0;  // how far off its surface may be drawn, along the vertical
};

/// Chooses tiles; remembers bounds of tiles it has seen (which changes no answer).
class TileChooser {
 public:
  explicit TileChooser(const geo::HeightField& heights) : bounds_(heights) {}
  /// Nearest first, so that what is behind is not shaded in vain.
  std::vector<ChosenTile> choose(const CameraFrame& frame, double exaggeration);

 private:
  struct Bounds {
    glm::dvec3 centre_m;                      // of the box at height 0
    double radius_m = 0;                      // of the box at height 0
    double reach_up_m = 0, reach_down_m = 0;  // true heights
    double quad_m = 0;                        // greatest side of a mesh quad
  };
  struct Visit;
  const Bounds& bounds_of(const TileKey& key);
  void visit(const TileKey& key, const Visit& visit, std::vector<ChosenTile>& chosen);

  HeightBounds bounds_;
  std::unordered_map<TileKey, Bounds, TileKeyHash> known_;
};

}  // namespace caspian::scene
