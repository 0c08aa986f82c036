// Lakes, borders and rivers as strips in nested cells of longitude and latitude, one set of cells
// per degree of generalisation; far cells are drawn coarse, near ones fine, and a cell is made when
// it is first seen. Knows no styles.
#pragma once
#include <compare>
#include <cstdint>
#include <map>
#include <optional>
#include <vector>

#include "geo/height_field.h"
#include "scene/line_mesh.h"
#include "scene/map_lines.h"

namespace caspian::scene {

/// Strips of one kind in one cell, drawn as one.
struct MapLineStrip {
  MapLineKind kind = MapLineKind::lake;
  int rank = 1;  // of rivers, in classes: 2, 4, 6, 9
  uint32_t first_vertex = 0, vertex_count = 0;
};

struct MapLineCell {
  glm::dvec3 origin_m{0};
  std::vector<LineVertex> vertices;
  std::vector<MapLineStrip> strips;
};

/// A degree of generalisation: one that the data have, or one between, simplified from the finer
/// one.
struct MapLineDegree {
  double tolerance_m = 0;
  size_t source = 0;  // index into the data's levels
};

/// The data's levels and those between, finest first, none more than 2.6 times as coarse as the one
/// before.
std::vector<MapLineDegree> map_line_degrees(const std::vector<MapLineLevel>& levels);

/// Cells of degree 0 are 1 degree wide, of every next one twice as wide.
double map_cell_deg(size_t degree);

struct MapLineChoice {
  size_t degree = 0;
  int column = 0, row = 0;
  auto operator<=>(const MapLineChoice&) const = default;
};

class MapLineSet {
 public:
  /// `levels` must outlive the set.
  explicit MapLineSet(const std::vector<MapLineLevel>& levels);

  const std::vector<MapLineDegree>& degrees() const { return degrees_; }
  /// Cells to draw: in view, as coarse as the picture allows.
  std::vector<MapLineChoice> choose(const CameraFrame& camera, double exaggeration) const;
  /// The strips of one cell.
  MapLineCell build(const MapLineChoice& choice, const geo::HeightField& heights);

 private:
  using CellKey = std::pair<int, int>;  // column, row
  struct Bounds {
    glm::dvec3 centre_m{0};
    double radius_m = 0;
  };
  /// A line that may pass several cells, at one degree.
  struct Course {
    MapLineKind kind = MapLineKind::lake;
    int rank = 1;
    geo::GeoPoint low, high;  // its box
    bool is_simple = false;   // `points` are those of the degree
    std::vector<geo::GeoPoint> points;
  };
  void index_cells();
  void choose(size_t degree, CellKey key, const CameraFrame& camera, double exaggeration,
              std::vector<MapLineChoice>& out) const;
  std::vector<Course>& courses(size_t degree);

  const std::vector<MapLineLevel>& levels_;
  std::vector<MapLineDegree> degrees_;
  std::vector<std::map<CellKey, Bounds>> cells_;             // per degree; all that lines touch
  std::vector<std::optional<std::vector<Course>>> courses_;  // per degree; made when first needed
};

}  // namespace caspian::scene
