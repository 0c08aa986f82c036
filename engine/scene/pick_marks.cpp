// Courses as the units' shaders see them: straight in clip coordinates between two vertices.
#include "scene/pick_marks.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>

#include "geo/ellipsoid.h"
#include "scene/camera.h"
#include "scene/frame_inputs.h"
#include "scene/line_scale.h"
#include "scene/line_style.h"
#include "scene/unit_spans.h"

namespace caspian::scene {
namespace {

constexpr size_t k_most_marks = 50'000;
constexpr double k_node_radius_px = 4;
constexpr double k_widest_dash = 1.5, k_longest_dash = 2.2;  // of one that stands alone

double smoothstep(double low, double high, double value) {
  const double t = std::clamp((value - low) / (high - low), 0.0, 1.0);
  return t * t * (3 - 2 * t);
}

glm::dvec2 px_of(const CameraFrame& camera, const glm::dvec4& clip) {
  return {(clip.x / clip.w * 0.5 + 0.5) * camera.size.width,
          (clip.y / clip.w * 0.5 + 0.5) * camera.size.height};
}

/// A piece of a timetable that passes the place, and the part of it that does.
struct NearPiece {
  size_t vertex = 0;
  glm::dvec4 from{0}, to{0};  // clip coordinates, lanes included
  glm::dvec2 along{1, 0};
  double first_share = 0, last_share = 1;
  double way_px = 0;     // of the whole piece at the eye's distance of its middle
  double across_px = 0;  // ... were it seen from the side
  bool waits = false;
};

class UnitMarkFinder {
 public:
  UnitMarkFinder(const SceneGeometry& scene, const FrameInputs& inputs, const CameraFrame& camera,
                 const PickPlace& place)
      : scene_(scene), inputs_(inputs), camera_(camera), place_(place) {
    const double scale = line_scale(inputs) * inputs.settings.ui_scale;
    lane_px_ = inputs.settings.lane_spacing_px * scale;
    length_px_ = inputs.settings.unit_length_px * scale;
    width_px_ = inputs.settings.unit_width_px * scale;
    const double longest_px =
        place.point_px > 0 ? place.point_px : k_longest_dash * std::max(length_px_, width_px_);
    reach_px_ = place.reach_px + 0.5 * longest_px + 1;
  }

  const std::vector<NearPiece>& pieces_of(uint32_t index) {
    const auto [found, is_new] = pieces_.try_emplace(index);
    if (!is_new) return found->second;
    const auto& vertices = scene_.flows.timetables[index].vertices;
    glm::dvec3 before_m = drawn(vertices[0]);
    glm::dvec4 before = clip_of(before_m);
    glm::dvec2 heading(1, 0);
    for (size_t i = 0; i + 1 < vertices.size(); ++i) {
      const bool waits = vertices[i + 1].base_m == vertices[i].base_m;
      const glm::dvec3 after_m = waits ? before_m : drawn(vertices[i + 1]);
      const glm::dvec4 after = waits ? before : clip_of(after_m);
      if (!waits) heading = direction(before, after, heading);
      const auto piece = near(i, vertices[i].lane, vertices[i + 1].lane, before, after, heading,
                              glm::distance(before_m, after_m));
      if (piece && !(is_beyond_horizon(camera_.eye_m, before_m) &&
                     is_beyond_horizon(camera_.eye_m, after_m)))
        found->second.push_back(*piece);
      before = after;
      before_m = after_m;
    }
    return found->second;
  }

  void add_run(const FlowRun& run, uint64_t first_id, std::vector<PickMark>& marks) {
    const Timetable& timetable = scene_.flows.timetables[run.timetable];
    for (const NearPiece& piece : pieces_of(run.timetable)) {
      const double from = timetable.vertices[piece.vertex].arrival;
      const double ticks = timetable.vertices[piece.vertex + 1].arrival - from;
      const auto first = uint32_t(std::floor(from + ticks * piece.first_share));
      const auto last = uint32_t(std::ceil(from + ticks * piece.last_share));
      const uint32_t end = std::min(last + 1, timetable.vertices[piece.vertex + 1].arrival);
      const double spacing = spacing_ticks(run, timetable) / ticks;  // pieces from one to the next
      for_each_unit(run, timetable.duration(), first, end, [&](uint32_t unit, uint32_t age) {
        add_unit(piece, (age - from) / ticks, spacing, first_id + unit, marks);
        return marks.size() < k_most_marks;
      });
    }
  }

