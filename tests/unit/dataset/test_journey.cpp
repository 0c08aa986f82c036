#include <doctest/doctest.h>

#include "dataset/journey.h"
#include "tests/support/built_in.h"
#include "tests/support/invented_journeys.h"

using namespace caspian;

TEST_CASE("travel takes length by speed, waits stand where goods change over") {
  const dataset::Dataset data = test::invented_network();
  const auto legs = dataset::legs_of(data, data.paths[0]);
  REQUIRE(legs.size() == 3);
  CHECK(legs[0].travel_h == doctest::Approx(10));
  CHECK(legs[0].wait_after_h == 24);  // rail to ship
  CHECK(legs[1].travel_h == doctest::Approx(10));
  CHECK(legs[1].wait_after_h == 24);  // ship to rail, though the country changes as well
  CHECK(legs[2].travel_h == doctest::Approx(5));
  CHECK(legs[2].wait_after_h == 0);  // the journey's end
  CHECK(dataset::journey_h(data, data.paths[0]) == doctest::Approx(73));
}

TEST_CASE("a border is waited at on land, not in a pipe") {
  dataset::Dataset data = test::invented_network();
  data.nodes[1].country = "UZ";
  data.links[1].mode = dataset::Mode::road;
  data.links[2].mode = dataset::Mode::road;
  auto legs = dataset::legs_of(data, data.paths[0]);
  CHECK(legs[0].wait_after_h == 6);
  CHECK(legs[1].wait_after_h == 6);
  for (dataset::Link& link : data.links) link.mode = dataset::Mode::pipeline_gas;
  legs = dataset::legs_of(data, data.paths[0]);
  CHECK(legs[0].wait_after_h + legs[1].wait_after_h == 0);
}

TEST_CASE("every built-in journey fits into an age") {
  const dataset::Dataset& data = test::built_in_dataset();
  for (const dataset::Path& path : data.paths) {
    const double hours = dataset::journey_h(data, path);
    CHECK_MESSAGE(hours > 1, path.id);
    CHECK_MESSAGE(hours < dataset::k_longest_journey_h / 2, path.id);
  }
}
