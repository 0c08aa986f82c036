// Pieces of course -> ages -> units -> places, in double.
#include "scene/near_units.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>

#include "geo/ellipsoid.h"
#include "scene/flow_motion.h"
#include "scene/frame_inputs.h"
#include "scene/line_mesh.h"
#include "scene/line_scale.h"
#include "scene/unit_spans.h"

namespace caspian::scene {
namespace {

constexpr size_t k_most_units = 4096;
constexpr double k_highest_ground_m = 5700;
constexpr double k_keep_right = 0.45;  // of its breadth
constexpr double k_least_share = 0.4;  // of its length, in a crowd

double smoothstep(double low, double high, double value) {
  const double t = std::clamp((value - low) / (high - low), 0.0, 1.0);
  return t * t * (3 - 2 * t);
}

/// A piece of a timetable that may be seen from near.
struct NearPiece {
  size_t vertex = 0;  // it leads to the next
  double length_m = 0;
  double distance_m = 0;  // of its nearer end or middle
};

class NearUnitFinder {
 public:
  NearUnitFinder(const SceneGeometry& scene, const FrameInputs& inputs, const CameraFrame& camera,
                 double pixel_scale)
      : scene_(scene),
        inputs_(inputs),
        camera_(camera),
        px_per_m_at_1_m_(camera.pixels_per_radian / pixel_scale),
        reach_m_(k_model_far_m_per_px * px_per_m_at_1_m_),
        lane_px_(inputs.settings.lane_spacing_px * line_scale(inputs) * pixel_scale),
        pixel_scale_(pixel_scale) {}

  bool is_too_far() const {
    const double eye_m = geo::to_geodetic(camera_.eye_m).height_m;
    return eye_m - k_highest_ground_m * inputs_.settings.exaggeration > reach_m_;
  }

  void add_run(const FlowFrame& flows, uint32_t index, std::vector<NearUnit>& found) {
    const FlowRun& run = flows.runs[index];
    const Timetable& timetable = scene_.flows.timetables[run.timetable];
    for (const NearPiece& piece : pieces_of(run.timetable)) {
      const uint32_t from = timetable.vertices[piece.vertex].arrival;
      const uint32_t to = timetable.vertices[piece.vertex + 1].arrival;
      const bool waits = piece.length_m == 0;
      const double spacing_m = waits ? std::numeric_limits<double>::infinity()
                                     : spacing_ticks(run, timetable) * piece.length_m / (to - from);
      if (model_share(metres_per_px(piece.distance_m), spacing_m) <= 0) continue;
      for_each_unit(run, timetable.duration(), from, to, [&](uint32_t unit, uint32_t age) {
        add_unit(index, run, timetable, piece, unit, age, spacing_m, found);
        return !waits;
      });
    }
  }

 private:
  double metres_per_px(double distance_m) const { return distance_m / px_per_m_at_1_m_; }

  static double spacing_ticks(const FlowRun& run, const Timetable& timetable) {
    if (run.is_scaled) return double(timetable.duration()) / std::max(run.count, 1u);
    return run.count > 1 ? double(run.age_step) * 0x1p-32 : double(timetable.duration());
  }

  const std::vector<NearPiece>& pieces_of(uint32_t timetable_index) {
    const auto [found, is_new] = pieces_.try_emplace(timetable_index);
    if (!is_new) return found->second;
    const auto& vertices = scene_.flows.timetables[timetable_index].vertices;
    const double exaggeration = inputs_.settings.exaggeration;
    for (size_t i = 0; i + 1 < vertices.size(); ++i) {
      const TimetableVertex &a = vertices[i], &b = vertices[i + 1];
      const double lift_m = std::max(std::abs(a.height_m), std::abs(b.height_m)) * exaggeration;
      const glm::dvec3 middle = (a.base_m + b.base_m) * 0.5;
      const double half_m = glm::distance(a.base_m, b.base_m) * 0.5;
      const double away_m = glm::distance(middle, camera_.eye_m);
      if (away_m - half_m - lift_m > reach_m_) continue;
      // Wide enough for the length of a model and its lane.
      const double margin_m = 60 * metres_per_px(away_m);
      if (!sphere_in_view(camera_, middle, half_m + lift_m + margin_m)) continue;
      const glm::dvec3 a_m = drawn(a), b_m = drawn(b);
      const double nearest =
          std::min({glm::distance(a_m, camera_.eye_m), glm::distance(b_m, camera_.eye_m),
                    glm::distance((a_m + b_m) * 0.5, camera_.eye_m)});
      found->second.push_back({i, glm::distance(a_m, b_m), nearest});
    }
    return found->second;
  }

