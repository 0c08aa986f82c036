// Projects the points of every drawn line on the CPU, moves them to their lane, and measures in px.
#include "scene/line_picking.h"

#include <algorithm>
#include <cmath>

#include "geo/ellipsoid.h"
#include "scene/drawn_ground.h"
#include "scene/line_scale.h"
#include "scene/line_style.h"
#include "scene/track_mesh.h"

namespace caspian::scene {
namespace {

constexpr double k_behind_ground =
    1.05;  // farther than the ground under the cursor by this: hidden

struct ScreenPoint {
  glm::dvec2 place{0};
  double distance_m = 0;  // from the eye
  bool is_seen = false;
};

struct Nearest {
  double distance_px = 0;
  size_t segment = 0;
  double share = 0;
};

class LineProbe {
 public:
  LineProbe(const FrameInputs& inputs, const CameraFrame& camera, double x, double y,
            std::optional<double> ground_m)
      : camera_(camera),
        cursor_(x, y),
        ground_m_(ground_m),
        exaggeration_(inputs.settings.exaggeration),
        scale_px_(inputs.settings.ui_scale * line_scale(inputs)),
        lane_px_(inputs.settings.lane_spacing_px * scale_px_) {}

  /// Nearest place of a line within reach; points are anything with longitude, latitude, height and
  /// lane. `aside_px` further to the right than the lane, logical; distances count from `half_px`
  /// beside it.
  template <typename Point>
  std::optional<Nearest> nearest(const std::vector<Point>& points, double reach_px,
                                 double aside_px = 0, double half_px = 0) {
    aside_px_ = aside_px * scale_px_;
    half_px *= scale_px_;
    project_all(points);
    std::optional<Nearest> best;
    for (size_t i = 0; i + 1 < screen_.size() || (i == 0 && screen_.size() == 1); ++i) {
      const ScreenPoint& a = screen_[i];
      const ScreenPoint& b = screen_[std::min(i + 1, screen_.size() - 1)];
      if (!a.is_seen || !b.is_seen) continue;
      if (ground_m_ && std::min(a.distance_m, b.distance_m) > *ground_m_ * k_behind_ground)
        continue;
      const glm::dvec2 along = b.place - a.place;
      const double squared = glm::dot(along, along);
      const double share =
          squared > 0 ? std::clamp(glm::dot(cursor_ - a.place, along) / squared, 0.0, 1.0) : 0.0;
      const double off_px = std::max(0.0, glm::length(a.place + along * share - cursor_) - half_px);
      if (off_px <= reach_px && (!best || off_px < best->distance_px))
        best = Nearest{off_px, i, share};
    }
    return best;
  }

 private:
  template <typename Point>
  void project_all(const std::vector<Point>& points) {
    screen_.clear();
    for (const Point& point : points) {
      const glm::dvec3 place = geo::to_earth_centred(
          {point.longitude_deg, point.latitude_deg, double(point.height_m) * exaggeration_});
      const double ahead_m = glm::dot(place - camera_.eye_m, camera_.forward());
      const Projected at = project(camera_, place);
      screen_.push_back({{at.x, at.y},
                         at.distance_m,
                         ahead_m > camera_.near_m && !is_beyond_horizon(camera_.eye_m, place)});
    }
    middle_ = screen_;
    for (size_t i = 0; i < points.size(); ++i) {
      const double off_px = double(points[i].lane) * lane_px_ + aside_px_;
      if (off_px == 0) continue;
      const glm::dvec2 along =
          middle_[std::min(i + 1, points.size() - 1)].place - middle_[i > 0 ? i - 1 : 0].place;
      if (const double length = glm::length(along); length > 1e-9)
        screen_[i].place += glm::dvec2(-along.y, along.x) / length * off_px;
    }
  }

  const CameraFrame& camera_;
  glm::dvec2 cursor_;
  std::optional<double> ground_m_;
  double exaggeration_, scale_px_, lane_px_;
  double aside_px_ = 0;
  std::vector<ScreenPoint> screen_, middle_;
};

template <typename Point>
geo::GeoPoint place_on(const std::vector<Point>& points, const Nearest& nearest) {
  const Point &a = points[nearest.segment],
              &b = points[std::min(nearest.segment + 1, points.size() - 1)];
  const double t = nearest.share;
  return {a.longitude_deg + (b.longitude_deg - a.longitude_deg) * t,
          a.latitude_deg + (b.latitude_deg - a.latitude_deg) * t,
          double(a.height_m) + double(b.height_m - a.height_m) * t};
}

}  // namespace

std::optional<LineHit> pick_line(const SceneGeometry& scene, const FrameInputs& inputs,
                                 const CameraFrame& camera, double x, double y, double reach_px) {
  const double exaggeration = inputs.settings.exaggeration;
  std::optional<double> ground_m;
  if (const auto ground = screen_to_ground(camera, x, y, scene.heights, exaggeration))
    ground_m = glm::length(geo::to_earth_centred({ground->longitude_deg, ground->latitude_deg,
                                                  ground->height_m * exaggeration}) -
                           camera.eye_m);
  LineProbe probe(inputs, camera, x, y, ground_m);
  std::optional<LineHit> hit;
  const auto consider = [&](LineHit::Kind kind, uint32_t index, const auto& points,
                            double aside_px = 0, double half_px = 0) {
    const double reach = hit ? hit->distance_px : reach_px;
    if (const auto nearest = probe.nearest(points, reach, aside_px, half_px))
      hit = LineHit{kind, index, nearest->distance_px, place_on(points, *nearest)};
  };
  for (const uint32_t i : drawn_treaty_lines(scene, inputs.time, inputs.settings))
    consider(LineHit::Kind::treaty_line, i, treaty_course(scene.dataset.lines[i], scene.heights));
  const std::vector<dataset::CarriedRates> rates =
      carried_rates(scene, inputs.time, inputs.settings);
  for (const DrawnLink& drawn : drawn_links(scene, inputs.time, inputs.settings, rates)) {
    std::optional<Ribbon> ribbon;
    if (drawn.status == dataset::Status::operating)
      ribbon = ribbon_of(scene, drawn.link, rates[drawn.link], inputs.time, inputs.settings);
    const double left_px = ribbon ? double(ribbon->left_px) : 0;
    const double right_px = ribbon ? double(ribbon->right_px) : 0;
    consider(LineHit::Kind::link, drawn.link, scene.tracks[drawn.link].points,
             (left_px + right_px) / 2, (right_px - left_px) / 2);
  }
  return hit;
}

}  // namespace caspian::scene
