// Riding along: units by name, journeys told apart, the camera over them.
#include <doctest/doctest.h>

#include <cmath>

#include "app/scene_data.h"
#include "scene/follow.h"
#include "tests/support/built_in.h"

using namespace caspian;

TEST_CASE("names of units") {
  const auto unit = scene::parse_unit("titr_w_dostyk#12");
  REQUIRE(unit);
  CHECK(unit->path == "titr_w_dostyk");
  CHECK(unit->number == 12);
  for (const char* bad :
       {"", "#3", "titr", "titr#", "titr#-1", "titr#1x", "titr#99999999999999999999"})
    CHECK_FALSE(scene::parse_unit(bad));
}

TEST_CASE("a unit on its way is followed until its journey ends") {
  const scene::SceneGeometry geometry =
      app::build_geometry(test::built_in_dataset(), test::built_in_terrain());
  scene::FrameInputs inputs;
  inputs.time = inputs.motion_time = *time::parse_time("2025-10-21");
  inputs.size = {1280, 720};
  const auto first = scene::find_unit(geometry, inputs, "titr_w_dostyk#0");
  REQUIRE(first);
  CHECK(first->place.age_s >= 0);
  CHECK(first->place.age_s < first->duration_s);
  CHECK_FALSE(scene::find_unit(geometry, inputs, "nothing#0"));
  CHECK_FALSE(scene::find_unit(geometry, inputs, "titr_w_dostyk#900000"));

  const auto left_s = first->duration_s - first->place.age_s;
  const auto later = [&](double seconds) {
    scene::FrameInputs at = inputs;
    at.time.ms += std::llround(seconds * 1000);
    at.motion_time.ms += std::llround(seconds * 1000);
    return scene::find_unit(geometry, at, "titr_w_dostyk#0");
  };
  const auto soon = later(3600);
  REQUIRE(soon);
  CHECK(soon->is_same(first->entered, first->entered_in_motion) == (left_s > 3600));
  const auto before_end = later(left_s - 300);
  REQUIRE(before_end);
  CHECK(before_end->is_same(first->entered, first->entered_in_motion));
  const auto after_end = later(left_s + 300);
  if (after_end) CHECK_FALSE(after_end->is_same(first->entered, first->entered_in_motion));
}

TEST_CASE("the camera goes to a moving place and is over it at the end") {
  const scene::Camera flying{.longitude_deg = 50, .latitude_deg = 42, .range_m = 3e5};
  const geo::GeoPoint planned{51, 43, 0}, now{51.5, 43.2, 0};
  const scene::Camera begin = scene::camera_towards(flying, planned, now, 0);
  CHECK(begin == flying);
  const scene::Camera arrived{.longitude_deg = 51, .latitude_deg = 43, .range_m = 3e5};
  const scene::Camera end = scene::camera_towards(arrived, planned, now, 1);
  CHECK(end.longitude_deg == doctest::Approx(51.5));
  CHECK(end.latitude_deg == doctest::Approx(43.2));
  CHECK(scene::camera_over(flying, now).range_m == flying.range_m);
}
