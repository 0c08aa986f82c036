// Vertices, skirts, index lists and the errors of coarser index lists.
#include "scene/terrain_mesh.h"

#include <algorithm>
#include <cmath>

#include "geo/ellipsoid.h"

namespace caspian::scene {
namespace {

constexpr int k_side = k_tile_side;

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

int16_t signed_normalised(double value) {
  return static_cast<int16_t>(std::lrint(std::clamp(value, -1.0, 1.0) * 32767.0));
}

/// Heights of the grid: exact where its step is finer than the coarser data, else means over what a
/// step covers, so that distant peaks neither flicker nor stick out at random.
std::vector<float> grid_heights(const TileBox& box, double step_lon_deg, double step_lat_deg,
                                const geo::HeightField& heights, const ReliefTexture& relief) {
  std::vector<float> result(size_t(k_side) * k_side);
  const double coarseness = std::max(step_lon_deg, step_lat_deg) / relief.step_deg;
  if (coarseness < 1.4) {
    heights.heights_m(box.west_deg, box.south_deg, step_lon_deg, step_lat_deg, k_side, k_side,
                      result);
  } else {
    const size_t level = size_t(std::max(0.0, std::round(std::log2(coarseness))));
    size_t at = 0;
    for (int j = 0; j < k_side; ++j)
      for (int i = 0; i < k_side; ++i) {
        const double lon = box.west_deg + i * step_lon_deg, lat = box.south_deg + j * step_lat_deg;
        const bool is_known = heights.has_data(lon, lat);
        result[at++] = is_known ? float(relief.height_m(level, lon, lat)) : 0.0f;
      }
  }
  return result;
}

/// Greatest distance between the surface with every `stride`-th vertex and the full one.
template <typename Value>
double greatest_error(int stride, Value value) {
  double greatest = 0;
  for (int j = 0; j < k_side; ++j)
    for (int i = 0; i < k_side; ++i) {
      const int i0 = std::min(i / stride * stride, k_side - 1 - stride);
      const int j0 = std::min(j / stride * stride, k_side - 1 - stride);
      const double x = double(i - i0) / stride, y = double(j - j0) / stride;
      const auto south = value(i0, j0) * (1 - x) + value(i0 + stride, j0) * x;
      const auto north = value(i0, j0 + stride) * (1 - x) + value(i0 + stride, j0 + stride) * x;
      const auto off = value(i, j) - (south * (1 - y) + north * y);
      greatest = std::max(greatest, double(std::abs(off)));
    }
  return greatest;
}

/// How far a chord over `degrees` falls under the globe.
double sag_m(double degrees) {
  const double half_angle = 0.5 * degrees * 3.14159265358979 / 180.0;
  return geo::k_semi_major_axis_m * (1.0 - std::cos(half_angle));
}

void add_skirts(TerrainMesh& mesh, double drop_m, double height_drop_m) {
  for (const Edge& edge : k_edges)
    for (int k = 0; k < k_side; ++k) {
      const int from = vertex_at(edge.first_i + k * edge.step_i, edge.first_j + k * edge.step_j);
      TerrainVertex vertex = mesh.vertices[size_t(from)];
      const glm::vec3 up = glm::vec3(vertex.up[0], vertex.up[1], vertex.up[2]) / 32767.0f;
      // Flared, so that seen from above no hairline stays open along the edge.
      const glm::vec3 inside = mesh.vertices[size_t(from + edge.inward)].base;
      vertex.base += 0.2f * (vertex.base - inside) - up * float(drop_m);
      vertex.height_m -= float(height_drop_m);
      mesh.vertices.push_back(vertex);
    }
}

}  // namespace

double data_share(const geo::HeightField& heights, double longitude_deg, double latitude_deg) {
  const geo::HeightGrid& data = heights.extended();
  const double inside_deg =
      std::min({longitude_deg - data.west_deg, data.east_deg() - longitude_deg,
                latitude_deg - data.south_deg(), data.north_deg - latitude_deg});
  const double t = std::clamp(inside_deg / k_data_fade_deg, 0.0, 1.0);
  return t * t * (3 - 2 * t);
}

TileIndices build_tile_indices() {
  TileIndices result;
  auto& list = result.indices;
  const auto add = [&list](int a, int b, int c) {
    for (const int index : {a, b, c}) list.push_back(static_cast<uint16_t>(index));
  };
  for (int density = 0; density < k_tile_densities; ++density) {
    const int stride = 1 << density;
    TileIndices::Part& part = result.parts[size_t(density)];
    part.first = uint32_t(list.size());
    for (int j = 0; j + stride < k_side; j += stride)
      for (int i = 0; i + stride < k_side; i += stride) {
        const int sw = vertex_at(i, j), se = vertex_at(i + stride, j);
        const int nw = vertex_at(i, j + stride), ne = vertex_at(i + stride, j + stride);
        add(sw, se, ne);
        add(sw, ne, nw);
      }
    part.surface_count = uint32_t(list.size()) - part.first;
    for (size_t e = 0; e < k_edges.size(); ++e) {
      const Edge& edge = k_edges[e];
      const int skirt = k_side * k_side + int(e) * k_side;
      for (int k = 0; k + stride < k_side; k += stride) {
        const int a = vertex_at(edge.first_i + k * edge.step_i, edge.first_j + k * edge.step_j);
        const int b = vertex_at(edge.first_i + (k + stride) * edge.step_i,
                                edge.first_j + (k + stride) * edge.step_j);
        add(a, b, skirt + k + stride);
        add(a, skirt + k + stride, skirt + k);
      }
    }
    part.count = uint32_t(list.size()) - part.first;
  }
  return result;
}

TerrainMesh build_terrain_mesh(const TileKey& key, const geo::HeightField& heights,
                               const ReliefTexture& extended_relief) {
  const TileBox box = box_of(key);
  const double step_lon = (box.east_deg - box.west_deg) / k_tile_quads;
  const double step_lat = (box.north_deg - box.south_deg) / k_tile_quads;
  std::vector<float> height = grid_heights(box, step_lon, step_lat, heights, extended_relief);

  TerrainMesh mesh;
  mesh.origin_m = geo::to_earth_centred(
      {0.5 * (box.west_deg + box.east_deg), 0.5 * (box.south_deg + box.north_deg), 0});
  mesh.vertices.reserve(k_tile_vertices);
  for (int j = 0; j < k_side; ++j)
    for (int i = 0; i < k_side; ++i) {
      const double lon = box.west_deg + i * step_lon, lat = box.south_deg + j * step_lat;
      float& height_m = height[size_t(vertex_at(i, j))];
      height_m *= float(data_share(heights, lon, lat));
      const double level_m = heights.sea_level_m(lon, lat);
      mesh.has_sea = mesh.has_sea || height_m < level_m;
      const glm::dvec3 up = geo::up_at(lon, lat);
      TerrainVertex vertex;
      vertex.base = glm::vec3(geo::to_earth_centred({lon, lat, 0}) - mesh.origin_m);
      for (int axis = 0; axis < 3; ++axis) vertex.up[axis] = signed_normalised(up[axis]);
      vertex.sea_level = signed_normalised(level_m / k_sea_level_scale_m);
      vertex.height_m = height_m;
      vertex.across[0] = static_cast<uint16_t>(std::lrint(65535.0 * i / k_tile_quads));
      vertex.across[1] = static_cast<uint16_t>(std::lrint(65535.0 * j / k_tile_quads));
      mesh.vertices.push_back(vertex);
    }

  const auto height_at = [&](int i, int j) { return height[size_t(vertex_at(i, j))]; };
  for (int density = 1; density < k_tile_densities; ++density) {
    const int stride = 1 << density;
    mesh.height_error_m[size_t(density)] = float(greatest_error(stride, height_at));
    mesh.curve_error_m[size_t(density)] = float(sag_m(stride * std::max(step_lon, step_lat)));
  }
  // What neighbours a few levels coarser or sparser may miss, twice over; means over their wider
  // steps may differ from these heights by a good part of all there is.
  const auto [low, high] = std::minmax_element(height.begin(), height.end());
  const double quad_m = std::max(step_lon, step_lat) * 111'320.0;
  add_skirts(mesh, 4 * sag_m(8 * std::max(step_lon, step_lat)) + 0.02 * quad_m,
             2 * mesh.height_error_m[k_tile_densities - 1] + 0.2 * double(*high - *low) + 1);
  return mesh;
}

}  // namespace caspian::scene