 private:
  static double spacing_ticks(const FlowRun& run, const Timetable& timetable) {
    if (run.is_scaled) return double(timetable.duration()) / std::max(run.count, 1u);
    return double(run.age_step) * 0x1p-32;
  }

  glm::dvec3 drawn(const TimetableVertex& vertex) const {
    return vertex.base_m +
           geo::up_on_ellipsoid(vertex.base_m) *
               (drawn_height_m(vertex, sea_level_of(inputs_)) * inputs_.settings.exaggeration);
  }
  glm::dvec4 clip_of(const glm::dvec3& place_m) const {
    return camera_.view_projection * glm::dvec4(place_m - camera_.eye_m, 1.0);
  }

  /// On the screen, px; the same all along a piece.
  glm::dvec2 direction(const glm::dvec4& from, const glm::dvec4& to, glm::dvec2 otherwise) const {
    const glm::dvec2 way((to.x * from.w - from.x * to.w) * camera_.size.width,
                         (to.y * from.w - from.y * to.w) * camera_.size.height);
    const double length = glm::length(way);
    return length > 0 ? way / length : otherwise;
  }

  glm::dvec4 to_lane(glm::dvec4 clip, double lane, glm::dvec2 along) const {
    const double px = lane * lane_px_;
    clip.x += -along.y * px * 2 / camera_.size.width * clip.w;
    clip.y += along.x * px * 2 / camera_.size.height * clip.w;
    return clip;
  }

  std::optional<NearPiece> near(size_t vertex, double from_lane, double to_lane_number,
                                const glm::dvec4& from, const glm::dvec4& to, glm::dvec2 along,
                                double length_m) const {
    NearPiece piece{.vertex = vertex, .along = along, .waits = from == to};
    piece.from = to_lane(from, from_lane, along);
    piece.to = to_lane(to, to_lane_number, along);
    const double least_w = camera_.near_m;
    if (piece.from.w < least_w && piece.to.w < least_w) return std::nullopt;
    double first = 0, last = 1;  // the part in front of the eye
    const double cut = (least_w - piece.from.w) / (piece.to.w - piece.from.w);
    if (piece.from.w < least_w) first = cut;
    if (piece.to.w < least_w) last = cut;
    const glm::dvec4 a = glm::mix(piece.from, piece.to, first);
    const glm::dvec4 b = glm::mix(piece.from, piece.to, last);
    const glm::dvec2 p = px_of(camera_, a), q = px_of(camera_, b);
    const glm::dvec2 cursor(place_.x, place_.y);
    const double way_px = glm::distance(p, q);
    double t0 = 0, t1 = 1;
    if (way_px > 1e-9) {
      const glm::dvec2 unit = (q - p) / way_px;
      const double foot = glm::dot(cursor - p, unit);
      const double off = glm::distance(p + unit * foot, cursor);
      if (off > reach_px_) return std::nullopt;
      const double half = std::sqrt(reach_px_ * reach_px_ - off * off);
      t0 = std::max(0.0, (foot - half) / way_px);
      t1 = std::min(1.0, (foot + half) / way_px);
      if (t0 > t1) return std::nullopt;
    } else if (glm::distance(p, cursor) > reach_px_) {
      return std::nullopt;
    }
    // Even on the screen is not even along the piece.
    const auto share = [&](double t) {
      return first + (last - first) * (t * a.w / (b.w * (1 - t) + a.w * t));
    };
    piece.first_share = share(t0);
    piece.last_share = share(t1);
    piece.way_px = way_px;
    piece.across_px = length_m * camera_.pixels_per_radian / std::max(0.5 * (a.w + b.w), 1.0);
    return piece;
  }

