// The ground as meshes approximate it in one view: which tiles, and how high each of their vertices
// stands. Levels of detail pass into each other: with growing distance every vertex moves onto the
// next coarser mesh before that one takes over, so that neither time nor place shows a step, and
// neighbours of different levels agree along their edges. A pure function of the frame.
#pragma once
#include <array>
#include <memory>
#include <span>
#include <unordered_map>
#include <vector>

#include "geo/height_field.h"
#include "scene/camera.h"
#include "scene/height_bounds.h"
#include "scene/relief_texture.h"
#include "scene/terrain_tiles.h"

namespace caspian::scene {

/// Where a vertex of a tile is drawn: base + up * (height * exaggeration + lift).
struct DrawnHeight {
  float height_m = 0;  // land or sea floor
  float lift_m = 0;    // of the base, down to the chords of coarser meshes; not exaggerated
};
/// Of a tile, row by row from the south-western corner.
struct TileSurface {
  std::array<float, size_t(k_tile_side) * k_tile_side> height_m, lift_m;
  DrawnHeight at(size_t vertex) const { return {height_m[vertex], lift_m[vertex]}; }
};

struct SurfaceTile {
  TileKey key;
  double distance_m = 0;                 // from the eye to its nearest part, about
  const TileSurface* surface = nullptr;  // until the next choice
};

/// Limits of what the meshes may do to the picture, in its pixels.
struct SurfaceLimits {
  double error_px = 0.7;  // how far a coarser mesh may be off before the finer one takes over
  double quad_px = 9;     // no quads are smaller: relief beyond is generalised, as on any map
  bool operator==(const SurfaceLimits&) const = default;
};

class TerrainSurface {
 public:
  /// Both must outlive it.
  TerrainSurface(const geo::HeightField& heights, const ReliefTexture& extended_relief);
  ~TerrainSurface();

  /// Tiles in view, nearest first, so that what is behind is not shaded in vain. What is remembered
  /// of earlier frames changes no answer.
  const std::vector<SurfaceTile>& choose(const CameraFrame& frame, double exaggeration,
                                         const SurfaceLimits& limits = {});
  const HeightBounds& bounds() const { return bounds_; }

 private:
  struct Tile;  // what is known of a tile whatever the view
  struct View;
  Tile& tile_of(const TileKey& key);
  const std::vector<float>& heights_of(const TileKey& key);
  bool is_seen(const TileKey& key, const View& view);
  void visit(const TileKey& key, const TileSurface& surface, const View& view);
  void visit_children(const TileKey& key, const TileSurface& surface, std::span<const float> shares,
                      const View& view);
  void forget_oldest();

  const geo::HeightField& heights_;
  const ReliefTexture& relief_;
  HeightBounds bounds_;
  std::unordered_map<TileKey, std::unique_ptr<Tile>, TileKeyHash> known_;
  uint64_t frames_ = 0;
  std::vector<SurfaceTile> chosen_;
  std::vector<std::unique_ptr<TileSurface>> surfaces_;  // of the chosen tiles, and spare ones
  struct Asked;
  std::unique_ptr<Asked> last_;  // what the choice answers
};

/// How much of the data's heights and tints a place gets: 1 inside, falling to 0 over the last
/// k_data_fade_deg before the edge of all data.
constexpr double k_data_fade_deg = 3;
double data_share(const geo::HeightField& heights, double longitude_deg, double latitude_deg);

}  // namespace caspian::scene
