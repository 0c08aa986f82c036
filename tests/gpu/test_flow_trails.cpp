// Trails against the units that left them: lit where one passed within the trail's hours, dark
// elsewhere, whatever the motion, and none across the wrap of scaled motion.
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>

#include "geo/ellipsoid.h"
#include "scene/flow_motion.h"
#include "tests/support/flow_stage.h"
#include "tests/support/test_device.h"

using namespace caspian;

namespace {
constexpr double k_ticks_per_h = 3600.0 * scene::k_ticks_per_s;

/// One journey of 20 hours along a parallel, at an even speed.
scene::FlowTracks straight_track() {
  scene::FlowTracks tracks;
  scene::Timetable timetable;
  for (int i = 0; i <= 40; ++i)
    timetable.vertices.push_back({.arrival = uint32_t(i * 0.5 * k_ticks_per_h),
                                  .base_m = geo::to_earth_centred({48 + 0.1 * i, 41.5, 0})});
  tracks.timetables.push_back(timetable);
  tracks.flows.push_back({.corridor_id = "titr"});
  return tracks;
}

scene::FlowRun scaled_run(const scene::FlowTracks& tracks, uint32_t count, uint32_t bits,
                          double first_h) {
  scene::FlowRun run{.count = count, .is_scaled = true, .rank_bits = bits};
  run.age_first = uint32_t(first_h * k_ticks_per_h);
  run.age_step = (uint64_t{tracks.timetables[0].duration()} << 32) >> bits;
  return run;
}

scene::FlowRun true_run(uint32_t count, double first_h, double step_h) {
  scene::FlowRun run{.count = count};
  run.age_first = uint32_t(first_h * k_ticks_per_h);
  run.age_step = uint64_t(step_h * k_ticks_per_h) << 32;
  return run;
}

/// How fresh the trail is at an age: 1 = a unit is there, 0 = none was there for so long.
double freshness(const scene::FlowTracks& tracks, const scene::FlowRun& run, double age,
                 double trail_h) {
  double fresh = 0;
  for (uint32_t j = 0; j < run.count; ++j) {
    const double ahead = scene::age_in_run(run, tracks.timetables[0].duration(), j) - age;
    if (ahead >= 0) fresh = std::max(fresh, 1 - ahead / (trail_h * k_ticks_per_h));
  }
  return fresh;
}

/// The brightest px within two of a place on the way, above the ground's own.
int light_at(const Image& image, const scene::FrameInputs& inputs, const scene::FlowTracks& tracks,
             double age) {
  const scene::CameraFrame camera = scene::frame_of(inputs.camera, inputs.size, 0);
  const auto at = scene::project(camera, scene::place_on(tracks.timetables[0], age, 12).drawn_m);
  int light = 0;
  for (int y = int(at.y) - 2; y <= int(at.y) + 2; ++y)
    light = std::max(light, int(image.rgba[4 * (size_t(y) * image.size.width + size_t(at.x))]));
  return light;
}
}  // namespace

TEST_CASE("a trail is lit where a unit passed within its hours, and nowhere else") {
  const test::NoValidationErrors watch;
  const auto device = test::make_device();
  const scene::FlowTracks tracks = straight_track();
  test::FlowStage stage(*device, tracks);
  scene::FrameInputs inputs;
  inputs.camera = {50, 41.5, 400'000, 0, 0};
  inputs.size = {960, 480};
  const uint32_t duration = tracks.timetables[0].duration();
  int lit = 0, dark = 0;
  for (const auto drawing : {scene::UnitDrawing::raster, scene::UnitDrawing::splat})
    for (const scene::FlowRun& run :
         {scaled_run(tracks, 1, 0, 7.3), scaled_run(tracks, 3, 2, 13.1),
          scaled_run(tracks, 5, 3, 0.4), scaled_run(tracks, 4, 4, 19.5), true_run(1, 3.2, 0),
          true_run(4, 17.9, 4.3), true_run(3, 6.0, 2.5)})
      for (const double trail_h : {0.0, 1.5, 6.0}) {
        inputs.settings.unit_drawing = drawing;
        inputs.settings.trail_h = trail_h;
        const Image image = stage.draw(inputs, {{run}}).image;
        for (double age = 0.004 * duration; age < 0.996 * duration; age += 0.004 * duration) {
          double nearest = 1e30;  // a unit's own dash or point, half an hour either way
          for (uint32_t j = 0; j < run.count; ++j)
            nearest = std::min(nearest, std::abs(scene::age_in_run(run, duration, j) - age));
          if (nearest < 0.6 * k_ticks_per_h) continue;
          const double fresh = trail_h > 0 ? freshness(tracks, run, age, trail_h) : 0;
          CAPTURE(run.count);
          CAPTURE(run.is_scaled);
          CAPTURE(trail_h);
          CAPTURE(age / k_ticks_per_h);
          if (fresh > 0.5) {
            CHECK(light_at(image, inputs, tracks, age) > 30);
            ++lit;
          } else if (fresh == 0) {
            CHECK(light_at(image, inputs, tracks, age) < 24);
            ++dark;
          }
        }
      }
  CHECK(lit > 500);
  CHECK(dark > 2000);
}
