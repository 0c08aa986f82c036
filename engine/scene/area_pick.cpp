// The later a layer and a feature in it, the higher it lies.
#include "scene/area_pick.h"

#include "scene/drawn_ground.h"
#include "scene/overlay_style.h"

namespace caspian::scene {
namespace {

std::optional<Pick> pick_overlay(const SceneGeometry& scene, const geo::GeoPoint& place) {
  for (size_t layer = scene.overlays.size(); layer-- > 0;) {
    const auto& features = scene.overlays[layer].features;
    for (size_t i = features.size(); i-- > 0;)
      if (features[i].shape == dataset::OverlayShape::polygons &&
          features[i].style.fill_opacity.value_or(1) > 0 &&
          is_inside(features[i].parts, place.longitude_deg, place.latitude_deg))
        return Pick{Pick::Kind::overlay, overlay_number(scene.overlays, layer, i), 0, 0};
  }
  return std::nullopt;
}

}  // namespace

bool is_inside(const std::vector<std::vector<geo::GeoPoint>>& rings, double longitude_deg,
               double latitude_deg) {
  bool inside = false;
  for (const auto& ring : rings)
    for (size_t i = 0, before = ring.size() - 1; i < ring.size(); before = i++) {
      const geo::GeoPoint &a = ring[before], &b = ring[i];
      if ((a.latitude_deg > latitude_deg) == (b.latitude_deg > latitude_deg)) continue;
      const double share = (latitude_deg - a.latitude_deg) / (b.latitude_deg - a.latitude_deg);
      if (a.longitude_deg + share * (b.longitude_deg - a.longitude_deg) < longitude_deg)
        inside = !inside;
    }
  return inside;
}

std::optional<Pick> pick_area(const SceneGeometry& scene, const FrameInputs& inputs, double x,
                              double y) {
  const ViewSettings& settings = inputs.settings;
  const bool has_overlays = settings.layers.overlays && !scene.overlays.empty();
  if (!has_overlays && settings.organization.empty()) return std::nullopt;
  const double level_m = sea_level_of(inputs);
  const CameraFrame camera =
      frame_on_ground(inputs.camera, inputs.size, scene.heights, settings.exaggeration, level_m);
  const auto place = screen_to_ground(camera, x, y, scene.heights, settings.exaggeration, level_m);
  if (!place) return std::nullopt;
  if (has_overlays)
    if (const auto found = pick_overlay(scene, *place)) return found;
  if (settings.organization.empty()) return std::nullopt;
  for (size_t i = 0; i < scene.countries.size(); ++i)
    if (!scene.countries[i].code.empty() &&
        is_inside(scene.countries[i].rings, place->longitude_deg, place->latitude_deg))
      return Pick{Pick::Kind::country, static_cast<uint32_t>(i), 0, 0};
  return std::nullopt;
}

}  // namespace caspian::scene
