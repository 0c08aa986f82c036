// Vertices, skirts and index lists.
#include "scene/terrain_mesh.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "core/check.h"
#include "geo/ellipsoid.h"

namespace caspian::scene {
namespace {

constexpr int k_side = k_tile_side;
// Shares of a quad. Skirts fall steeper than drawn ground does, so that they stay under it.
constexpr float k_skirt_flare = 0.015f, k_skirt_drop = 0.12f;

int vertex_at(int i, int j) {
  return j * k_side + i;
}

/// Skirt vertices follow the grid's: south, north, west, east edge, each from west or south.
struct Edge {
  int first_i, first_j, step_i, step_j, inward;  // inward: index step to the next vertex inside
};
constexpr std::array<Edge, 4> k_edges{{{0, 0, 1, 0, k_side},
                                       {0, k_side - 1, 1, 0, -k_side},
                                       {0, 0, 0, 1, 1},
                                       {k_side - 1, 0, 0, 1, -1}}};

int edge_vertex(const Edge& edge, int k) {
  return vertex_at(edge.first_i + k * edge.step_i, edge.first_j + k * edge.step_j);
}

int16_t signed_normalised(double value) {
  return static_cast<int16_t>(std::lrint(std::clamp(value, -1.0, 1.0) * 32767.0));
}

}  // namespace

TileIndices build_tile_indices() {
  TileIndices result;
  auto& list = result.indices;
  const auto add = [&list](int a, int b, int c) {
    for (const int index : {a, b, c}) list.push_back(static_cast<uint16_t>(index));
  };
  for (int j = 0; j + 1 < k_side; ++j)
    for (int i = 0; i + 1 < k_side; ++i) {
      const int sw = vertex_at(i, j), se = vertex_at(i + 1, j);
      const int nw = vertex_at(i, j + 1), ne = vertex_at(i + 1, j + 1);
      add(sw, se, ne);
      add(sw, ne, nw);
    }
  result.surface_count = uint32_t(list.size());
  for (size_t e = 0; e < k_edges.size(); ++e) {
    const int skirt = k_side * k_side + int(e) * k_side;
    for (int k = 0; k + 1 < k_side; ++k) {
      const int a = edge_vertex(k_edges[e], k), b = edge_vertex(k_edges[e], k + 1);
      add(a, b, skirt + k + 1);
      add(a, skirt + k + 1, skirt + k);
    }
  }
  return result;
}

TerrainMesh build_terrain_mesh(const TileKey& key, const geo::HeightField& heights) {
  const geo::GeoBox box = box_of(key);
  TerrainMesh mesh;
  mesh.origin_m = geo::to_earth_centred(
      {0.5 * (box.west_deg + box.east_deg), 0.5 * (box.south_deg + box.north_deg), 0});
  mesh.highest_sea_level_m = -k_sea_level_scale_m;
  mesh.skirt_m = k_skirt_drop * float(quad_deg(key.level) * 111'320.0);
  mesh.vertices.reserve(k_tile_vertices);
  for (int j = 0; j < k_side; ++j)
    for (int i = 0; i < k_side; ++i) {
      const double lon = std::lerp(box.west_deg, box.east_deg, double(i) / k_tile_quads);
      const double lat = std::lerp(box.south_deg, box.north_deg, double(j) / k_tile_quads);
      const double level_m = heights.sea_level_m(lon, lat);
      mesh.highest_sea_level_m = std::max(mesh.highest_sea_level_m, float(level_m));
      const glm::dvec3 up = geo::up_at(lon, lat);
      TerrainVertex vertex;
      vertex.base = glm::vec3(geo::to_earth_centred({lon, lat, 0}) - mesh.origin_m);
      for (int axis = 0; axis < 3; ++axis) vertex.up[axis] = signed_normalised(up[axis]);
      vertex.sea_level = signed_normalised(level_m / k_sea_level_scale_m);
      vertex.across[0] = static_cast<uint16_t>(std::lrint(65535.0 * i / k_tile_quads));
      vertex.across[1] = static_cast<uint16_t>(std::lrint(65535.0 * j / k_tile_quads));
      mesh.vertices.push_back(vertex);
    }
  // Flared, so that seen from above no hairline stays open along the edge.
  for (const Edge& edge : k_edges)
    for (int k = 0; k < k_side; ++k) {
      const int from = edge_vertex(edge, k);
      TerrainVertex vertex = mesh.vertices[size_t(from)];
      vertex.base += k_skirt_flare * (vertex.base - mesh.vertices[size_t(from + edge.inward)].base);
      mesh.vertices.push_back(vertex);
    }
  return mesh;
}

void fill_heights(const TileSurface& surface, float skirt_m, std::span<DrawnHeight> out) {
  CASPIAN_CHECK(out.size() == size_t(k_tile_vertices));
  size_t at = 0;
  for (; at < surface.height_m.size(); ++at) out[at] = surface.at(at);
  for (const Edge& edge : k_edges)
    for (int k = 0; k < k_side; ++k) {
      DrawnHeight height = surface.at(size_t(edge_vertex(edge, k)));
      height.lift_m -= skirt_m;
      out[at++] = height;
    }
}

}  // namespace caspian::scene
