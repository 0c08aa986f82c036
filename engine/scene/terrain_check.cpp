// Geometry of looking through gaps, and of vertical errors in the picture.
#include "scene/terrain_check.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "geo/ellipsoid.h"
#include "scene/terrain_surface.h"

namespace caspian::scene {
namespace {

// Nearer by this share or less is the same surface, seen at a grazing angle.
constexpr float k_same = 0.97f;

double between(std::mt19937& random, double low, double high) {
  // Not std::uniform_real_distribution: its numbers differ between libraries.
  return low + (high - low) * (double(random()) / 4294967296.0);
}

/// Where the vertical through the eye meets the picture: all verticals of the ground point away
/// from there.
glm::dvec2 nadir_px(const CameraFrame& frame) {
  const geo::GeoPoint eye = geo::to_geodetic(frame.eye_m);
  const glm::dvec3 down = -geo::up_at(eye.longitude_deg, eye.latitude_deg);
  const double ahead = std::max(glm::dot(down, frame.forward()), 1e-6);
  return {0.5 * frame.size.width + frame.pixels_per_radian * glm::dot(down, frame.right()) / ahead,
          0.5 * frame.size.height - frame.pixels_per_radian * glm::dot(down, frame.up()) / ahead};
}

}  // namespace

TerrainView random_terrain_view(std::mt19937& random) {
  constexpr double k_exaggerations[] = {1, 3, 12, 12, 12, 25, 50};
  TerrainView view;
  const bool is_anywhere = random() % 10 == 0;
  view.camera.longitude_deg = is_anywhere ? between(random, 0, 120) : between(random, 39, 61);
  view.camera.latitude_deg = is_anywhere ? between(random, 0, 70) : between(random, 34, 51);
  view.camera.range_m = std::exp(between(random, std::log(4e3), std::log(1.5e7)));
  view.camera.heading_deg = between(random, 0, 360);
  view.camera.tilt_deg = between(random, 0, 85);
  view.exaggeration = k_exaggerations[random() % std::size(k_exaggerations)];
  return view;
}

bool is_outside_ground(const CameraFrame& frame, const DepthPicture& picture,
                       const geo::HeightField& heights, double exaggeration) {
  const geo::GeoPoint eye = geo::to_geodetic(frame.eye_m);
  const double ground_m = heights.height_m(eye.longitude_deg, eye.latitude_deg) * exaggeration;
  return eye.height_m > ground_m + 2 * frame.near_m &&
         *std::max_element(picture.depth.begin(), picture.depth.end()) < 0.8f;
}

int count_cracks(const CameraFrame& frame, const DepthPicture& picture) {
  const glm::dvec2 nadir = nadir_px(frame);
  const auto width = int(picture.size.width), height = int(picture.size.height);
  int cracks = 0;
  for (int y = 0; y < height; ++y)
    for (int x = 0; x < width; ++x) {
      const glm::dvec2 from_nadir = glm::dvec2(x + 0.5, y + 0.5) - nadir;
      const double away = glm::length(from_nadir);
      if (away < 4) continue;
      const glm::dvec2 outward = from_nadir / away;
      const float here = picture.at(uint32_t(x), uint32_t(y));
      bool is_crack = true;
      for (const double turn : {0.0, -0.9, 0.9}) {
        const glm::dvec2 way{outward.x * std::cos(turn) - outward.y * std::sin(turn),
                             outward.x * std::sin(turn) + outward.y * std::cos(turn)};
        const int i = int(std::floor(x + 0.5 + 1.5 * way.x)),
                  j = int(std::floor(y + 0.5 + 1.5 * way.y));
        is_crack = is_crack && i >= 0 && j >= 0 && i < width && j < height &&
                   here < k_same * picture.at(uint32_t(i), uint32_t(j));
      }
      cracks += is_crack;
    }
  return cracks;
}

std::optional<SurfaceError> surface_error(const CameraFrame& frame, const DepthPicture& picture,
                                          uint32_t x, uint32_t y, const geo::HeightField& heights,
                                          double exaggeration) {
  const float depth = picture.at(x, y);
  if (depth <= 0) return {};
  const glm::dvec3 ray = ray_through(frame, x + 0.5, y + 0.5);
  const double distance_m = frame.near_m / double(depth) / glm::dot(ray, frame.forward());
  const geo::GeoPoint drawn = geo::to_geodetic(frame.eye_m + ray * distance_m);
  const double lon = drawn.longitude_deg, lat = drawn.latitude_deg;
  if (data_share(heights, lon, lat) < 1) return {};
  const double along = glm::dot(ray, geo::up_at(lon, lat));
  const double sideways = std::sqrt(std::max(0.0, 1 - along * along));
  const double off_m = std::abs(drawn.height_m - heights.height_m(lon, lat) * exaggeration);
  const geo::HeightGrid& primary = heights.primary();
  const double step_deg =
      primary.contains(lon, lat) ? primary.step_deg : heights.extended().step_deg;
  const double step_px = step_deg * 111'320.0 * frame.pixels_per_radian / distance_m;
  return SurfaceError{off_m * sideways * frame.pixels_per_radian / distance_m,
                      step_px > 2 * SurfaceLimits{}.quad_px};
}

}  // namespace caspian::scene
