// Small things win over large ones: who clicks on a port that lies on a line means the port.
#include "scene/picking.h"

#include <algorithm>
#include <cmath>

#include "geo/ellipsoid.h"
#include "scene/drawn_ground.h"
#include "scene/flow_frame.h"
#include "scene/flow_motion.h"
#include "scene/line_picking.h"
#include "scene/line_scale.h"
#include "scene/line_style.h"

namespace caspian::scene {
namespace {

// Logical px around the pointer.
constexpr double k_node_reach_px = 9, k_unit_reach_px = 7, k_line_reach_px = 6;
/// So many units are looked at one by one; in a denser picture a click means the line below.
constexpr uint64_t k_most_units = 200'000;
/// Farther than the ground under the pointer by this share: behind a ridge.
constexpr double k_behind_ground = 1.05;

class Prober {
 public:
  Prober(const SceneGeometry& scene, const FrameInputs& inputs, double x, double y)
      : scene_(scene),
        inputs_(inputs),
        exaggeration_(inputs.settings.exaggeration),
        camera_(frame_on_ground(inputs.camera, inputs.size, scene.heights, exaggeration_)),
        cursor_(x, y) {
    if (const auto ground = screen_to_ground(camera_, x, y, scene.heights, exaggeration_))
      ground_m_ = glm::distance(
          drawn({ground->longitude_deg, ground->latitude_deg, ground->height_m}), camera_.eye_m);
  }

  std::optional<Pick> node() const {
    if (!inputs_.settings.layers.nodes) return std::nullopt;
    const std::vector<bool> is_seen = nodes_of_drawn_links();
    std::optional<Pick> best;
    for (uint32_t i = 0; i < scene_.dataset.nodes.size(); ++i) {
      if (!is_seen[i]) continue;
      geo::GeoPoint place = scene_.dataset.nodes[i].place;
      place.height_m = scene_.heights.surface_m(place.longitude_deg, place.latitude_deg);
      consider(best, {Pick::Kind::node, i, 0, distance_px(drawn(place))}, reach(k_node_reach_px));
    }
    return best;
  }

  std::optional<Pick> unit() const {
    if (!inputs_.settings.layers.units) return std::nullopt;
    const FlowFrame frame = flow_frame(scene_.flows, flow_moment(scene_.flows, inputs_));
    if (frame.unit_count() > k_most_units) return std::nullopt;
    const double lane_px =
        inputs_.settings.lane_spacing_px * inputs_.settings.ui_scale * line_scale(inputs_);
    std::optional<Pick> best;
    for (const FlowRun& run : frame.runs) {
      if (!run.is_counted) continue;
      const Timetable& timetable = scene_.flows.timetables[run.timetable];
      for (uint32_t j = 0; j < run.count; ++j) {
        const UnitPlace place =
            place_on(timetable, age_in_run(run, timetable.duration(), j), exaggeration_);
        consider(best,
                 {Pick::Kind::unit, run.flow, run.first_unit + j, distance_px(place, lane_px)},
                 reach(k_unit_reach_px));
      }
    }
    return best;
  }

  std::optional<Pick> line() const {
    const auto hit =
        pick_line(scene_, inputs_, camera_, cursor_.x, cursor_.y, reach(k_line_reach_px));
    if (!hit) return std::nullopt;
    const auto kind = hit->kind == LineHit::Kind::link ? Pick::Kind::link : Pick::Kind::line;
    return Pick{kind, hit->index, 0, hit->distance_px};
  }

 private:
  double reach(double logical_px) const { return logical_px * inputs_.settings.ui_scale; }

  glm::dvec3 drawn(geo::GeoPoint place) const {
    place.height_m *= exaggeration_;
    return geo::to_earth_centred(place);
  }

  static void consider(std::optional<Pick>& best, const Pick& candidate, double reach_px) {
    if (candidate.distance_px <= (best ? best->distance_px : reach_px)) best = candidate;
  }

  /// Infinite for what is not seen.
  double distance_px(const glm::dvec3& place_m) const {
    const Projected at = project(camera_, place_m);
    const bool is_hidden = ground_m_ && at.distance_m > *ground_m_ * k_behind_ground;
    return at.is_inside && !is_hidden ? std::hypot(at.x - cursor_.x, at.y - cursor_.y) : INFINITY;
  }

