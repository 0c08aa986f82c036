// What is drawn at a place is what a click there finds: nodes, units, links and seabed lines.
#include <doctest/doctest.h>

#include <cmath>
#include <random>

#include "app/scene_setup.h"
#include "app/session.h"
#include "geo/ellipsoid.h"
#include "scene/drawn_ground.h"
#include "scene/flow_frame.h"
#include "scene/flow_motion.h"
#include "scene/line_scale.h"
#include "tests/support/test_device.h"

using namespace caspian;
using namespace caspian::scene;

namespace {

app::Session& session_of_tests() {
  static const std::unique_ptr<app::Session> k_session = [] {
    auto session = app::Session::open({"", {.software = true, .validation = true}, {}});
    REQUIRE(session.ok());
    return std::move(session).value();
  }();
  return *k_session;
}

const SceneGeometry& scene_of_tests() {
  return session_of_tests().geometry();
}

std::optional<Pick> pick(const FrameInputs& inputs, double x, double y) {
  return session_of_tests().pick(inputs, x, y);
}

FrameInputs over(double longitude_deg, double latitude_deg, double range_km) {
  FrameInputs inputs;
  inputs.time = inputs.motion_time = *time::parse_time("2025-10-21");
  inputs.camera = {longitude_deg, latitude_deg, range_km * 1000, 30, 35};
  inputs.size = {1280, 720};
  return inputs;
}

CameraFrame camera_of(const FrameInputs& inputs) {
  return frame_on_ground(inputs.camera, inputs.size, scene_of_tests().heights,
                         inputs.settings.exaggeration);
}

Projected on_screen(const FrameInputs& inputs, const glm::dvec3& place_m) {
  return project(camera_of(inputs), place_m);
}

glm::dvec3 drawn_at(const FrameInputs& inputs, geo::GeoPoint place) {
  place.height_m = scene_of_tests().heights.surface_m(place.longitude_deg, place.latitude_deg) *
                   inputs.settings.exaggeration;
  return geo::to_earth_centred(place);
}

/// Where a unit is in the picture, its lane included.
glm::dvec2 unit_on_screen(const FrameInputs& inputs, const CameraFrame& camera,
                          const UnitPlace& place) {
  const Projected at = project(camera, place.drawn_m);
  const geo::GeoPoint ground = geo::to_geodetic(place.drawn_m);
  const double heading = glm::radians(place.heading_deg);
  const glm::dvec3 ahead =
      geo::east_at(ground.longitude_deg) * std::sin(heading) +
      geo::north_at(ground.longitude_deg, ground.latitude_deg) * std::cos(heading);
  const Projected there = project(camera, place.drawn_m + ahead * (at.distance_m * 1e-4));
  const glm::dvec2 along = glm::normalize(glm::dvec2(there.x - at.x, there.y - at.y));
  const double px = place.lane * inputs.settings.lane_spacing_px * line_scale(inputs);
  return glm::dvec2(at.x, at.y) + glm::dvec2(-along.y, along.x) * px;
}

/// Farther than the ground that is drawn there.
bool is_hidden(const FrameInputs& inputs, const CameraFrame& camera, const glm::dvec3& place_m) {
  const Projected at = project(camera, place_m);
  const auto ground =
      screen_to_ground(camera, at.x, at.y, scene_of_tests().heights, inputs.settings.exaggeration);
  return !at.is_inside ||
         (ground && at.distance_m > 1.02 * glm::distance(drawn_at(inputs, *ground), camera.eye_m));
}

/// Picks units at the places where they are drawn; how many were picked, or else what covers them.
void check_units(const FrameInputs& inputs, int wanted) {
  const SceneGeometry& scene = scene_of_tests();
  const CameraFrame camera = camera_of(inputs);
  const FlowMoment moment = flow_moment(scene.flows, inputs);
  const FlowFrame flows = flow_frame(scene.flows, moment);
  CHECK(flows.unit_count() > uint64_t(inputs.settings.unit_budget) / 4);
  std::mt19937_64 random(5);
  const double reach_px =
      1.1 * inputs.settings.unit_length_px * line_scale(inputs) + 1;  // half the longest dash
  int tried = 0, itself = 0;
  for (int round = 0; round < 400'000 && tried < wanted; ++round) {
    const FlowRun& run = flows.runs[random() % flows.runs.size()];
    if (run.count == 0) continue;
    const uint32_t j = uint32_t(random() % run.count);
    const Timetable& timetable = scene.flows.timetables[run.timetable];
    const UnitPlace place =
        place_on(timetable, age_in_run(run, timetable.duration(), j), inputs.settings.exaggeration);
    if (is_hidden(inputs, camera, place.drawn_m)) continue;
    const glm::dvec2 at = unit_on_screen(inputs, camera, place);
    if (!(at.x > 2 && at.y > 2 && at.x < inputs.size.width - 2 && at.y < inputs.size.height - 2))
      continue;
    ++tried;
    const auto found = pick(inputs, at.x, at.y);
    REQUIRE_MESSAGE(found, "unit at ", at.x, " ", at.y);
    REQUIRE(found->kind == Pick::Kind::unit);
    CHECK(found->distance_px < 1);
    const int64_t number = (run.is_scaled ? 0 : run.first_unit) + j;
    if (found->index == run.flow && found->unit == number) {
      ++itself;
      continue;
    }
    // Another one: it must cover the place.
    const auto other =
        unit_place(scene.flows, moment, found->index, found->unit, inputs.settings.exaggeration);
    REQUIRE(other);
    CHECK(glm::distance(unit_on_screen(inputs, camera, *other), at) < reach_px);
  }
  CHECK(tried == wanted);
  MESSAGE(flows.unit_count() << " units: " << itself << " of " << tried << " are uncovered");
}

}  // namespace

