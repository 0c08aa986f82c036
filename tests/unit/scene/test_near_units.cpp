// Near units are those that a look at every single unit would find, where they are, and no others.
#include <doctest/doctest.h>

#include <cmath>
#include <limits>
#include <map>

#include "app/scene_data.h"
#include "core/files.h"
#include "geo/ellipsoid.h"
#include "scene/drawn_ground.h"
#include "scene/flow_frame.h"
#include "scene/flow_motion.h"
#include "scene/model_loader.h"
#include "scene/near_units.h"
#include "tests/support/built_in.h"

using namespace caspian;
using namespace caspian::scene;

namespace {

const SceneGeometry& scene_of_tests() {
  static const SceneGeometry k_scene = [] {
    SceneGeometry scene = app::build_geometry(test::built_in_dataset(), test::built_in_terrain());
    scene.models = load_models(*find_assets() / "models");
    return scene;
  }();
  return k_scene;
}

FrameInputs over(const Camera& camera, int budget, MotionMode motion) {
  FrameInputs inputs;
  inputs.time = inputs.motion_time = *time::parse_time("2025-10-21");
  inputs.camera = camera;
  inputs.size = {1280, 720};
  inputs.settings.unit_budget = budget;
  inputs.settings.motion = motion;
  return inputs;
}

struct View {
  explicit View(const FrameInputs& inputs)
      : camera(frame_on_ground(inputs.camera, inputs.size, scene_of_tests().heights,
                               inputs.settings.exaggeration)),
        flows(flow_frame(scene_of_tests().flows, flow_moment(scene_of_tests().flows, inputs))),
        units(near_units(scene_of_tests(), inputs, camera, 1, flows)) {}
  CameraFrame camera;
  FlowFrame flows;
  std::vector<NearUnit> units;
};

constexpr Camera k_aktau{50.9, 43.4, 30'000, 225, 60}, k_alat{49.5, 40.0, 15'000, 100, 50},
    k_inland{45.5, 41.4, 50'000, 280, 65};

}  // namespace

TEST_CASE("near units: exactly those that every single one would be found among") {
  const SceneGeometry& scene = scene_of_tests();
  size_t seen = 0;
  for (const MotionMode motion : {MotionMode::scaled, MotionMode::true_motion})
    for (const Camera& camera : {k_aktau, k_alat, k_inland})
      for (const int budget : {6'000, 60'000}) {
        const FrameInputs inputs = over(camera, budget, motion);
        const View view(inputs);
        std::map<std::pair<uint32_t, uint32_t>, const NearUnit*> found;
        for (const NearUnit& unit : view.units) {
          const bool is_new = found.emplace(std::pair{unit.run, unit.unit}, &unit).second;
          CHECK(is_new);  // none twice
        }
        size_t moving = 0;
        for (uint32_t r = 0; r < view.flows.runs.size(); ++r) {
          const FlowRun& run = view.flows.runs[r];
          const Timetable& timetable = scene.flows.timetables[run.timetable];
          for (uint32_t j = 0; j < run.count; ++j) {
            const uint32_t age = age_in_run(run, timetable.duration(), j);
            const UnitPlace place = place_on(timetable, age, inputs.settings.exaggeration);
            const Projected at = project(view.camera, place.drawn_m);
            const auto mine = found.find({r, j});
            if (mine != found.end()) {
              CHECK(glm::distance(mine->second->drawn_m, place.drawn_m) < 1e-6);
              ++moving;
            }
            if (!at.is_inside) continue;
            const UnitPlace soon = place_on(timetable, age + 1.0, inputs.settings.exaggeration);
            const double speed = glm::distance(place.drawn_m, soon.drawn_m);
            if (speed == 0) continue;
            const double ticks = run.is_scaled
                                     ? double(timetable.duration()) / run.count
                                     : (run.count > 1 ? double(run.age_step) * 0x1p-32 : 1e18);
            const double scale = at.distance_m / view.camera.pixels_per_radian;
            // At the rule's very edges either answer is right.
            if (model_share(scale, ticks * speed) > 0.02)
              REQUIRE_MESSAGE(mine != found.end(), "run ", r, " unit ", j);
          }
        }
        seen += moving;
        CHECK(moving == view.units.size());
      }
  CHECK(seen > 100);
}

TEST_CASE("near units: upright on the ground, along their course, no smaller than true") {
  for (const Camera& camera : {k_aktau, k_alat, k_inland}) {
    const View view(over(camera, 60'000, MotionMode::scaled));
    for (const NearUnit& unit : view.units) {
      CHECK(glm::length(unit.ahead) == doctest::Approx(1));
      CHECK(glm::length(unit.up) == doctest::Approx(1));
      CHECK(std::abs(glm::dot(unit.ahead, unit.up)) < 1e-9);
      const geo::GeoPoint at = geo::to_geodetic(unit.drawn_m);
      CHECK(glm::dot(unit.up, geo::up_at(at.longitude_deg, at.latitude_deg)) > 0.2);
      CHECK(unit.opacity > 0);
      CHECK(unit.opacity <= 1);
      CHECK(unit.enlargement > 0);
    }
  }
}

TEST_CASE("near units: neither place nor heading jumps while they move") {
  FrameInputs inputs = over(k_inland, 60'000, MotionMode::scaled);
  std::map<std::pair<uint32_t, uint32_t>, NearUnit> before;
  int followed = 0;
  for (int step = 0; step < 40; ++step) {
    inputs.motion_time.ms += 60'000;  // a minute: half a kilometre by rail
    const View view(inputs);
    std::map<std::pair<uint32_t, uint32_t>, NearUnit> now;
    for (const NearUnit& unit : view.units) {
      now[{unit.run, unit.unit}] = unit;
      const auto earlier = before.find({unit.run, unit.unit});
      if (earlier == before.end()) continue;
      const double way_m = glm::distance(earlier->second.drawn_m, unit.drawn_m);
      if (way_m > 20'000) continue;  // begins its journey anew
      ++followed;
      CHECK(glm::dot(earlier->second.ahead, unit.ahead) > 0.5);
    }
    before = std::move(now);
  }
  CHECK(followed > 200);
}

TEST_CASE("near units: none from afar, none without models, dashes in a dense stream") {
  CHECK(View(over({50.5, 41.5, 1'900'000, 0, 0}, 60'000, MotionMode::scaled)).units.empty());
  CHECK(model_share(40, 1e9) == 1);
  CHECK(model_share(100, 1e9) == 0);
  CHECK(model_share(10, 100) == 0);  // 10 px from one to the next
  const FrameInputs inputs = over(k_aktau, 10'000'000, MotionMode::scaled);
  const View crowd(inputs);
  CHECK(crowd.flows.unit_count() > 1'000'000);
  CHECK(crowd.units.size() <= 4096);
}

TEST_CASE("port cranes: at ports near the eye, with their booms over the water") {
  const SceneGeometry& scene = scene_of_tests();
  const Camera camera{51.225, 43.603, 12'000, 90, 50};
  const FrameInputs inputs = over(camera, 6'000, MotionMode::scaled);
  const View view(inputs);
  const auto cranes = port_cranes(scene, inputs, view.camera, 1);
  REQUIRE(cranes.size() >= 3);
  for (const PortCrane& crane : cranes) {
    const geo::GeoPoint beyond = geo::to_geodetic(crane.drawn_m + crane.ahead * 4000.0);
    CHECK(scene.heights.is_sea(beyond.longitude_deg, beyond.latitude_deg));
  }
}
