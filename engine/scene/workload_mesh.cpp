// The grid is cut into strips of columns, so that a vertex is still in the device's cache when the
// next row uses it.
#include "scene/workload_mesh.h"

#include <algorithm>
#include <cmath>

#include "scene/theme.h"
#include "scene/workload_table.h"

namespace caspian::scene {
namespace {

constexpr uint32_t k_strip_quads = 17;  // 15 strips over 256 samples

class Ground {
 public:
  Ground(const dataset::WorkloadTerrain& terrain, uint32_t most_side, double exaggeration,
         const glm::dvec3& origin_m)
      : terrain_(terrain),
        step_((std::max(terrain.width, terrain.height) + most_side - 1) / most_side),
        columns_((terrain.width + step_ - 1) / step_),
        rows_((terrain.height + step_ - 1) / step_) {
    for (uint32_t row = 0; row < rows_; ++row)
      for (uint32_t column = 0; column < columns_; ++column)
        places_.push_back(drawn_place(sample(column, row), exaggeration) - origin_m);
  }

  uint32_t columns() const { return columns_; }
  uint32_t rows() const { return rows_; }
  /// Row 0 is the southernmost.
  WorkloadVertex vertex(uint32_t column, uint32_t row) const {
    const uint32_t from_north = rows_ - 1 - row;
    WorkloadVertex vertex{.place = glm::vec3(at(column, from_north))};
    const glm::dvec3 normal = normal_at(column, from_north);
    const double height_m = sample(column, from_north).height_m;
    const Theme& theme = theme_of(ThemeId::dusk);
    const glm::vec3 tint = height_m >= 0 ? land_tint(theme, static_cast<float>(height_m))
                                         : sea_floor_tint(theme, static_cast<float>(-height_m));
    for (int i = 0; i < 3; ++i) {
      vertex.normal[i] = static_cast<int8_t>(std::lround(normal[i] * 127));
      vertex.colour[i] =
          static_cast<uint8_t>(std::lround(std::clamp(tint[i] * 1.25f, 0.0f, 1.0f) * 255));
    }
    vertex.normal[3] = 0;
    vertex.colour[3] = 255;
    return vertex;
  }

 private:
  geo::GeoPoint sample(uint32_t column, uint32_t row) const {
    const uint32_t x = column * step_, y = row * step_;
    return {
        terrain_.west_deg + (terrain_.east_deg - terrain_.west_deg) * x / (terrain_.width - 1),
        terrain_.north_deg - (terrain_.north_deg - terrain_.south_deg) * y / (terrain_.height - 1),
        terrain_.heights_m[size_t{y} * terrain_.width + x]};
  }
  const glm::dvec3& at(uint32_t column, uint32_t row) const {
    return places_[size_t{row} * columns_ + column];
  }
  glm::dvec3 normal_at(uint32_t column, uint32_t row) const {
    const glm::dvec3 east =
        at(std::min(column + 1, columns_ - 1), row) - at(column > 0 ? column - 1 : 0, row);
    const glm::dvec3 north =
        at(column, row > 0 ? row - 1 : 0) - at(column, std::min(row + 1, rows_ - 1));
    return glm::normalize(glm::cross(east, north));
  }

  const dataset::WorkloadTerrain& terrain_;
  uint32_t step_, columns_, rows_;
  std::vector<glm::dvec3> places_;
};

}  // namespace

WorkloadMesh make_workload_ground(const dataset::WorkloadTerrain& terrain, uint32_t most_side,
                                  double exaggeration, const glm::dvec3& origin_m) {
  const Ground ground(terrain, most_side, exaggeration, origin_m);
  WorkloadMesh mesh;
  for (uint32_t first = 0; first + 1 < ground.columns(); first += k_strip_quads) {
    const uint32_t last = std::min(first + k_strip_quads, ground.columns() - 1);
    const uint32_t wide = last - first + 1;
    const auto base = static_cast<uint32_t>(mesh.vertices.size());
    for (uint32_t row = 0; row < ground.rows(); ++row)
      for (uint32_t column = first; column <= last; ++column)
        mesh.vertices.push_back(ground.vertex(column, row));
    for (uint32_t row = 0; row + 1 < ground.rows(); ++row)
      for (uint32_t column = 0; column + 1 < wide; ++column) {
        const uint32_t sw = base + row * wide + column, nw = sw + wide;
        mesh.indices.insert(mesh.indices.end(), {sw, sw + 1, nw, nw, sw + 1, nw + 1});
      }
  }
  return mesh;
}

WorkloadLines make_workload_lines(const dataset::Workload& work, double exaggeration,
                                  const glm::dvec3& origin_m) {
  WorkloadLines lines;
  for (const dataset::WorkloadPoint& point : work.points)
    lines.places.emplace_back(
        drawn_place({point.longitude_deg, point.latitude_deg, point.height_m}, exaggeration) -
        origin_m);
  for (uint32_t path = 0; path < work.path_count(); ++path)
    for (uint32_t i = work.path_first[path]; i + 1 < work.path_first[path + 1]; ++i)
      lines.indices.insert(lines.indices.end(), {i, i + 1});
  return lines;
}

}  // namespace caspian::scene
