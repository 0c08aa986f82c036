#include <doctest/doctest.h>

#include <cmath>

#include "dataset/journey.h"
#include "geo/ellipsoid.h"
#include "scene/flow_motion.h"
#include "scene/flow_tracks.h"
#include "tests/support/built_in.h"
#include "tests/support/invented_journeys.h"

using namespace caspian;
using scene::Timetable;
using scene::TimetableVertex;

namespace {

void check_timetable(const Timetable& timetable, const std::string& id) {
  const auto& vertices = timetable.vertices;
  REQUIRE_MESSAGE(vertices.size() >= 2, id);
  REQUIRE_MESSAGE(vertices[0].arrival == 0, id);
  for (size_t i = 1; i < vertices.size(); ++i) {
    const TimetableVertex &a = vertices[i - 1], &b = vertices[i];
    const double apart_m = glm::distance(a.base_m, b.base_m);
    REQUIRE_MESSAGE(b.arrival > a.arrival, id, " ", i);
    REQUIRE_MESSAGE(apart_m < 4500, id, " ", i);
    if (apart_m == 0) {  // a wait: nothing moves, not even sideways
      REQUIRE(a.lane == b.lane);
      REQUIRE(a.height_m == b.height_m);
    }
  }
}

double hours(uint32_t ticks) {
  return ticks / 1024.0 / 3600;
}

}  // namespace

TEST_CASE("a timetable follows the links with their speeds and waits") {
  dataset::Dataset data = test::invented_network();
  const auto tracks = scene::build_flow_tracks(data, test::invented_courses(data), {});
  REQUIRE(tracks.timetables.size() == 1);
  const Timetable& timetable = tracks.timetables[0];
  check_timetable(timetable, "p");
  CHECK(hours(timetable.duration()) == doctest::Approx(73));
  const auto at = [&](double h) { return scene::place_on(timetable, h * 3600 * 1024, 1); };
  const auto node = [&](int i) { return geo::to_earth_centred(data.nodes[size_t(i)].place); };
  CHECK(glm::distance(at(0).drawn_m, node(0)) < 1);
  CHECK(glm::distance(at(10).drawn_m, node(1)) < 1);
  CHECK(glm::distance(at(33.9).drawn_m, node(1)) < 1);  // waiting for the ship
  CHECK(glm::distance(at(44).drawn_m, node(2)) < 1);
  CHECK(glm::distance(at(67.9).drawn_m, node(2)) < 1);
  CHECK(glm::distance(at(73).drawn_m, node(3)) < 1);
  // Half of the ship's time is half of its way.
  CHECK(glm::distance(at(39).drawn_m, node(1)) ==
        doctest::Approx(glm::distance(at(39).drawn_m, node(2))).epsilon(0.01));
  // Lanes turn over when a link is travelled backwards, and meet half-way at a node.
  CHECK(at(5).lane == doctest::Approx(1));
  CHECK(at(20).lane == doctest::Approx(1.5));
  CHECK(at(39).lane == doctest::Approx(2));
  CHECK(at(70).lane == doctest::Approx(-3));
  CHECK(at(20).heading_deg ==
        doctest::Approx(at(9.99).heading_deg).epsilon(0.01));  // as it arrived
  CHECK(at(5).heading_deg > 250);                              // westwards
  CHECK(at(5).heading_deg < 300);
  // What carries the freight: rail, then a ship from the end of the wait on, then rail again.
  const auto mode_at = [&](double h) {
    dataset::Mode mode = timetable.vertices.front().mode;
    for (const TimetableVertex& vertex : timetable.vertices)
      if (hours(vertex.arrival) <= h + 1e-6) mode = vertex.mode;
    return mode;
  };
  CHECK(mode_at(5) == dataset::Mode::rail);
  CHECK(mode_at(20) == dataset::Mode::rail);
  CHECK(mode_at(34.01) == dataset::Mode::sea);
  CHECK(mode_at(43.9) == dataset::Mode::sea);
  CHECK(mode_at(60) == dataset::Mode::sea);
  CHECK(mode_at(70) == dataset::Mode::rail);
}

TEST_CASE("a journey longer than an age can hold still has a timetable") {
  dataset::Dataset data = test::invented_network();
  data.travel.rail_kmh = 0.1;
  const auto tracks = scene::build_flow_tracks(data, test::invented_courses(data), {});
  check_timetable(tracks.timetables[0], "slow");
  CHECK(tracks.timetables[0].duration() > 4.2e9);
}

TEST_CASE("courses without points give no broken timetable") {
  dataset::Dataset data = test::invented_network();
  const auto tracks = scene::build_flow_tracks(data, std::vector<scene::LinkTrack>(3), {});
  CHECK(tracks.timetables[0].vertices.size() == 2);
  CHECK(tracks.timetables[0].duration() > 0);
}

TEST_CASE("every built-in journey has a sound timetable") {
  const dataset::Dataset& data = test::built_in_dataset();
  const auto tracks =
      scene::build_flow_tracks(data, test::built_in_tracks(), dataset::build_rate_series(data));
  REQUIRE(tracks.timetables.size() == data.paths.size());
  for (const Timetable& timetable : tracks.timetables) {
    const dataset::Path& path = data.paths[timetable.path];
    check_timetable(timetable, path.id);
    CHECK(hours(timetable.duration()) ==
          doctest::Approx(dataset::journey_h(data, path)).epsilon(1e-4));
    const auto& first = data.links[path.steps[0].link];
    const auto& start = data.nodes[path.steps[0].reversed ? first.to_node : first.from_node];
    CHECK_MESSAGE(
        glm::distance(timetable.vertices[0].base_m, geo::to_earth_centred(start.place)) < 50,
        path.id);
  }
  REQUIRE(tracks.flows.size() == tracks.amounts.size());
  CHECK(tracks.peaks.size() == 2);
  CHECK(tracks.peaks[1].tonnes >= tracks.peaks[0].tonnes * (1 - 1e-9));
}
