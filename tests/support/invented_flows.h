// Journeys made up for tests: long ways over land and sea with waits, turns, heights and lanes.
#pragma once
#include "scene/flow_tracks.h"

namespace caspian::test {

/// `count` journeys across the Caspian region, the same every time.
scene::FlowTracks invented_tracks(size_t count);

/// True and scaled runs on every timetable; ages, steps and counts from a seeded generator.
scene::FlowFrame invented_frame(const scene::FlowTracks& tracks, uint32_t units_per_run,
                                uint32_t seed);

}  // namespace caspian::test
