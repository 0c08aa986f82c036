// Of a million units few are near the pointer: the record's box is cut into cells, and only units
// of cells that the pointer's cone passes are placed.
#include "scene/recorded_pick.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

#include "scene/camera.h"
#include "scene/frame_inputs.h"

namespace caspian::scene {
namespace {

constexpr size_t k_most_marks = 50'000;
constexpr int k_cell_log2 = 17;  // grid steps: 128 cells each way
constexpr uint32_t k_cells = 1u << (24 - k_cell_log2);
constexpr double k_cell_margin = 1.1;  // cells are not flat

/// Which cells of the record's box may show near a place of the picture.
class CellsInReach {
 public:
  CellsInReach(const RecordedScene& scene, double exaggeration, const CameraFrame& camera,
               const PickPlace& place, double reach_px)
      : box_(scene.store->box()),
        eye_m_(camera.eye_m),
        towards_(ray_through(camera, place.x, place.y)),
        half_angle_(reach_px / camera.pixels_per_radian) {
    const auto [low, high] = std::ranges::minmax(scene.surface.heights_m());
    low_m_ = double{low} * exaggeration;
    high_m_ = double{high} * exaggeration;
  }

  bool contain(double x, double y) {
    const auto column = uint32_t(x) >> k_cell_log2, row = uint32_t(y) >> k_cell_log2;
    Known& known = known_[size_t{row} * k_cells + column];
    if (known == Known::no_idea) known = is_in_reach(column, row) ? Known::near : Known::far;
    return known == Known::near;
  }

 private:
  enum class Known : uint8_t { no_idea, near, far };

  glm::dvec3 at(double column, double row, double height_m) const {
    constexpr double k_steps = 1 << k_cell_log2;
    return geo::to_earth_centred(
        {box_.longitude_deg(column * k_steps), box_.latitude_deg(row * k_steps), height_m});
  }

  /// The ball around the cell against the cone around the pointer's ray.
  bool is_in_reach(double column, double row) const {
    const glm::dvec3 middle = at(column + 0.5, row + 0.5, 0.5 * (low_m_ + high_m_));
    double radius = 0;
    for (const double height_m : {low_m_, high_m_})
      for (const double right : {0, 1})
        for (const double up : {0, 1})
          radius = std::max(radius, glm::distance(middle, at(column + right, row + up, height_m)));
    radius *= k_cell_margin;
    const glm::dvec3 way = middle - eye_m_;
    const double distance = glm::length(way);
    if (distance <= radius) return true;
    const double angle = std::acos(std::clamp(glm::dot(way, towards_) / distance, -1.0, 1.0));
    return angle <= half_angle_ + std::asin(radius / distance);
  }

  const record::Box& box_;
  glm::dvec3 eye_m_, towards_;
  double half_angle_, low_m_ = 0, high_m_ = 0;
  std::vector<Known> known_ = std::vector<Known>(size_t{k_cells} * k_cells, Known::no_idea);
};

}  // namespace

std::vector<PickMark> recorded_marks(const RecordedScene& scene, const FrameInputs& inputs,
                                     const CameraFrame& camera, const PickPlace& place) {
  std::vector<PickMark> marks;
  if (!inputs.settings.layers.units) return marks;
  std::vector<bool> shown;
  for (const record::UnitFacts& kind : scene.kinds)
    shown.push_back(passes(inputs.settings.filter, kind, scene.store->quality()));
  const double reach_px = place.reach_px + 0.5 * place.point_px + 1;
  const double exaggeration = inputs.settings.exaggeration;
  CellsInReach cells(scene, exaggeration, camera, place, reach_px);
  scene.store->for_each_alive(inputs.time, false, [&](const record::PlacedSegment& segment) {
    const uint32_t unit = segment.packed.unit;
    if (unit >= scene.kind_of_unit.size() || !shown[scene.kind_of_unit[unit]]) return;
    const double share =
        double(inputs.time.ms - segment.from_ms) / double(segment.to_ms - segment.from_ms);
    const record::GridPlace from = from_place(segment.packed), to = to_place(segment.packed);
    if (!cells.contain(from.x + (double(to.x) - from.x) * share,
                       from.y + (double(to.y) - from.y) * share))
      return;
    const auto at = recorded_place(scene, segment, inputs.time, exaggeration, sea_level_of(inputs));
    if (!at || is_beyond_horizon(camera.eye_m, at->drawn_m)) return;
    PickMark mark{.tag = PickTag::recorded, .unit = unit};
    mark.clip = camera.view_projection * glm::dvec4(at->drawn_m - camera.eye_m, 1.0);
    if (mark.clip.w < camera.near_m) return;
    const double x = (mark.clip.x / mark.clip.w * 0.5 + 0.5) * camera.size.width;
    const double y = (mark.clip.y / mark.clip.w * 0.5 + 0.5) * camera.size.height;
    if (std::hypot(x - place.x, y - place.y) > reach_px) return;
    mark.half_length_px = mark.half_width_px = 0.5 * place.point_px;
    if (marks.size() < k_most_marks) marks.push_back(mark);
  });
  std::ranges::stable_sort(marks,
                           [](const PickMark& a, const PickMark& b) { return a.unit > b.unit; });
  return marks;
}

std::string recorded_id(const RecordedScene& scene, uint32_t entry) {
  return scene.store->unit(entry).id + "#" + std::to_string(entry);
}

std::optional<RecordedUnit> find_recorded(const RecordedScene& scene, const std::string& id,
                                          time::SimTime t) {
  const size_t mark = id.rfind('#');
  if (mark == std::string::npos) return std::nullopt;
  RecordedUnit unit;
  const char* const end = id.data() + id.size();
  const auto [rest, error] = std::from_chars(id.data() + mark + 1, end, unit.entry);
  const record::SegmentStore& store = *scene.store;
  if (error != std::errc() || rest != end || unit.entry >= store.unit_count()) return std::nullopt;
  unit.facts = store.unit(unit.entry);
  if (id.compare(0, mark, unit.facts.id) != 0) return std::nullopt;
  if (unit.facts.source.empty()) unit.facts.source = store.source();
  if (unit.facts.quality.empty()) unit.facts.quality = store.quality();
  if (const auto segment = store.find_alive(unit.entry, t, false)) {
    const auto at = recorded_place(scene, *segment, t, 1);
    unit.state = RecordedUnit::State::on_way;
    if (at)
      unit.place = geo::GeoPoint{at->longitude_deg, at->latitude_deg,
                                 scene.surface.height_m(at->longitude_deg, at->latitude_deg)};
  } else if (store.find_alive(unit.entry, t, true)) {
    unit.state = RecordedUnit::State::in_gap;
  }
  return unit;
}

}  // namespace caspian::scene
