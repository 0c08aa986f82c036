// Journeys are told apart by their beginning.
#include "scene/follow.h"

#include <charconv>
#include <cmath>

#include "geo/ellipsoid.h"

namespace caspian::scene {
namespace {

constexpr int64_t k_same_within_ms = 60'000;  // journeys of one slot begin days apart

/// The shorter way round the globe, in degrees.
double turn_deg(double from_deg, double to_deg) {
  return std::remainder(to_deg - from_deg, 360.0);
}

bool is_near(time::SimTime a, time::SimTime b) {
  return std::abs(a.ms - b.ms) <= k_same_within_ms;
}

}  // namespace

std::optional<NamedUnit> parse_unit(std::string_view id) {
  const size_t mark = id.rfind('#');
  if (mark == std::string_view::npos || mark == 0) return std::nullopt;
  NamedUnit unit{std::string(id.substr(0, mark)), 0};
  const std::string_view digits = id.substr(mark + 1);
  const auto [end, error] =
      std::from_chars(digits.data(), digits.data() + digits.size(), unit.number);
  if (error != std::errc() || end != digits.data() + digits.size() || unit.number < 0)
    return std::nullopt;
  return unit;
}

bool FollowedUnit::is_same(time::SimTime entered_before, time::SimTime in_motion_before) const {
  return is_near(entered, entered_before) || is_near(entered_in_motion, in_motion_before);
}

std::optional<FollowedUnit> find_unit(const SceneGeometry& scene, const FrameInputs& inputs,
                                      std::string_view id) {
  const auto named = parse_unit(id);
  if (!named) return std::nullopt;
  const FlowMoment moment = flow_moment(scene.flows, inputs);
  for (uint32_t flow = 0; flow < scene.flows.amounts.size(); ++flow) {
    const dataset::PathFlow& amounts = scene.flows.amounts[flow];
    if (scene.dataset.paths[amounts.path].id != named->path) continue;
    if (!is_in_moment(scene.flows, moment, flow)) continue;
    const auto place =
        unit_place(scene.flows, moment, flow, named->number, inputs.settings.exaggeration);
    if (!place) continue;
    FollowedUnit unit{.flow = flow, .number = named->number, .place = *place};
    unit.over = geo::to_geodetic(place->drawn_m);
    unit.duration_s = scene.flows.timetables[amounts.path].duration_ms() / 1000;
    const auto age_ms = static_cast<int64_t>(std::llround(place->age_s * 1000));
    unit.entered = {inputs.time.ms - age_ms};
    unit.entered_in_motion = {inputs.motion_time.ms - age_ms};
    return unit;
  }
  return std::nullopt;
}

Camera camera_over(Camera camera, const geo::GeoPoint& place) {
  camera.longitude_deg = place.longitude_deg;
  camera.latitude_deg = place.latitude_deg;
  return camera;
}

Camera camera_towards(const Camera& flying, const geo::GeoPoint& planned,
                      const geo::GeoPoint& target, double progress) {
  Camera camera = flying;
  camera.longitude_deg += turn_deg(planned.longitude_deg, target.longitude_deg) * progress;
  camera.longitude_deg = std::remainder(camera.longitude_deg, 360.0);
  camera.latitude_deg += (target.latitude_deg - planned.latitude_deg) * progress;
  return camera;
}

}  // namespace caspian::scene
