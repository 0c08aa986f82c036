// The descent from the coarsest level. A tile's surface is made from its own heights and from its
// parent's surface: what the parent has where the tile's level is not wanted yet, its own heights
// near the eye.
#include "scene/terrain_surface.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "geo/ellipsoid.h"

namespace caspian::scene {
namespace {

constexpr int k_side = k_tile_side;
// How far levels are wanted is found at some of the vertices and blended between them.
constexpr int k_lattice = 9;  // per side; every other one is the lattice of a child
constexpr size_t k_most_tiles = 6000;
constexpr double k_begin_share = 0.72;  // of the distance at which a coarser level has taken over
// The curve of the globe is kept far below what heights may do: its limb is smooth.
constexpr double k_curve_share = 0.3;

size_t vertex_at(int i, int j) {
  return size_t(j) * k_side + size_t(i);
}

/// How far a chord over `degrees` falls under the globe.
double sag_m(double degrees) {
  const double half_angle = 0.5 * degrees * std::numbers::pi / 180.0;
  return geo::k_semi_major_axis_m * (1.0 - std::cos(half_angle));
}

/// Heights of a tile's vertices: exact where their step is finer than the coarser data, else means
/// over what a step covers, so that distant peaks neither flicker nor stick out at random.
std::vector<float> own_heights(const TileKey& key, const geo::GeoBox& box,
                               const geo::HeightField& heights, const ReliefTexture& relief) {
  const double step_lon = (box.east_deg - box.west_deg) / k_tile_quads;
  const double step_lat = (box.north_deg - box.south_deg) / k_tile_quads;
  std::vector<float> result(size_t(k_side) * k_side);
  const double coarseness = quad_deg(key.level) / relief.step_deg;
  const bool is_exact = coarseness < 1.8;
  const geo::OwnHeights* own = is_exact ? nullptr : heights.own();
  if (is_exact)
    heights.heights_m(box.west_deg, box.south_deg, step_lon, step_lat, k_side, k_side, result);
  const size_t mip = size_t(std::max(0.0, std::round(std::log2(coarseness))));
  for (int j = 0; j < k_side; ++j)
    for (int i = 0; i < k_side; ++i) {
      const double lon = box.west_deg + i * step_lon, lat = box.south_deg + j * step_lat;
      float& height_m = result[vertex_at(i, j)];
      const float share = float(data_share(heights, lon, lat));
      if (share > 0 && !is_exact) height_m = float(relief.height_m(mip, lon, lat));
      if (const double own_share = own ? own->share(lon, lat) : 0; own_share > 0)
        height_m = float(std::lerp(
            double(height_m), own->height_m(lon, lat, step_lat).value_or(height_m), own_share));
      height_m = share > 0 ? height_m * share : 0.0f;
    }
  return result;
}

/// Whether the globe hides the whole box raised by `height_m`.
bool is_hidden_by_globe(const CameraFrame& frame, const geo::GeoBox& box, double height_m) {
  const int steps = box.east_deg - box.west_deg > 6 ? 6 : 2;
  for (int j = 0; j <= steps; ++j)
    for (int i = 0; i <= steps; ++i) {
      const double lon = std::lerp(box.west_deg, box.east_deg, double(i) / steps);
      const double lat = std::lerp(box.south_deg, box.north_deg, double(j) / steps);
      if (!is_beyond_horizon(frame.eye_m, geo::to_earth_centred({lon, lat, height_m})))
        return false;
    }
  return true;
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

struct TerrainSurface::Tile {
  std::vector<float> heights_m;  // found when they are first needed
  glm::dvec3 centre_m{};         // of the box at height 0
  double radius_m = 0;           // of the box at height 0
  HeightBounds::Range range;
  struct Place {
    glm::vec3 from_centre_m;
    glm::vec3 up;
    HeightBounds::Range range;
    float quad_m = 0;   // side of a quad of the children's mesh
    float rough_m = 0;  // how far this tile's mesh is off its children's
    float curve_m = 0;  // how far its chords fall under the globe
  };
  std::array<Place, size_t(k_lattice) * k_lattice> places;
  uint64_t last_used = 0;
};

struct TerrainSurface::Asked {
  glm::dvec3 eye_m;
  glm::dmat4 view_projection;
  PixelSize size;
  double exaggeration;
  SurfaceLimits limits;
  bool operator==(const Asked&) const = default;
};

struct TerrainSurface::View {
  const CameraFrame& frame;
  double exaggeration;
  SurfaceLimits limits;
  std::array<glm::dvec3, 4> side_normals;  // of the view's pyramid, inward

  View(const CameraFrame& camera_frame, double factor, const SurfaceLimits& given)
      : frame(camera_frame), exaggeration(factor), limits(given) {
    const double x = 0.5 * frame.size.width / frame.pixels_per_radian;
    const double y = 0.5 * frame.size.height / frame.pixels_per_radian;
    const glm::dvec3 forward = frame.forward(), right = frame.right(), up = frame.up();
    side_normals = {glm::normalize(forward * x + right), glm::normalize(forward * x - right),
                    glm::normalize(forward * y + up), glm::normalize(forward * y - up)};
  }

  bool sees(const glm::dvec3& centre_from_eye, double radius) const {
    if (glm::dot(centre_from_eye, frame.forward()) < -radius) return false;
    return std::all_of(side_normals.begin(), side_normals.end(), [&](const glm::dvec3& normal) {
      return glm::dot(centre_from_eye, normal) > -radius;
    });
  }

  /// How much of a tile's own mesh is wanted at a place instead of its children's: 1 = all, the
  /// children's is not wanted. A function of the place and the level alone.
  float parent_share(const Tile::Place& place, const glm::vec3& centre_from_eye) const {
    const glm::vec3 offset = centre_from_eye + place.from_centre_m;
    // To the nearest point of the vertical between the least and the greatest height around.
    const float factor = float(exaggeration);
    const float along = -glm::dot(offset, place.up);
    const float nearest =
        std::clamp(along, place.range.low_m * factor, place.range.high_m * factor);
    const float away_m = glm::length(offset + place.up * nearest);
    // What is between the lattice's places may be nearer.
    const double distance_m =
        std::max(double(away_m) - 0.71 * place.quad_m * (2.0 * k_tile_quads / (k_lattice - 1)),
                 frame.near_m);
    // From above, heights move little in the picture.
    const float aside = std::sqrt(std::max(0.0f, glm::dot(offset, offset) - along * along));
    const double sideways = std::clamp(double(aside / std::max(away_m, 1.0f)) * 1.2, 0.25, 1.0);
    const double error_m =
        std::max(place.rough_m * exaggeration * sideways, double(place.curve_m) / k_curve_share);
    const double until_m = frame.pixels_per_radian *
                           std::min(error_m / limits.error_px, place.quad_m / limits.quad_px);
    const double begin_m = k_begin_share * until_m;
    return float(std::clamp((distance_m - begin_m) / std::max(until_m - begin_m, 1.0), 0.0, 1.0));
  }
};

TerrainSurface::TerrainSurface(const geo::HeightField& heights,
                               const ReliefTexture& extended_relief)
    : heights_(heights), relief_(extended_relief), bounds_(heights) {}

TerrainSurface::~TerrainSurface() = default;

TerrainSurface::Tile& TerrainSurface::tile_of(const TileKey& key) {
  std::unique_ptr<Tile>& entry = known_[key];
  if (entry) {
    entry->last_used = frames_;
    return *entry;
  }
  entry = std::make_unique<Tile>();
  Tile& tile = *entry;
  tile.last_used = frames_;
  const geo::GeoBox box = box_of(key);
  tile.centre_m = geo::to_earth_centred(
      {0.5 * (box.west_deg + box.east_deg), 0.5 * (box.south_deg + box.north_deg), 0});
  tile.range = bounds_.within(box);
  const double spacing_deg = quad_deg(key.level + 1);
  const double spacing_lon_deg = (box.east_deg - box.west_deg) / (2 * k_tile_quads);
  for (int j = 0; j < k_lattice; ++j)
    for (int i = 0; i < k_lattice; ++i) {
      const double lon = std::lerp(box.west_deg, box.east_deg, double(i) / (k_lattice - 1));
      const double lat = std::lerp(box.south_deg, box.north_deg, double(j) / (k_lattice - 1));
      Tile::Place& place = tile.places[size_t(j) * k_lattice + size_t(i)];
      const glm::dvec3 from_centre = geo::to_earth_centred({lon, lat, 0}) - tile.centre_m;
      place.from_centre_m = glm::vec3(from_centre);
      place.up = glm::vec3(geo::up_at(lon, lat));
      const double narrow = std::cos(lat * std::numbers::pi / 180.0);
      place.quad_m = float(std::max(spacing_deg, spacing_lon_deg * narrow) * 111'320.0);
      place.curve_m = float(sag_m(2 * spacing_deg) + sag_m(2 * spacing_lon_deg) * narrow * narrow);
      const HeightBounds::Local local = bounds_.at(lon, lat);
      place.range = local.range;
      place.rough_m = float(HeightBounds::roughness_m(local, spacing_deg));
      tile.radius_m = std::max(tile.radius_m, glm::length(from_centre));
    }
  return tile;
}

const std::vector<float>& TerrainSurface::heights_of(const TileKey& key) {
  Tile& tile = tile_of(key);
  if (tile.heights_m.empty()) tile.heights_m = own_heights(key, box_of(key), heights_, relief_);
  return tile.heights_m;
}

bool TerrainSurface::is_seen(const TileKey& key, const View& view) {
  const geo::GeoBox box = box_of(key);
  if (box.north_deg <= box.south_deg) return false;
  const Tile& tile = tile_of(key);
  const double up_m = tile.range.high_m * view.exaggeration;
  const double down_m = -tile.range.low_m * view.exaggeration;
  const double reach_m = tile.radius_m * 1.02 + std::max(std::abs(up_m), std::abs(down_m));
  if (!view.sees(tile.centre_m - view.frame.eye_m, reach_m)) return false;
  // A box's highest points are seen over the horizon before the rest of it.
  return !is_hidden_by_globe(view.frame, box, std::max(up_m, 0.0) + tile.radius_m * 0.02);
}

void TerrainSurface::visit(const TileKey& key, const TileSurface& surface, const View& view) {
  const Tile& tile = tile_of(key);
  const glm::dvec3 offset = tile.centre_m - view.frame.eye_m;
  std::array<float, size_t(k_lattice) * k_lattice> shares;
  const glm::vec3 centre_from_eye(offset);
  float least = 1;
  for (size_t k = 0; k < shares.size(); ++k) {
    shares[k] = view.parent_share(tile.places[k], centre_from_eye);
    least = std::min(least, shares[k]);
  }
  if (least < 1 && key.level < k_deepest_tile_level) {
    visit_children(key, surface, shares, view);
    return;
  }
  const glm::dvec3 up = glm::normalize(tile.centre_m);
  const double along = glm::dot(offset, up);
  const double aside = std::sqrt(std::max(0.0, glm::dot(offset, offset) - along * along));
  const double up_m = std::max(tile.range.high_m * view.exaggeration, 0.0);
  const double down_m = std::max(-tile.range.low_m * view.exaggeration, 0.0);
  const double above = std::max({-along - up_m, along - down_m, 0.0});
  const double distance_m = std::hypot(std::max(0.0, aside - tile.radius_m), above);
  if (surfaces_.size() == chosen_.size()) surfaces_.push_back(std::make_unique<TileSurface>());
  TileSurface& kept = *surfaces_[chosen_.size()];
  kept = surface;
  chosen_.push_back({key, std::max(distance_m, view.frame.near_m), &kept});
}

namespace {

/// A row of the parent's mesh at the places of a child's vertices: on its edges, and on the
/// diagonals of its quads. `below` and `above` are the parent's rows, the same one where a row of
/// the child lies on it.
void spread(const float* below, const float* above, float* out) {
  for (int p = 0; p < k_tile_quads / 2; ++p) {
    out[2 * p] = 0.5f * (below[p] + above[p]);
    out[2 * p + 1] = 0.5f * (below[p] + above[p + 1]);
  }
  out[k_tile_quads] = 0.5f * (below[k_tile_quads / 2] + above[k_tile_quads / 2]);
}

}  // namespace

void TerrainSurface::visit_children(const TileKey& key, const TileSurface& surface,
                                    std::span<const float> shares, const View& view) {
  constexpr int k_half = k_tile_quads / 2, k_cells = (k_lattice - 1) / 2;
  constexpr int k_step = k_tile_quads / k_cells;  // vertices of a child per cell of its lattice
  std::array<float, k_side> share, parent_m, lift_m;
  for (uint32_t quarter = 0; quarter < 4; ++quarter) {
    const TileKey child = child_of(key, quarter);
    if (!is_seen(child, view)) continue;
    const geo::GeoBox box = box_of(child);
    const int east = int(quarter & 1), north = int(quarter >> 1);
    const double parent_lon_deg = (box.east_deg - box.west_deg) / k_half;
    const double parent_lat_deg = (box.north_deg - box.south_deg) / k_half;
    const float sag_lat_m = float(sag_m(parent_lat_deg)), sag_lon_m = float(sag_m(parent_lon_deg));
    const float* own_m = heights_of(child).data();
    TileSurface finer;
    for (int j = 0; j < k_side; ++j) {
      const int cell = std::min(j / k_step, k_cells - 1);
      const float* south =
          &shares[size_t(north * k_cells + cell) * k_lattice + size_t(east * k_cells)];
      const float* above = south + k_lattice;
      const float y = float(j - cell * k_step) / k_step;
      for (int c = 0; c < k_cells; ++c) {
        const float from = south[c] + (above[c] - south[c]) * y;
        const float to = south[c + 1] + (above[c + 1] - south[c + 1]) * y;
        for (int i = 0; i <= k_step; ++i)
          share[size_t(c * k_step + i)] = from + (to - from) * (float(i) / k_step);
      }
      const size_t first = vertex_at(east * k_half, north * k_half + j / 2);
      const size_t second = vertex_at(east * k_half, north * k_half + (j + 1) / 2);
      spread(&surface.height_m[first], &surface.height_m[second], parent_m.data());
      spread(&surface.lift_m[first], &surface.lift_m[second], lift_m.data());
      const double latitude = std::lerp(box.south_deg, box.north_deg, double(j) / k_tile_quads);
      const float narrow = float(std::cos(latitude * std::numbers::pi / 180.0));
      const float sag[2] = {j & 1 ? sag_lat_m : 0.0f,
                            (j & 1 ? sag_lat_m : 0.0f) + sag_lon_m * narrow * narrow};
      const size_t row = vertex_at(0, j);
      for (size_t i = 0; i < size_t(k_side); ++i) {
        // Where the parent's mesh holds, it holds to the last bit.
        finer.height_m[row + i] = share[i] >= 1
                                      ? parent_m[i]
                                      : own_m[row + i] + (parent_m[i] - own_m[row + i]) * share[i];
        finer.lift_m[row + i] = share[i] * (lift_m[i] - sag[i & 1]);
      }
    }
    visit(child, finer, view);
  }
}

const std::vector<SurfaceTile>& TerrainSurface::choose(const CameraFrame& frame,
                                                       double exaggeration,
                                                       const SurfaceLimits& limits) {
  const Asked asked{frame.eye_m, frame.view_projection, frame.size, exaggeration, limits};
  if (last_ && *last_ == asked) return chosen_;
  last_ = std::make_unique<Asked>(asked);
  ++frames_;
  chosen_.clear();
  const View view(frame, exaggeration, limits);
  for (uint32_t row = 0; row < k_root_rows; ++row)
    for (uint32_t column = 0; column < k_root_columns; ++column) {
      const TileKey key{0, column, row};
      if (!is_seen(key, view)) continue;
      TileSurface surface;
      std::copy_n(heights_of(key).begin(), surface.height_m.size(), surface.height_m.begin());
      surface.lift_m.fill(0);
      visit(key, surface, view);
    }
  std::stable_sort(chosen_.begin(), chosen_.end(), [](const SurfaceTile& a, const SurfaceTile& b) {
    return a.distance_m < b.distance_m;
  });
  if (known_.size() > k_most_tiles) forget_oldest();
  return chosen_;
}

/// All but what the last frames used; the rest comes back when it is asked for.
void TerrainSurface::forget_oldest() {
  std::erase_if(known_,
                [this](const auto& entry) { return entry.second->last_used + 30 < frames_; });
}

}  // namespace caspian::scene