  glm::dvec3 drawn(const TimetableVertex& vertex) const {
    return vertex.base_m +
           geo::up_on_ellipsoid(vertex.base_m) *
               (drawn_height_m(vertex, sea_level_of(inputs_)) * inputs_.settings.exaggeration);
  }

  void add_unit(uint32_t run_index, const FlowRun& run, const Timetable& timetable,
                const NearPiece& piece, uint32_t unit, uint32_t age, double spacing_m,
                std::vector<NearUnit>& found) const {
    const double exaggeration = inputs_.settings.exaggeration;
    const UnitPlace place = place_on(timetable, age, exaggeration, sea_level_of(inputs_));
    NearUnit near{.run = run_index, .unit = unit, .drawn_m = place.drawn_m};
    near.distance_m = glm::distance(place.drawn_m, camera_.eye_m);
    const double scale = metres_per_px(near.distance_m);
    const double share = model_share(scale, spacing_m);
    if (share <= 0) return;
    near.opacity =
        share * run.alpha * (run.is_scaled && unit + 1 == run.count ? run.last_alpha : 1);
    const dataset::Mode mode = timetable.vertices[piece.vertex].mode;
    near.kind = model_kind_of(mode, scene_.flows.flows[run.flow].commodity);
    const auto& model = scene_.models.of(near.kind);
    if (!model) return;
    near.enlargement = model_enlargement(*model, near.kind, scale);
    // In a dense stream there is less room for each.
    if (std::isfinite(spacing_m))
      near.enlargement = std::min(near.enlargement, 0.85 * spacing_m / double(model->length_m()));
    near.length_m = near.enlargement * double(model->length_m());
    near.length_px = near.length_m / scale * pixel_scale_;
    turn(near, place, timetable, piece, age, 0.5 * near.length_m);
    near.breadth_px =
        near.enlargement * double(model->most_m.z - model->least_m.z) / scale * pixel_scale_;
    // Those that come from ahead pass on the other side.
    const double right_px = near.kind == ModelKind::pulse ? 0 : k_keep_right * near.breadth_px;
    near.offset_px = aside(near, place.lane * lane_px_ + right_px);
    found.push_back(near);
  }

  /// Stands on two feet: the places of its course half its length ahead and behind.
  void turn(NearUnit& near, const UnitPlace& place, const Timetable& timetable,
            const NearPiece& piece, uint32_t age, double half_m) const {
    const geo::GeoPoint at = geo::to_geodetic(place.drawn_m);
    const double heading = glm::radians(place.heading_deg);
    const glm::dvec3 level = geo::east_at(at.longitude_deg) * std::sin(heading) +
                             geo::north_at(at.longitude_deg, at.latitude_deg) * std::cos(heading);
    near.ahead = level;
    if (piece.length_m > 0) {
      const auto& vertices = timetable.vertices;
      const double ticks =
          double(vertices[piece.vertex + 1].arrival - vertices[piece.vertex].arrival);
      const double reach = half_m * ticks / piece.length_m;
      const double exaggeration = inputs_.settings.exaggeration;
      const auto drawn_at = [&](double at_age) {
        return place_on(timetable, at_age, exaggeration, sea_level_of(inputs_)).drawn_m;
      };
      const glm::dvec3 front =
          drawn_at(std::min(age + reach, double(timetable.duration()))) - place.drawn_m;
      const glm::dvec3 rear = place.drawn_m - drawn_at(std::max(age - reach, 0.0));
      const double rest = 2 * half_m - glm::length(front) - glm::length(rear);
      const glm::dvec3 sum = front + rear + level * std::max(rest, 0.0);
      if (glm::length(sum) > 1e-6) near.ahead = glm::normalize(sum);
    }
    const glm::dvec3 up = geo::up_at(at.longitude_deg, at.latitude_deg);
    near.up = glm::normalize(up - near.ahead * glm::dot(up, near.ahead));
  }

  /// `px` to the right of where it goes, on the screen.
  glm::dvec2 aside(const NearUnit& near, double px) const {
    const glm::dvec4 here = camera_.view_projection * glm::dvec4(near.drawn_m - camera_.eye_m, 1.0);
    const glm::dvec4 step = camera_.view_projection * glm::dvec4(near.ahead, 0.0);
    const glm::dvec2 along((step.x * here.w - here.x * step.w) * camera_.size.width,
                           (step.y * here.w - here.y * step.w) * camera_.size.height);
    const double length = glm::length(along);
    if (!(length > 0)) return glm::dvec2(0);
    return glm::dvec2(-along.y, along.x) / length * px;
  }

