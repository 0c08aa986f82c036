// What is drawn at a place is what a click there finds: nodes, units, links and seabed lines.
#include <doctest/doctest.h>

#include <cmath>

#include "app/scene_data.h"
#include "geo/ellipsoid.h"
#include "scene/drawn_ground.h"
#include "scene/flow_frame.h"
#include "scene/flow_motion.h"
#include "scene/picking.h"
#include "tests/support/built_in.h"

using namespace caspian;
using namespace caspian::scene;

namespace {

const SceneGeometry& scene_of_tests() {
  static const SceneGeometry k_scene =
      app::build_geometry(test::built_in_dataset(), test::built_in_terrain());
  return k_scene;
}

FrameInputs over(double longitude_deg, double latitude_deg, double range_km) {
  FrameInputs inputs;
  inputs.time = inputs.motion_time = *time::parse_time("2025-10-21");
  inputs.camera = {longitude_deg, latitude_deg, range_km * 1000, 30, 35};
  inputs.size = {1280, 720};
  return inputs;
}

Projected on_screen(const FrameInputs& inputs, const glm::dvec3& place_m) {
  const CameraFrame frame = frame_on_ground(inputs.camera, inputs.size, scene_of_tests().heights,
                                            inputs.settings.exaggeration);
  return project(frame, place_m);
}

Projected node_on_screen(const FrameInputs& inputs, const dataset::Node& node) {
  geo::GeoPoint place = node.place;
  place.height_m = scene_of_tests().heights.surface_m(place.longitude_deg, place.latitude_deg) *
                   inputs.settings.exaggeration;
  return on_screen(inputs, geo::to_earth_centred(place));
}

}  // namespace

TEST_CASE("pick: ports are found where they stand, in the language asked for") {
  const SceneGeometry& scene = scene_of_tests();
  for (const char* id : {"aktau", "baku", "alat"}) {
    const uint32_t index = scene.dataset.find_node(id);
    REQUIRE(index != dataset::k_none);
    const dataset::Node& node = scene.dataset.nodes[index];
    const FrameInputs inputs = over(node.place.longitude_deg + 0.1, node.place.latitude_deg, 150);
    const Projected at = node_on_screen(inputs, node);
    REQUIRE(at.is_inside);
    const auto found = pick(scene, inputs, at.x + 2, at.y - 2);
    REQUIRE(found);
    CHECK(pick_kind_id(found->kind) == "node");
    CHECK(pick_id(scene, *found) == id);
    CHECK(pick_name(scene, *found, 1) == node.name.in(1));
    CHECK(pick_source(scene, *found) == node.source);
    CHECK(found->distance_px < 4);
  }
}

TEST_CASE("pick: every unit near the middle of the picture is found at its place") {
  const SceneGeometry& scene = scene_of_tests();
  FrameInputs inputs = over(51, 41.2, 500);
  inputs.settings.layers.nodes = false;
  const FlowMoment moment = flow_moment(scene.flows, inputs);
  int seen = 0, found_itself = 0;
  for (const FlowRun& run : flow_frame(scene.flows, moment).runs) {
    const Timetable& timetable = scene.flows.timetables[run.timetable];
    for (uint32_t j = 0; j < run.count; ++j) {
      const UnitPlace place = place_on(timetable, age_in_run(run, timetable.duration(), j),
                                       inputs.settings.exaggeration);
      const Projected at = on_screen(inputs, place.drawn_m);
      if (!at.is_inside || place.lane != 0 || at.x < 200 || at.x > 1080 || at.y < 100 || at.y > 620)
        continue;
      ++seen;
      const auto found = pick(scene, inputs, at.x, at.y);
      REQUIRE(found);
      CHECK(found->kind == Pick::Kind::unit);
      CHECK(found->distance_px < 0.5);
      found_itself += found->index == run.flow && found->unit == run.first_unit + j;
    }
  }
  CHECK(seen > 5);
  CHECK(found_itself * 2 > seen);  // others stand at the same place, within half a pixel
}

TEST_CASE("pick: a link between its stations, unless its corridor is hidden") {
  const SceneGeometry& scene = scene_of_tests();
  const uint32_t corridor = scene.dataset.find_corridor("tap");
  REQUIRE(corridor != dataset::k_none);
  const uint32_t link = scene.dataset.corridors[corridor].links.front();
  const auto& points = scene.tracks[link].points;
  const TrackPoint& middle = points[points.size() / 2];
  FrameInputs inputs = over(middle.longitude_deg, middle.latitude_deg, 200);
  inputs.settings.layers.units = inputs.settings.layers.nodes = false;
  const Projected at =
      on_screen(inputs, geo::to_earth_centred({middle.longitude_deg, middle.latitude_deg,
                                               middle.height_m * inputs.settings.exaggeration}));
  const auto found = pick(scene, inputs, at.x, at.y);
  REQUIRE(found);
  CHECK(found->kind == Pick::Kind::link);
  CHECK(pick_id(scene, *found) == "tap:" + std::to_string(scene.dataset.links[link].seq));
  CHECK(!pick_source(scene, *found).empty());
  inputs.settings.hidden = {"tap"};
  CHECK_FALSE(pick(scene, inputs, at.x, at.y));
}

TEST_CASE("pick: a seabed line from its signing on; nothing on the open sea or in the sky") {
  const SceneGeometry& scene = scene_of_tests();
  FrameInputs inputs = over(49.75, 43.0, 300);
  inputs.settings.layers.units = inputs.settings.layers.nodes = false;
  for (const dataset::TreatyLine& line : scene.dataset.lines) {
    if (line.id != "KZ-RU") continue;
    const dataset::TreatyPoint &a = line.points[line.points.size() - 2], &b = line.points.back();
    const geo::GeoPoint middle{(a.longitude_deg + b.longitude_deg) / 2,
                               (a.latitude_deg + b.latitude_deg) / 2,
                               -28 * inputs.settings.exaggeration};
    inputs.camera.longitude_deg = middle.longitude_deg;
    inputs.camera.latitude_deg = middle.latitude_deg;
    const Projected at = on_screen(inputs, geo::to_earth_centred(middle));
    const auto found = pick(scene, inputs, at.x, at.y);
    REQUIRE(found);
    CHECK(pick_id(scene, *found) == "KZ-RU");
    inputs.time = inputs.motion_time = *time::parse_time("1998-01-01");
    const auto before = pick(scene, inputs, at.x, at.y);
    CHECK((!before || pick_id(scene, *before) != "KZ-RU"));
  }
  inputs = over(51.5, 38.2, 60);
  CHECK_FALSE(pick(scene, inputs, 640, 360));
  inputs.camera.tilt_deg = 84;
  CHECK_FALSE(pick(scene, inputs, 640, 2));
}
