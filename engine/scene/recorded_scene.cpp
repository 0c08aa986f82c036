// Interpolation and colours.
#include "scene/recorded_scene.h"

#include <algorithm>

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
    : store(std::move(opened)), surface(surface_of(*store, heights)) {}

std::optional<RecordedPlace> recorded_place(const RecordedScene& scene,
                                            const record::PlacedSegment& segment, time::SimTime t,
                                            double exaggeration) {
  if (t.ms < segment.from_ms || t.ms >= segment.to_ms) return std::nullopt;
  const double share = static_cast<double>(t.ms - segment.from_ms) /
                       static_cast<double>(segment.to_ms - segment.from_ms);
  const Box& box = scene.store->box();
  const record::GridPlace from = from_place(segment.packed), to = to_place(segment.packed);
  RecordedPlace place;
  place.longitude_deg = box.longitude_deg(from.x + (double(to.x) - from.x) * share);
  place.latitude_deg = box.latitude_deg(from.y + (double(to.y) - from.y) * share);
  const double height_m = scene.surface.height_m(place.longitude_deg, place.latitude_deg);
  place.drawn_m =
      geo::to_earth_centred({place.longitude_deg, place.latitude_deg, height_m * exaggeration});
  return place;
}

glm::vec3 recorded_colour(const record::UnitFacts& unit, ColourBy by) {
  if (by == ColourBy::commodity) return commodity_colour(unit.commodity);
  if (unit.mode == "sea") return hex_colour(0x6fc7e8);
  if (unit.mode == "ferry") return hex_colour(0x9fdcc8);
  if (unit.mode == "rail") return hex_colour(0xf2c14e);
  if (unit.mode == "road") return hex_colour(0xe39ac0);
  return hex_colour(0xd8d8d2);
}

bool passes(const dataset::FlowFilter& filter, const record::UnitFacts& unit,
            const std::string& file_quality) {
  if (!filter.corridors.empty() || !filter.directions.empty() || !filter.countries.empty())
    return false;
  return holds(filter.commodities, unit.commodity) && holds(filter.modes, unit.mode) &&
         holds(filter.qualities, unit.quality.empty() ? file_quality : unit.quality);
}

std::optional<uint64_t> recorded_units(const RecordedScene& scene, time::SimTime t) {
  if (!scene.store->covers(t)) return std::nullopt;
  return scene.store->count_alive(t, false);
}

}  // namespace caspian::scene