TEST_CASE("pick: ports are found where they stand, in the language asked for") {
  const test::NoValidationErrors silent;
  const SceneGeometry& scene = scene_of_tests();
  for (const char* id : {"aktau", "baku", "alat"}) {
    const uint32_t index = scene.dataset.find_node(id);
    REQUIRE(index != dataset::k_none);
    const dataset::Node& node = scene.dataset.nodes[index];
    const FrameInputs inputs = over(node.place.longitude_deg + 0.1, node.place.latitude_deg, 150);
    const Projected at = on_screen(inputs, drawn_at(inputs, node.place));
    REQUIRE(at.is_inside);
    const auto found = pick(inputs, at.x + 2, at.y - 2);
    REQUIRE(found);
    CHECK(pick_kind_id(found->kind) == "node");
    CHECK(pick_id(scene, *found) == id);
    CHECK(pick_name(scene, *found, 1) == node.name.in(1));
    CHECK(pick_source(scene, *found) == node.source);
    CHECK(found->distance_px < 4);
  }
}

TEST_CASE("pick: any of a million units, as points and as dashes, or what covers it") {
  const test::NoValidationErrors silent;
  FrameInputs inputs = over(51, 41.2, 500);
  inputs.settings.layers.nodes = false;
  inputs.settings.unit_budget = 1'000'000;
  inputs.settings.unit_drawing = UnitDrawing::splat;
  check_units(inputs, 60);
  inputs.settings.motion = MotionMode::true_motion;
  check_units(inputs, 60);
  inputs.settings.unit_drawing = UnitDrawing::raster;
  inputs.settings.unit_budget = 6'000;
  check_units(inputs, 60);
  inputs.camera = {50.9, 43.4, 25'000, 225, 60};  // models
  inputs.settings.unit_budget = 60'000;
  check_units(inputs, 10);
}

TEST_CASE("pick: a link between its stations, unless its corridor is hidden") {
  const test::NoValidationErrors silent;
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
  const auto found = pick(inputs, at.x, at.y);
  REQUIRE(found);
  CHECK(found->kind == Pick::Kind::link);
  CHECK(pick_id(scene, *found) == "tap:" + std::to_string(scene.dataset.links[link].seq));
  CHECK(!pick_source(scene, *found).empty());
  CHECK_FALSE(pick(inputs, at.x + 40, at.y + 40));
  inputs.settings.hidden = {"tap"};
  CHECK_FALSE(pick(inputs, at.x, at.y));
}

TEST_CASE("pick: a seabed line from its signing on; nothing on the open sea or in the sky") {
  const test::NoValidationErrors silent;
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
    const auto found = pick(inputs, at.x, at.y);
    REQUIRE(found);
    CHECK(pick_id(scene, *found) == "KZ-RU");
    inputs.time = inputs.motion_time = *time::parse_time("1998-01-01");
    const auto before = pick(inputs, at.x, at.y);
    CHECK((!before || pick_id(scene, *before) != "KZ-RU"));
  }
  inputs = over(51.5, 38.2, 60);
  CHECK_FALSE(pick(inputs, 640, 360));
  inputs.camera.tilt_deg = 84;
  CHECK_FALSE(pick(inputs, 640, 2));
}

TEST_CASE("pick: what a mountain hides is not hit") {
  const test::NoValidationErrors silent;
  const SceneGeometry& scene = scene_of_tests();
  // Grazing over the Caucasus: nodes behind the ridge have no place in the picture.
  FrameInputs inputs = over(44.5, 42.0, 300);
  inputs.camera.heading_deg = 10;
  inputs.camera.tilt_deg = 76;
  inputs.settings.layers.units = false;
  const CameraFrame camera = camera_of(inputs);
  int hidden = 0, seen = 0;
  for (uint32_t i = 0; i < scene.dataset.nodes.size(); ++i) {
    const glm::dvec3 place_m = drawn_at(inputs, scene.dataset.nodes[i].place);
    const Projected at = project(camera, place_m);
    if (!at.is_inside) continue;
    const auto ground =
        screen_to_ground(camera, at.x, at.y, scene.heights, inputs.settings.exaggeration);
    if (!ground) continue;
    const double ground_m = glm::distance(drawn_at(inputs, *ground), camera.eye_m);
    // Coarser ground far away may be drawn a little lower: the ridge must be higher than that.
    const auto above =
        screen_to_ground(camera, at.x, at.y - 16, scene.heights, inputs.settings.exaggeration);
    const bool is_behind =
        at.distance_m > ground_m * 1.15 && above &&
        at.distance_m > 1.1 * glm::distance(drawn_at(inputs, *above), camera.eye_m);
    const auto found = pick(inputs, at.x, at.y);
    // The upper part of a sign may stand out over the ridge that hides its middle.
    const bool is_found =
        found && found->kind == Pick::Kind::node && found->index == i && found->distance_px < 0.5;
    if (is_behind) {
      ++hidden;
      CHECK_FALSE(is_found);
    }
    seen += is_found && at.distance_m < ground_m * 1.01;
  }
  CHECK(hidden > 0);
  CHECK(seen > 0);
}