  /// Of a unit, which stands beside its course by its lane, to the right of its direction.
  double distance_px(const UnitPlace& unit, double lane_px) const {
    const double middle_px = distance_px(unit.drawn_m);
    if (unit.lane == 0 || !(middle_px <= reach(k_unit_reach_px) + std::abs(unit.lane) * lane_px))
      return middle_px;
    const geo::GeoPoint place = geo::to_geodetic(unit.drawn_m);
    const double heading = glm::radians(unit.heading_deg);
    const glm::dvec3 ahead =
        geo::east_at(place.longitude_deg) * std::sin(heading) +
        geo::north_at(place.longitude_deg, place.latitude_deg) * std::cos(heading);
    const double step_m = glm::distance(unit.drawn_m, camera_.eye_m) * 1e-4;
    const Projected here = project(camera_, unit.drawn_m),
                    there = project(camera_, unit.drawn_m + ahead * step_m);
    const glm::dvec2 along(there.x - here.x, there.y - here.y);
    if (glm::length(along) < 1e-9) return middle_px;
    const glm::dvec2 right = glm::dvec2(-along.y, along.x) / glm::length(along);
    return glm::distance(glm::dvec2(here.x, here.y) + right * (unit.lane * lane_px), cursor_);
  }

  /// Nodes at the ends of what is drawn; a hidden corridor's stations are not there to be clicked.
  std::vector<bool> nodes_of_drawn_links() const {
    std::vector<bool> seen(scene_.dataset.nodes.size(), false);
    for (const DrawnLink& drawn : drawn_links(scene_, inputs_.time, inputs_.settings)) {
      const dataset::Link& link = scene_.dataset.links[drawn.link];
      for (const uint32_t node : {link.from_node, link.to_node})
        if (node < seen.size()) seen[node] = true;
    }
    return seen;
  }

  const SceneGeometry& scene_;
  const FrameInputs& inputs_;
  double exaggeration_;
  CameraFrame camera_;
  glm::dvec2 cursor_;
  std::optional<double> ground_m_;  // from the eye to the ground under the pointer
};

const dataset::Path& path_of(const SceneGeometry& scene, const Pick& pick) {
  return scene.dataset.paths[scene.flows.amounts[pick.index].path];
}

}  // namespace

std::string_view pick_kind_id(Pick::Kind kind) {
  switch (kind) {
    case Pick::Kind::node:
      return "node";
    case Pick::Kind::unit:
      return "unit";
    case Pick::Kind::link:
      return "link";
    case Pick::Kind::line:
      break;
  }
  return "line";
}

std::string pick_id(const SceneGeometry& scene, const Pick& pick) {
  const dataset::Dataset& data = scene.dataset;
  switch (pick.kind) {
    case Pick::Kind::node:
      return data.nodes[pick.index].id;
    case Pick::Kind::unit:
      return path_of(scene, pick).id + "#" + std::to_string(pick.unit);
    case Pick::Kind::link: {
      const dataset::Link& link = data.links[pick.index];
      return data.corridors[link.corridor].id + ":" + std::to_string(link.seq);
    }
    case Pick::Kind::line:
      break;
  }
  return data.lines[pick.index].id;
}

std::string pick_name(const SceneGeometry& scene, const Pick& pick, size_t language) {
  const dataset::Dataset& data = scene.dataset;
  switch (pick.kind) {
    case Pick::Kind::node:
      return data.nodes[pick.index].name.in(language);
    case Pick::Kind::unit:
      return path_of(scene, pick).name_en;
    case Pick::Kind::link: {
      const dataset::Link& link = data.links[pick.index];
      return data.nodes[link.from_node].name.in(language) + " - " +
             data.nodes[link.to_node].name.in(language) + ", " +
             data.corridors[link.corridor].name.in(language);
    }
    case Pick::Kind::line:
      break;
  }
  return data.lines[pick.index].instrument;
}

std::string pick_source(const SceneGeometry& scene, const Pick& pick) {
  const dataset::Dataset& data = scene.dataset;
  switch (pick.kind) {
    case Pick::Kind::node:
      return data.nodes[pick.index].source;
    case Pick::Kind::unit:
      return data.corridors[path_of(scene, pick).corridor].source;
    case Pick::Kind::link:
      return data.links[pick.index].source;
    case Pick::Kind::line:
      break;
  }
  const auto& points = data.lines[pick.index].points;
  return points.empty() ? "" : points.front().source;
}

std::optional<Pick> pick(const SceneGeometry& scene, const FrameInputs& inputs, double x,
                         double y) {
  const Prober prober(scene, inputs, x, y);
  if (const auto node = prober.node()) return node;
  if (const auto unit = prober.unit()) return unit;
  return prober.line();
}

}  // namespace caspian::scene
