#include <doctest/doctest.h>

#include "geo/ellipsoid.h"
#include "scene/drawn_ground.h"
#include "scene/line_picking.h"
#include "scene/line_style.h"
#include "tests/support/built_in.h"

using namespace caspian;

namespace {

const scene::SceneGeometry& built_in_scene() {
  static const scene::SceneGeometry scene = [] {
    scene::SceneGeometry made{.dataset = test::built_in_dataset(),
                              .heights = test::built_in_terrain(),
                              .rates = dataset::build_rate_series(test::built_in_dataset()),
                              .tracks = test::built_in_tracks(),
                              .map_lines = {}};
    scene::add_flows(made);
    return made;
  }();
  return scene;
}

struct View {
  scene::FrameInputs inputs;
  scene::CameraFrame frame;

  explicit View(const scene::Camera& camera) {
    inputs.camera = camera;
    inputs.size = {1280, 720};
    inputs.time = *time::parse_time("2025-10-21");
    frame = scene::frame_on_ground(camera, inputs.size, test::built_in_terrain(),
                                   inputs.settings.exaggeration);
  }
  scene::Projected at(double lon, double lat, double height_m) const {
    return scene::project(
        frame, geo::to_earth_centred({lon, lat, height_m * inputs.settings.exaggeration}));
  }
  std::optional<scene::LineHit> pick(double x, double y, double reach_px = 6) const {
    return scene::pick_line(built_in_scene(), inputs, frame, x, y, reach_px);
  }
};

}  // namespace

TEST_CASE("a click on a lone link hits it, a click beside it hits nothing") {
  const auto& data = test::built_in_dataset();
  const uint32_t link = data.find_link(data.find_corridor("instc_east"), 10);
  const auto p =
      scene::point_at(test::built_in_tracks()[link], test::built_in_tracks()[link].length_m / 2);
  for (const double tilt_deg : {0.0, 60.0}) {
    const View view({.longitude_deg = p.longitude_deg,
                     .latitude_deg = p.latitude_deg,
                     .range_m = 400e3,
                     .heading_deg = 30,
                     .tilt_deg = tilt_deg});
    const auto at = view.at(p.longitude_deg, p.latitude_deg, p.height_m);
    const auto hit = view.pick(at.x + 2, at.y + 1);
    REQUIRE(hit);
    CHECK(hit->kind == scene::LineHit::Kind::link);
    CHECK(hit->index == link);
    CHECK(hit->distance_px < 3);
    CHECK(hit->place.longitude_deg == doctest::Approx(p.longitude_deg).epsilon(0.001));
    // To one side of it, whichever way it runs.
    CHECK((!view.pick(at.x + 60, at.y + 60) || !view.pick(at.x + 60, at.y - 60)));
  }
}

TEST_CASE("in a bundle the lane that is clicked is hit") {
  const auto& data = test::built_in_dataset();
  const auto& tracks = test::built_in_tracks();
  const uint32_t titr = data.find_link(data.find_corridor("titr"), 17);
  const uint32_t btk = data.find_link(data.find_corridor("btk"), 3);
  const double middle_m = tracks[titr].length_m / 2;
  const auto p = scene::point_at(tracks[titr], middle_m),
             q = scene::point_at(tracks[btk], middle_m);
  REQUIRE(std::abs(p.lane - q.lane) > 0.7f);
  const View view(
      {.longitude_deg = p.longitude_deg, .latitude_deg = p.latitude_deg, .range_m = 300e3});
  // The links run the same way; to the right of it on the screen.
  const auto before = scene::point_at(tracks[titr], middle_m - 2000),
             after = scene::point_at(tracks[titr], middle_m + 2000);
  const auto a = view.at(before.longitude_deg, before.latitude_deg, before.height_m),
             b = view.at(after.longitude_deg, after.latitude_deg, after.height_m);
  const glm::dvec2 along = glm::normalize(glm::dvec2(b.x - a.x, b.y - a.y)),
                   right(-along.y, along.x);
  const auto middle = view.at(p.longitude_deg, p.latitude_deg, p.height_m);
  for (const auto& [link, lane] : {std::pair{titr, p.lane}, std::pair{btk, q.lane}}) {
    const double off_px = double(lane) * view.inputs.settings.lane_spacing_px;
    const auto hit = view.pick(middle.x + right.x * off_px, middle.y + right.y * off_px);
    REQUIRE(hit);
    CHECK(hit->index == link);
    CHECK(hit->distance_px < 0.5);
  }
}

TEST_CASE("seabed lines and the junction point are hit when they are shown") {
  View view({.longitude_deg = 49.88833, .latitude_deg = 42.56, .range_m = 200e3});
  const auto& data = test::built_in_dataset();
  const auto junction = view.at(49.88833, 42.56, -28);
  auto hit = view.pick(junction.x + 1, junction.y + 1);
  REQUIRE(hit);
  CHECK(hit->kind == scene::LineHit::Kind::treaty_line);
  const auto notch = View({.longitude_deg = 49.3, .latitude_deg = 44.06667, .range_m = 200e3});
  const auto at = notch.at(49.3, 44.06667, -28);
  hit = notch.pick(at.x, at.y + 2);
  REQUIRE(hit);
  CHECK(data.lines[hit->index].id == "KZ-RU");
  view.inputs.settings.layers.lines = false;
  CHECK(!view.pick(junction.x + 1, junction.y + 1));
}

TEST_CASE("what the globe hides is not hit") {
  const View view({.longitude_deg = -130, .latitude_deg = -42, .range_m = 5e6});
  for (int x = 0; x < 1280; x += 64)
    for (int y = 0; y < 720; y += 90) CHECK(!view.pick(x, y, 20));
}
