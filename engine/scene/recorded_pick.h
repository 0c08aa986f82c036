// Recorded units under the pointer: marks for the picking target, and what is known of the one that
// was chosen. A unit's name there is "id#entry", its entry in the record's table of units: that
// stays whatever the time.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "geo/ellipsoid.h"
#include "scene/pick_marks.h"
#include "scene/recorded_scene.h"

namespace caspian::scene {

struct FrameInputs;

/// Units on their way that are drawn near a place; of those at one place the one with the greatest
/// entry comes first, as it is drawn. place.point_px is their diameter.
std::vector<PickMark> recorded_marks(const RecordedScene& scene, const FrameInputs& inputs,
                                     const CameraFrame& camera, const PickPlace& place);

struct RecordedUnit {
  uint32_t entry = 0;
  record::UnitFacts facts;  // source and quality: the record's where it has none of its own
  enum class State { on_way, in_gap, absent } state = State::absent;
  std::optional<geo::GeoPoint> place;  // of one on its way, on the surface
};

std::string recorded_id(const RecordedScene& scene, uint32_t entry);
/// Nothing when the record has no such unit.
std::optional<RecordedUnit> find_recorded(const RecordedScene& scene, const std::string& id,
                                          time::SimTime t);

}  // namespace caspian::scene
