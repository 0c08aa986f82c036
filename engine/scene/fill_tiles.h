// Areas cut up for drawing on the terrain's tiles: every tile is a grid of cells, and a cell knows
// which shapes cover it and which of their edges pass it, so that a pixel finds how much of it is
// inside exactly, at any scale. Knows no colours and no Vulkan.
#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <unordered_map>
#include <vector>

#include <glm/glm.hpp>

#include "geo/geo_point.h"
#include "scene/terrain_tiles.h"

namespace caspian::scene {

/// An area: even-odd rings, the last point joins the first; pieces are straight in degrees.
struct FillShape {
  std::vector<std::vector<geo::GeoPoint>> rings;
  /// Lines around which it goes on where no other shape is: it takes what is nearer to them than to
  /// other shapes' shores, up to k_fill_reach_m.
  std::vector<std::vector<geo::GeoPoint>> shores;
};

constexpr int k_fill_cells = 16;         // of a tile, per side
constexpr double k_fill_reach_m = 8000;  // shaders/shared/fill.h has the same

struct FillTile {
  /// The layout that shaders/fill.frag reads (shared/fill.h).
  struct Cell {
    uint32_t first_entry = 0;
    uint32_t packed = 0;  // entries; from bit 16: the cell's own place (eighths east, north, 3 bits
                          // each), off all edges
  };
  struct Entry {
    uint32_t shape = 0;
    uint32_t first_edge = 0;
    uint32_t packed = 0;  // edges; bit 31: the cell's own place is inside; bit 30: a shore
  };
  std::vector<Cell> cells;  // row by row from the south-west; none: nothing covers the tile
  std::vector<Entry> entries;
  std::vector<glm::vec4> edges;  // both ends in cells from the tile's south-western corner
  std::vector<uint32_t> shapes;  // that are in it, each once
};

/// The cell's own place within it, in cells.
glm::dvec2 fill_reference(uint32_t packed);

/// Tiles are made when first asked for; a tile depends on its key and the shapes alone.
class FillTiles {
 public:
  explicit FillTiles(std::vector<FillShape> shapes);
  ~FillTiles();
  FillTiles(FillTiles&&) noexcept;
  FillTiles& operator=(FillTiles&&) noexcept;

  size_t shape_count() const;
  const FillTile& tile(const TileKey& key);
  /// Tiles that have not been asked for since the last call are forgotten when there are many.
  void forget_unused();

 private:
  struct Shape;
  struct Outline;
  struct Slot {
    FillTile tile;
    bool is_used = false;
  };
  const Outline& outline(Shape& shape, int level);
  FillTile build(const TileKey& key);

  std::vector<Shape> shapes_;
  std::unordered_map<TileKey, Slot, TileKeyHash> made_;
};

}  // namespace caspian::scene
