#include <doctest/doctest.h>

#include "scene/daylight.h"

using namespace caspian;
using namespace caspian::scene;

namespace {

time::SimTime at(std::string_view text) {
  return *time::parse_time(text);
}

}  // namespace

TEST_CASE("the sun stands where it does over Baku at noon and at midnight of the solstices") {
  // Solar noon: 12:00 less 49.87 / 15 h, and the equation of time.
  const SunPlace june = sun_at(at("2025-06-21T08:42:20Z"), 49.87, 40.41);
  CHECK(june.altitude_deg == doctest::Approx(90 - 40.41 + 23.44).epsilon(0.001));
  CHECK(june.azimuth_deg == doctest::Approx(180).epsilon(0.005));
  const SunPlace night = sun_at(at("2025-06-21T20:42:20Z"), 49.87, 40.41);
  CHECK(night.altitude_deg == doctest::Approx(-(90 - 40.41 - 23.44)).epsilon(0.002));
  const SunPlace december = sun_at(at("2025-12-21T08:38:40Z"), 49.87, 40.41);
  CHECK(december.altitude_deg == doctest::Approx(90 - 40.41 - 23.44).epsilon(0.002));
}

TEST_CASE("at the equinox the sun rises in the east and sets in the west") {
  const SunPlace rise = sun_at(at("2025-03-20T06:07:30Z"), 0, 0);
  CHECK(rise.altitude_deg == doctest::Approx(0).scale(1).epsilon(0.2));
  CHECK(rise.azimuth_deg == doctest::Approx(90).epsilon(0.005));
  const SunPlace set = sun_at(at("2025-03-20T18:07:10Z"), 0, 0);
  CHECK(set.altitude_deg == doctest::Approx(0).scale(1).epsilon(0.2));
  CHECK(set.azimuth_deg == doctest::Approx(270).epsilon(0.005));
}

TEST_CASE("the atlas's light comes from the picture's upper left; the sun's only when asked for") {
  FrameInputs inputs;
  inputs.camera = {49.87, 40.41, 1e6, 30, 40};
  inputs.time = at("2025-06-21T08:42:20Z");
  CHECK(daylight_of(inputs).azimuth_deg == 345);
  CHECK(daylight_of(inputs).colour == glm::vec3(1));
  inputs.settings.sun_by_date = true;
  CHECK(daylight_of(inputs).azimuth_deg == doctest::Approx(180).epsilon(0.005));
  CHECK(daylight_of(inputs).day == 1);
  inputs.settings.theme = ThemeId::map;
  CHECK(daylight_of(inputs).azimuth_deg == 345);
}

TEST_CASE("through a day the light changes without jumps, and no night is black") {
  FrameInputs inputs;
  inputs.camera = {49.87, 40.41, 1e6, 0, 40};
  inputs.settings.sun_by_date = true;
  Daylight last;
  for (int minute = 0; minute <= 24 * 60; ++minute) {
    inputs.time.ms = at("2025-10-21").ms + int64_t(minute) * 60'000;
    const Daylight now = daylight_of(inputs);
    for (int i = 0; i < 3; ++i) CHECK(now.colour[i] > 0.5f);
    // What a slope of one facing south-west gets more or less than level ground, about.
    const auto shade = [](const Daylight& d) { return d.strength; };
    if (minute > 0) {
      CHECK(glm::length(now.colour - last.colour) < 0.02f);
      CHECK(std::abs(shade(now) - shade(last)) < 0.08f);
      // Where the light's direction changes over, there is none of it.
      if (std::abs(now.azimuth_deg - last.azimuth_deg) > 5) CHECK(shade(now) < 0.06f);
    }
    last = now;
  }
}