  /// As large as its dash or point is drawn (shaders/include/flow_dashes.glsl).
  void add_unit(const NearPiece& piece, double share, double spacing, uint64_t id,
                std::vector<PickMark>& marks) const {
    PickMark mark{.unit = id, .clip = glm::mix(piece.from, piece.to, share), .along = piece.along};
    const glm::dvec2 at = px_of(camera_, mark.clip);
    if (glm::distance(at, glm::dvec2(place_.x, place_.y)) > reach_px_) return;
    mark.half_length_px = mark.half_width_px = 0.5 * place_.point_px;
    if (place_.point_px <= 0) {
      const double spacing_px = piece.waits ? 0 : spacing * piece.way_px;
      const double alone = smoothstep(15, 120, spacing_px / inputs_.settings.ui_scale);
      const double width = width_px_ * (1 + (k_widest_dash - 1) * alone);
      const double slant = std::clamp(piece.way_px / std::max(piece.across_px, 1e-6), 1e-4, 1.0);
      double length = length_px_ * (1 + (k_longest_dash - 1) * alone) * std::pow(slant, 0.35);
      if (!piece.waits) length = std::min(length, 0.8 * spacing_px);
      mark.half_width_px = 0.5 * width;
      mark.half_length_px = 0.5 * std::max(length, 1.25 * width);
    }
    marks.push_back(mark);
  }

  const SceneGeometry& scene_;
  const FrameInputs& inputs_;
  const CameraFrame& camera_;
  PickPlace place_;
  double lane_px_, length_px_, width_px_, reach_px_;
  std::map<uint32_t, std::vector<NearPiece>> pieces_;
};

}  // namespace

std::vector<PickMark> node_marks(const SceneGeometry& scene, const FrameInputs& inputs,
                                 const CameraFrame& camera, const PickPlace& place) {
  std::vector<PickMark> marks;
  if (!inputs.settings.layers.nodes) return marks;
  std::vector<bool> is_drawn(scene.dataset.nodes.size(), false);
  for (const DrawnLink& drawn : drawn_links(scene, inputs.time, inputs.settings)) {
    const dataset::Link& link = scene.dataset.links[drawn.link];
    for (const uint32_t node : {link.from_node, link.to_node})
      if (node < is_drawn.size()) is_drawn[node] = true;
  }
  const double radius_px = k_node_radius_px * inputs.settings.ui_scale;
  for (uint32_t i = 0; i < is_drawn.size(); ++i) {
    if (!is_drawn[i]) continue;
    geo::GeoPoint at = scene.dataset.nodes[i].place;
    at.height_m =
        scene.heights.surface_at_m(at.longitude_deg, at.latitude_deg, sea_level_of(inputs)) *
        inputs.settings.exaggeration;
    const glm::dvec3 drawn_m = geo::to_earth_centred(at);
    const Projected seen = project(camera, drawn_m);
    if (!seen.is_inside ||
        std::hypot(seen.x - place.x, seen.y - place.y) > place.reach_px + radius_px)
      continue;
    PickMark mark{.tag = PickTag::node, .index = i};
    mark.clip = camera.view_projection * glm::dvec4(drawn_m - camera.eye_m, 1.0);
    mark.half_length_px = mark.half_width_px = radius_px;
    marks.push_back(mark);
  }
  return marks;
}

std::vector<PickMark> unit_marks(const SceneGeometry& scene, const FrameInputs& inputs,
                                 const CameraFrame& camera, const FlowFrame& flows,
                                 const PickPlace& place) {
  std::vector<PickMark> marks;
  if (!inputs.settings.layers.units) return marks;
  UnitMarkFinder finder(scene, inputs, camera, place);
  uint64_t first_id = 0;
  for (const FlowRun& run : flows.runs) {
    if (run.count > 0 && run.is_counted) finder.add_run(run, first_id, marks);
    first_id += run.count;
  }
  return marks;
}

}  // namespace caspian::scene
