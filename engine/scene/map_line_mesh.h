// Coasts, borders and rivers as strips in nested cells of longitude and latitude, one set of cells
// per degree of generalisation; far cells are drawn coarse, near ones fine. Knows no styles.
#pragma once
#include <cstdint>
#include <map>
#include <vector>

#include "geo/height_field.h"
#include "scene/line_mesh.h"
#include "scene/map_lines.h"

namespace caspian::scene {

/// Strips of one kind in one cell, drawn as one.
struct MapLineStrip {
  MapLineKind kind = MapLineKind::coast;
  int rank = 1;  // of rivers, in classes: 2, 4, 6, 9
  uint32_t first_vertex = 0, vertex_count = 0;
};

struct MapLineCell {
  glm::dvec3 origin_m{0};
  double radius_m = 0;
  float most_height_m = 0;
  std::vector<MapLineStrip> strips;
};

using CellKey = std::pair<int, int>;  // column, row

struct MapLineMesh {
  double tolerance_m = 0;
  double cell_deg = 1;
  std::vector<LineVertex> vertices;
  std::map<CellKey, MapLineCell> cells;
};

/// A degree of generalisation: one that the data have, or one between, simplified from the finer
/// one.
struct MapLineDegree {
  double tolerance_m = 0;
  size_t source = 0;  // index into the data's levels
};

/// The data's levels and those between, finest first, none more than 2.5 times as coarse as the one
/// before.
std::vector<MapLineDegree> map_line_degrees(const std::vector<MapLineLevel>& levels);

/// Cells of degree 0 are 2 degrees wide, of every next one twice as wide.
double map_cell_deg(size_t degree);

MapLineMesh build_map_line_mesh(const MapLineLevel& lines, double tolerance_m, size_t degree,
                                const geo::HeightField& heights);

struct MapLineChoice {
  size_t degree = 0;
  CellKey cell;
};

/// The keys of all cells that lines touch, per level; a coarse cell is there when a finer one in it
/// is.
class MapLineIndex {
 public:
  MapLineIndex(const std::vector<MapLineLevel>& levels, const std::vector<MapLineDegree>& degrees);

  /// Cells to draw: in view, as coarse as the picture allows.
  std::vector<MapLineChoice> choose(const CameraFrame& camera, double exaggeration) const;

 private:
  struct Cell {
    glm::dvec3 centre_m{0};
    double radius_m = 0;
  };
  void choose(size_t degree, CellKey key, const CameraFrame& camera, double exaggeration,
              std::vector<MapLineChoice>& out) const;
  std::vector<MapLineDegree> degrees_;
  std::vector<std::map<CellKey, Cell>> cells_;
};

}  // namespace caspian::scene