  const SceneGeometry& scene_;
  const FrameInputs& inputs_;
  const CameraFrame& camera_;
  double px_per_m_at_1_m_, reach_m_, lane_px_, pixel_scale_;
  std::map<uint32_t, std::vector<NearPiece>> pieces_;  // of the timetables met so far
};

/// Units of several flows may go one behind the other on one track: they share the room there is.
void make_room(std::vector<NearUnit>& units, const CameraFrame& camera) {
  struct Place {
    size_t index;
    double x_px, reach_px;
  };
  std::vector<Place> places;
  for (size_t i = 0; i < units.size(); ++i)
    places.push_back({i, project(camera, units[i].drawn_m).x, units[i].length_px});
  std::sort(places.begin(), places.end(), [](const Place& a, const Place& b) {
    return a.x_px != b.x_px ? a.x_px < b.x_px : a.index < b.index;
  });
  double longest_px = 0;
  for (const Place& place : places) longest_px = std::max(longest_px, place.reach_px);
  std::vector<double> share(units.size(), 1.0);
  for (size_t i = 0; i < places.size(); ++i)
    for (size_t j = i + 1; j < places.size(); ++j) {
      if (places[j].x_px - places[i].x_px > longest_px) break;
      const NearUnit &a = units[places[i].index], &b = units[places[j].index];
      if (glm::dot(a.ahead, b.ahead) < 0.8) continue;
      const double px_per_m = a.length_px / std::max(a.length_m, 1e-3);
      const glm::dvec3 way = b.drawn_m - a.drawn_m;
      const double along_px = std::abs(glm::dot(way, a.ahead)) * px_per_m;
      const double aside_px = glm::length(way - a.ahead * glm::dot(way, a.ahead)) * px_per_m +
                              glm::distance(a.offset_px, b.offset_px);
      if (aside_px > 0.5 * (a.breadth_px + b.breadth_px)) continue;
      const double room = along_px / (0.5 * (a.length_px + b.length_px) * 1.04);
      for (const Place& place : {places[i], places[j]})
        share[place.index] = std::min(share[place.index], std::max(room, k_least_share));
    }
  for (size_t i = 0; i < units.size(); ++i) {
    units[i].enlargement *= share[i];
    units[i].length_px *= share[i];
  }
}

/// Logical px that a model has at least where it has just become one.
double least_length_px(ModelKind kind) {
  switch (kind) {
    case ModelKind::container_train:
    case ModelKind::tank_train:
      return 46;
    case ModelKind::rail_ferry:
    case ModelKind::tanker:
    case ModelKind::container_ship:
      return 44;
    case ModelKind::truck:
      return 26;
    case ModelKind::pulse:
      return 24;
    case ModelKind::port_crane:
      break;
  }
  return 20;
}

}  // namespace

double model_share(double metres_per_px, double spacing_m) {
  const double near = 1 - smoothstep(k_model_near_m_per_px, k_model_far_m_per_px, metres_per_px);
  return near * smoothstep(k_model_least_px, k_model_room_px, spacing_m / metres_per_px);
}

double model_enlargement(const Model& model, ModelKind kind, double metres_per_px) {
  // From afar it grows out of the dash that it was, and on with the scale of the map, but slower,
  // until it has its true size.
  const double from_afar = smoothstep(k_model_near_m_per_px, k_model_far_m_per_px, metres_per_px);
  const double nearness =
      std::clamp(std::log(k_model_near_m_per_px / metres_per_px) / std::log(10.0), 0.0, 1.0);
  const double least_px = least_length_px(kind) * (1 - 0.5 * from_afar + 2.2 * nearness);
  return std::max(1.0, least_px * metres_per_px / double(model.length_m()));
}

std::vector<NearUnit> near_units(const SceneGeometry& scene, const FrameInputs& inputs,
                                 const CameraFrame& camera, double pixel_scale,
                                 const FlowFrame& flows) {
  std::vector<NearUnit> found;
  NearUnitFinder finder(scene, inputs, camera, pixel_scale);
  if (finder.is_too_far()) return found;
  for (uint32_t i = 0; i < flows.runs.size(); ++i) finder.add_run(flows, i, found);
  if (found.size() > k_most_units) {  // the nearest, in their order
    std::vector<double> distances;
    for (const NearUnit& unit : found) distances.push_back(unit.distance_m);
    const auto nth = distances.begin() + k_most_units - 1;
    std::nth_element(distances.begin(), nth, distances.end());
    std::erase_if(found, [limit = *nth](const NearUnit& unit) { return unit.distance_m > limit; });
  }
  make_room(found, camera);
  return found;
}

}  // namespace caspian::scene
