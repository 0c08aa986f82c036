// Cranes at ports: where the water lies is read from the ground around the port's place.
#include <cmath>
#include <numbers>

#include "geo/ellipsoid.h"
#include "scene/frame_inputs.h"
#include "scene/near_units.h"

namespace caspian::scene {
namespace {

constexpr int k_cranes = 3;       // side by side
constexpr double k_apart = 0.75;  // of the drawn length
constexpr double k_look_around_m[] = {1200, 2500, 5000};
constexpr int k_directions = 24;

/// Azimuth of the middle of the water around a place, radians; nothing far from any.
std::optional<double> towards_water(const geo::HeightField& heights, const geo::GeoPoint& place) {
  const double metres_per_degree = 111'320;
  const double shrink = std::cos(place.latitude_deg * std::numbers::pi / 180);
  for (const double radius_m : k_look_around_m) {
    double east = 0, north = 0;
    int wet = 0;
    for (int i = 0; i < k_directions; ++i) {
      const double azimuth = 2 * std::numbers::pi * i / k_directions;
      const double x = std::sin(azimuth), y = std::cos(azimuth);
      if (!heights.is_sea(place.longitude_deg + x * radius_m / (metres_per_degree * shrink),
                          place.latitude_deg + y * radius_m / metres_per_degree))
        continue;
      east += x;
      north += y;
      ++wet;
    }
    if (wet > 0 && std::hypot(east, north) > 0.5) return std::atan2(east, north);
  }
  return std::nullopt;
}

}  // namespace

std::vector<PortCrane> port_cranes(const SceneGeometry& scene, const FrameInputs& inputs,
                                   const CameraFrame& camera, double pixel_scale) {
  std::vector<PortCrane> cranes;
  const auto& model = scene.models.of(ModelKind::port_crane);
  if (!model) return cranes;
  const double px_per_m_at_1_m = camera.pixels_per_radian / pixel_scale;
  for (const dataset::Node& node : scene.dataset.nodes) {
    if (node.kind != dataset::NodeKind::port) continue;
    const geo::GeoPoint& place = node.place;
    const glm::dvec3 up = geo::up_at(place.longitude_deg, place.latitude_deg);
    const double height_m =
        scene.heights.surface_at_m(place.longitude_deg, place.latitude_deg, sea_level_of(inputs));
    const glm::dvec3 at = geo::to_earth_centred(
        {place.longitude_deg, place.latitude_deg, height_m * inputs.settings.exaggeration});
    const double distance_m = glm::distance(at, camera.eye_m);
    const double scale = distance_m / px_per_m_at_1_m;
    const double share = model_share(scale, INFINITY);
    if (share <= 0 || is_beyond_horizon(camera.eye_m, at)) continue;
    const auto azimuth = towards_water(scene.heights, place);
    if (!azimuth) continue;
    const glm::dvec3 east = geo::east_at(place.longitude_deg);
    const glm::dvec3 north = geo::north_at(place.longitude_deg, place.latitude_deg);
    const glm::dvec3 ahead = east * std::sin(*azimuth) + north * std::cos(*azimuth);
    const glm::dvec3 beside = glm::cross(ahead, up);
    PortCrane crane{.ahead = ahead, .up = up, .opacity = share, .distance_m = distance_m};
    crane.enlargement = model_enlargement(*model, ModelKind::port_crane, scale);
    const double length_m = crane.enlargement * double(model->length_m());
    crane.length_px = length_m / scale * pixel_scale;
    for (int i = 0; i < k_cranes; ++i) {
      crane.drawn_m = at + beside * ((i - 0.5 * (k_cranes - 1)) * k_apart * length_m) -
                      ahead * (0.2 * length_m);
      cranes.push_back(crane);
    }
  }
  return cranes;
}

}  // namespace caspian::scene
