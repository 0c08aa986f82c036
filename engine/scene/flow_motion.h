// Where a unit is: the reference in double that the shader must equal. A unit is named by its path
// flow and its number: k of true motion, the slot's rank of scaled motion.
#pragma once
#include <cstdint>
#include <optional>

#include <glm/glm.hpp>

#include "scene/flow_frame.h"

namespace caspian::scene {

struct UnitPlace {
  double age_s = 0;        // since it entered the path
  glm::dvec3 drawn_m{};    // earth-centred, heights exaggerated, before the sideways offset
  double lane = 0;         // sideways offset in lanes, to the right of the direction of travel
  double heading_deg = 0;  // clockwise from north; waiting, as it arrived
  double alpha = 1;        // 0..1
};

/// From the definitions, in real numbers; nothing when that unit is not on its way.
std::optional<UnitPlace> unit_place(const FlowTracks& tracks, const FlowMoment& moment,
                                    uint32_t flow, int64_t unit, double exaggeration,
                                    double sea_level_m = geo::k_caspian_surface_m);

/// Age of unit j of a run in ticks, as the shader computes it.
uint32_t age_in_run(const FlowRun& run, uint32_t duration, uint32_t j);

/// Slot of a rank: the order of van der Corput.
uint32_t slot_of_rank(uint32_t rank, uint32_t rank_bits);

/// A place on a timetable; ticks may be fractions.
UnitPlace place_on(const Timetable& timetable, double age_ticks, double exaggeration,
                   double sea_level_m = geo::k_caspian_surface_m);

}  // namespace caspian::scene
