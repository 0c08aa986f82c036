// Asks the ground at places spread over the data and at the middle of the view, so that a view
// between those places is not missed.
#include "scene/ground_credits.h"

#include <algorithm>
#include <cmath>

#include "geo/ellipsoid.h"

namespace caspian::scene {
namespace {

constexpr int k_places = 16;  // a side, over a user's data

bool is_in_view(const LabelInputs& inputs, const glm::dvec3& place) {
  return !is_beyond_horizon(inputs.camera.eye_m, place) && project(inputs.camera, place).is_inside;
}

}  // namespace

bool shows_drawn_floor(const LabelInputs& inputs) {
  for (const DrapedPoint& point : inputs.content.schematic_floor)
    if (is_in_view(inputs, point.base_m)) return true;
  // Near views may lie between those places: ask around the middle of the view as well.
  const Camera& camera = inputs.inputs.camera;
  const geo::HeightField& heights = inputs.scene.heights;
  constexpr double k_metres_per_degree = 111'320;
  constexpr int k_directions = 12;
  const double upright = std::max(std::cos(glm::radians(camera.latitude_deg)), 0.01);
  for (const double share : {0.0, 0.12, 0.25, 0.4, 0.6, 0.9})
    for (int i = 0; i < k_directions; ++i) {
      const double reach_deg = share * camera.range_m / k_metres_per_degree;
      const double turn = glm::radians(360.0 * i / k_directions);
      const double lon = camera.longitude_deg + reach_deg * std::sin(turn) / upright;
      const double lat = camera.latitude_deg + reach_deg * std::cos(turn);
      if (!heights.has_data(lon, lat) || !heights.answer(lon, lat).is_schematic) continue;
      if (share == 0 || is_in_view(inputs, geo::to_earth_centred({lon, lat, 0}))) return true;
    }
  return false;
}

std::string own_terrain_credit(const LabelInputs& inputs) {
  const geo::OwnHeights* own = inputs.scene.heights.own();
  if (!own) return "";
  const geo::GeoBox& box = own->box();
  const auto counts = [&](double lon, double lat) { return own->share(lon, lat) >= 0.5; };
  const Camera& camera = inputs.inputs.camera;
  bool is_shown = counts(camera.longitude_deg, camera.latitude_deg);
  for (int place = 0; place < k_places * k_places && !is_shown; ++place) {
    const double lon =
        box.west_deg + (place % k_places + 0.5) / k_places * (box.east_deg - box.west_deg);
    const double lat =
        box.south_deg + (place / k_places + 0.5) / k_places * (box.north_deg - box.south_deg);
    is_shown = counts(lon, lat) && is_in_view(inputs, geo::to_earth_centred({lon, lat, 0}));
  }
  if (!is_shown) return "";
  const std::string& datum = own->about().datum;
  return own->about().source + " (" +
         (datum.empty() ? inputs.language.text("source.datum_not_stated") : datum) + ")";
}

}  // namespace caspian::scene
