// The chosen unit wears a ring, so that it is not lost among its like.
#include <cmath>

#include "geo/ellipsoid.h"
#include "scene/follow.h"
#include "scene/label_stage.h"
#include "scene/line_scale.h"

namespace caspian::scene {
namespace {

constexpr float k_ring_px = 11;

std::optional<glm::vec2> on_screen(const LabelStage& stage, const glm::dvec3& place_m) {
  const CameraFrame& camera = stage.in.camera;
  const glm::dvec4 clip = camera.view_projection * glm::dvec4(place_m - camera.eye_m, 1.0);
  if (clip.w < camera.near_m || is_beyond_horizon(camera.eye_m, place_m)) return std::nullopt;
  return glm::vec2((clip.x / clip.w * 0.5 + 0.5) * camera.size.width,
                   (clip.y / clip.w * 0.5 + 0.5) * camera.size.height);
}

/// Beside its course by its lane, to the right of its direction, as it is drawn.
std::optional<glm::vec2> place_of(const LabelStage& stage, const FollowedUnit& unit) {
  const glm::dvec3 at_m = unit.place.drawn_m;
  const auto middle = on_screen(stage, at_m);
  if (!middle || unit.place.lane == 0) return middle;
  const double heading = glm::radians(unit.place.heading_deg);
  const glm::dvec3 ahead =
      geo::east_at(unit.over.longitude_deg) * std::sin(heading) +
      geo::north_at(unit.over.longitude_deg, unit.over.latitude_deg) * std::cos(heading);
  const double step_m = glm::distance(at_m, stage.in.camera.eye_m) * 1e-3;
  const auto there = on_screen(stage, at_m + ahead * step_m);
  if (!there || glm::distance(*middle, *there) < 1e-3f) return middle;
  const glm::vec2 along = glm::normalize(*there - *middle);
  const double lane_px =
      unit.place.lane * stage.in.inputs.settings.lane_spacing_px * line_scale(stage.in.inputs);
  return *middle + glm::vec2(-along.y, along.x) * stage.px(static_cast<float>(lane_px));
}

}  // namespace

void place_chosen_unit(LabelStage& stage) {
  const std::string& chosen = stage.in.inputs.settings.highlight;
  if (chosen.find('#') == std::string::npos || !stage.in.inputs.settings.layers.units) return;
  const auto unit = find_unit(stage.in.scene, stage.in.inputs, chosen);
  if (!unit) return;
  const auto at = place_of(stage, *unit);
  if (!at || !stage.space.screen().contains(*at)) return;
  for (const bool is_rim : {true, false}) {
    OverlayBox ring;
    ring.centre = *at;
    ring.half = glm::vec2(stage.px(is_rim ? k_ring_px + 1.2f : k_ring_px));
    ring.radius_px = ring.half.x;
    ring.stroke_px = stage.px(is_rim ? 4.4f : 2.0f);
    ring.stroke =
        is_rim ? glm::vec4(stage.in.theme.text_halo, 0.7f) : glm::vec4(stage.in.theme.text, 1);
    stage.layout.overlay.boxes.push_back(ring);
  }
}

}  // namespace caspian::scene
