// Interpolation and colours.
#include "scene/recorded_scene.h"

#include <algorithm>
#include <map>
#include <tuple>

#include "geo/ellipsoid.h"

namespace caspian::scene {
namespace {

using record::Box;

SurfaceGrid surface_of(const record::SegmentStore& store, const geo::HeightField& heights) {
  const Box& box = store.box();
  return SurfaceGrid(heights, box.west, box.south, box.east, box.north);
}

bool holds(const std::vector<std::string>& list, const std::string& id) {
  return list.empty() || std::find(list.begin(), list.end(), id) != list.end();
}

}  // namespace

RecordedScene::RecordedScene(std::unique_ptr<record::SegmentStore> opened,
                             const geo::HeightField& heights)
    : store(std::move(opened)), surface(surface_of(*store, heights)) {
  std::map<std::tuple<uint32_t, uint32_t, uint32_t>, uint32_t> known;
  kind_of_unit.reserve(store->unit_count());
  for (uint32_t i = 0; i < store->unit_count(); ++i) {
    const record::PackedUnit unit = store->packed_unit(i);
    const auto [kind, is_new] = known.try_emplace({unit.mode, unit.commodity, unit.quality},
                                                  static_cast<uint32_t>(kinds.size()));
    if (is_new) kinds.push_back(store->unit(i));
    kind_of_unit.push_back(kind->second);
  }
}

std::optional<RecordedPlace> recorded_place(const RecordedScene& scene,
                                            const record::PlacedSegment& segment, time::SimTime t,
                                            double exaggeration, double sea_level_m) {
  if (t.ms < segment.from_ms || t.ms >= segment.to_ms) return std::nullopt;
  const double share = static_cast<double>(t.ms - segment.from_ms) /
                       static_cast<double>(segment.to_ms - segment.from_ms);
  const Box& box = scene.store->box();
  const record::GridPlace from = from_place(segment.packed), to = to_place(segment.packed);
  RecordedPlace place;
  place.longitude_deg = box.longitude_deg(from.x + (double(to.x) - from.x) * share);
  place.latitude_deg = box.latitude_deg(from.y + (double(to.y) - from.y) * share);
  const double height_m = double{geo::drawn_height_m(
      static_cast<float>(scene.surface.height_m(place.longitude_deg, place.latitude_deg)),
      static_cast<float>(sea_level_m))};
  place.drawn_m =
      geo::to_earth_centred({place.longitude_deg, place.latitude_deg, height_m * exaggeration});
  return place;
}

glm::vec3 recorded_colour(const record::UnitFacts& unit, ColourBy by, const Theme& theme) {
  glm::vec3 hue = hex_colour(0xd8d8d2);
  if (by == ColourBy::commodity)
    hue = commodity_colour(unit.commodity);
  else if (unit.mode == "sea")
    hue = hex_colour(0x6fc7e8);
  else if (unit.mode == "ferry")
    hue = hex_colour(0x9fdcc8);
  else if (unit.mode == "rail")
    hue = hex_colour(0xf2c14e);
  else if (unit.mode == "road")
    hue = hex_colour(0xe39ac0);
  // Lighter than the ground on a dark base, darker on a light one.
  return theme.glow > 0 ? glm::mix(hue, glm::vec3(1), 0.2f) : hue * 0.42f;
}

bool passes(const dataset::FlowFilter& filter, const record::UnitFacts& unit,
            const std::string& file_quality) {
  if (!filter.corridors.empty() || !filter.directions.empty() || !filter.countries.empty())
    return false;
  return holds(filter.commodities, unit.commodity) && holds(filter.modes, unit.mode) &&
         holds(filter.qualities, unit.quality.empty() ? file_quality : unit.quality);
}

std::optional<uint64_t> recorded_units(const RecordedScene& scene, time::SimTime t,
                                       const dataset::FlowFilter& filter) {
  if (!scene.store->covers(t)) return std::nullopt;
  if (filter.is_empty()) return scene.store->count_alive(t, false);
  std::vector<bool> shown;
  for (const record::UnitFacts& kind : scene.kinds)
    shown.push_back(passes(filter, kind, scene.store->quality()));
  uint64_t count = 0;
  for (const record::PlacedSegment& segment : scene.store->alive(t, false)) {
    const uint32_t unit = segment.packed.unit;
    if (unit < scene.kind_of_unit.size() && shown[scene.kind_of_unit[unit]]) ++count;
  }
  return count;
}

}  // namespace caspian::scene
