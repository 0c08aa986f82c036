// Marks of units are those that a look at every unit would find; of the ids around a pointer the
// right one wins.
#include <doctest/doctest.h>

#include <cmath>
#include <set>

#include "app/scene_data.h"
#include "scene/drawn_ground.h"
#include "scene/flow_motion.h"
#include "scene/pick_marks.h"
#include "scene/pick_result.h"
#include "tests/support/built_in.h"

using namespace caspian;
using namespace caspian::scene;

namespace {

const SceneGeometry& scene_of_tests() {
  static const SceneGeometry k_scene =
      app::build_geometry(test::built_in_dataset(), test::built_in_terrain());
  return k_scene;
}

PickPixels pixels_with(const std::vector<std::tuple<int, int, PickTag, uint32_t, uint32_t>>& ids) {
  PickPixels pixels{.left = 100, .top = 50, .width = 13, .height = 13, .ids = {}};
  pixels.ids.resize(169);
  for (const auto& [column, row, tag, index, number] : ids)
    pixels.ids[size_t(row * 13 + column)] = {uint32_t(tag) << k_pick_tag_shift | index, number};
  return pixels;
}

}  // namespace

TEST_CASE("pick marks: all units near a place, and none twice") {
  const SceneGeometry& scene = scene_of_tests();
  size_t compared = 0;
  for (const MotionMode motion : {MotionMode::scaled, MotionMode::true_motion}) {
    FrameInputs inputs;
    inputs.time = inputs.motion_time = *time::parse_time("2025-10-21");
    inputs.size = {1280, 720};
    inputs.settings.unit_budget = 100'000;
    inputs.settings.lane_spacing_px = 0;  // all on their courses
    inputs.settings.motion = motion;
    for (const Camera& eye : {Camera{51, 41.2, 500'000, 30, 35}, Camera{49.5, 40, 60'000, 0, 60}}) {
      inputs.camera = eye;
      const CameraFrame camera =
          frame_on_ground(inputs.camera, inputs.size, scene.heights, inputs.settings.exaggeration);
      const FlowFrame flows = flow_frame(scene.flows, flow_moment(scene.flows, inputs));
      for (const auto& [x, y] : {std::pair{640.0, 360.0}, {500.0, 300.0}, {700.0, 420.0}}) {
        std::set<uint64_t> ids;
        for (const PickMark& mark :
             unit_marks(scene, inputs, camera, flows, {.x = x, .y = y, .reach_px = 30})) {
          CHECK(ids.insert(mark.unit).second);
          CHECK(mark.half_width_px > 0);
          CHECK(mark.half_length_px >= mark.half_width_px);
        }
        uint64_t id = 0;
        for (const FlowRun& run : flows.runs) {
          const Timetable& timetable = scene.flows.timetables[run.timetable];
          for (uint32_t j = 0; j < run.count; ++j, ++id) {
            const UnitPlace place = place_on(timetable, age_in_run(run, timetable.duration(), j),
                                             inputs.settings.exaggeration);
            const Projected at = project(camera, place.drawn_m);
            if (!at.is_inside) continue;
            if (std::hypot(at.x - x, at.y - y) > 30) continue;
            ++compared;
            CHECK_MESSAGE(ids.count(id) == 1, "unit ", id);
          }
        }
      }
    }
  }
  CHECK(compared > 20);
}

TEST_CASE("pick: nodes before units before lines, each within its reach, the nearest of a kind") {
  FlowFrame flows;
  flows.runs = {{.flow = 3, .count = 10}, {.flow = 5, .count = 4, .first_unit = 70}};
  const double x = 106.5, y = 56.5;  // the middle of px (6, 6)
  const auto picked = [&](const PickPixels& pixels, double scale = 1) {
    return resolve_pick(pixels, flows, x, y, scale);
  };
  CHECK_FALSE(picked(pixels_with({})));
  const auto line = picked(pixels_with({{6, 6, PickTag::link, 8, 0}, {6, 7, PickTag::line, 2, 0}}));
  REQUIRE(line);
  CHECK(line->kind == Pick::Kind::link);
  CHECK(line->index == 8);
  CHECK(line->distance_px == 0);
  const auto unit =
      picked(pixels_with({{6, 6, PickTag::link, 8, 0}, {9, 6, PickTag::unit, 0, 12}}));
  REQUIRE(unit);
  CHECK(unit->kind == Pick::Kind::unit);
  CHECK(unit->index == 5);
  CHECK(unit->unit == 72);
  CHECK(unit->distance_px == 2.5);
  // Too far for a unit, but not for a larger picture.
  const auto far = pixels_with({{6, 6, PickTag::link, 8, 0}, {12, 6, PickTag::unit, 0, 2}});
  CHECK(picked(far)->kind == Pick::Kind::link);
  CHECK(picked(far, 2)->kind == Pick::Kind::unit);
  const auto node = picked(pixels_with({{6, 6, PickTag::unit, 0, 1}, {6, 3, PickTag::node, 4, 0}}));
  CHECK(node->kind == Pick::Kind::node);
  CHECK(node->index == 4);
  // An id that no unit has is nothing.
  CHECK_FALSE(picked(pixels_with({{6, 6, PickTag::unit, 0, 14}})));
}
