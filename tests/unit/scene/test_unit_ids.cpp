#include "scene/unit_ids.h"

#include <doctest/doctest.h>

#include "tests/support/invented_flows.h"

using namespace caspian;

TEST_CASE("ids count the units of a frame run by run and name each once") {
  const scene::FlowTracks tracks = test::invented_tracks(3);
  scene::FlowFrame frame = test::invented_frame(tracks, 5, 1);
  frame.runs[1].first_unit = 1000;                                       // a run of true motion
  frame.runs.insert(frame.runs.begin() + 1, scene::FlowRun{.flow = 2});  // without units
  uint64_t id = 0;
  for (uint32_t run = 0; run < frame.runs.size(); ++run)
    for (uint32_t j = 0; j < frame.runs[run].count; ++j, ++id) {
      const auto name = scene::unit_of_id(frame, id);
      REQUIRE(name);
      CHECK(name->run == run);
      CHECK(name->flow == frame.runs[run].flow);
      CHECK(name->j == j);
      CHECK(name->unit == (run == 2 ? 1000 + j : j));
    }
  CHECK(id == frame.unit_count());
  CHECK_FALSE(scene::unit_of_id(frame, id));
}

TEST_CASE("the most units there can be follow the budget, not what is on the way") {
  scene::FlowTracks tracks;
  tracks.peaks = {{.variant = "base", .tonnes = 1e6, .bcm = 2, .mass_flows = 3, .gas_flows = 1},
                  {.variant = "more", .tonnes = 4e6, .mass_flows = 3}};
  for (const int budget : {500, 6000, 1'000'000}) {
    const uint64_t most = scene::most_units(tracks, "base", budget);
    CHECK(most <= uint64_t(budget));
    CHECK(most >= uint64_t(budget) / 5);
  }
  CHECK(scene::most_units(tracks, "none", 1000) == 0);
}
