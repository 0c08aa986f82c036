#include <doctest/doctest.h>

#include <cmath>
#include <random>

#include "geo/ellipsoid.h"
#include "scene/camera_controller.h"
#include "tests/support/invented_terrain.h"

using namespace caspian;
using namespace caspian::scene;

namespace {

constexpr PixelSize k_size{1280, 720};

struct Fixture {
  geo::HeightField heights = test::invented_terrain();
  std::mt19937 random{20251021};
  double between(double low, double high) {
    return std::uniform_real_distribution<double>(low, high)(random);
  }
  Camera any_camera(const DrawnGround& ground) {
    return within_limits(
        {between(45, 56), between(37, 47), std::exp(between(std::log(8e3), std::log(4e6))),
         between(0, 360), between(0, 75)},
        ground);
  }
};

glm::dvec3 place_under(const Camera& camera, double x, double y, const DrawnGround& ground) {
  const CameraFrame frame = frame_on_ground(camera, k_size, ground.heights, ground.exaggeration);
  const auto place = screen_to_ground(frame, x, y, ground.heights, ground.exaggeration);
  REQUIRE(place);
  return ground.earth_centred(place->longitude_deg, place->latitude_deg);
}

double off_px(const Camera& camera, const glm::dvec3& point, double x, double y,
              const DrawnGround& ground) {
  const Projected seen =
      project(frame_on_ground(camera, k_size, ground.heights, ground.exaggeration), point);
  return std::hypot(seen.x - x, seen.y - y);
}

bool shows_ground(const Camera& camera, double x, double y, const DrawnGround& ground) {
  const CameraFrame frame = frame_on_ground(camera, k_size, ground.heights, ground.exaggeration);
  return screen_to_ground(frame, x, y, ground.heights, ground.exaggeration).has_value();
}

}  // namespace

TEST_CASE_FIXTURE(Fixture, "what the screen shows projects back to where it was asked") {
  for (const double exaggeration : {1.0, 12.0, 50.0}) {
    const DrawnGround ground{heights, exaggeration};
    int tried = 0, on_a_cliff = 0;
    for (int i = 0; i < 300; ++i) {
      const Camera camera = any_camera(ground);
      const double x = between(0, 1280), y = between(0, 720);
      if (!shows_ground(camera, x, y, ground)) continue;
      ++tried;
      // A view may end on the face of the small step at a shore, which has no height of its own.
      on_a_cliff += off_px(camera, place_under(camera, x, y, ground), x, y, ground) > 0.1;
    }
    CHECK(tried > 200);
    CHECK(on_a_cliff <= tried / 50);
  }
}

TEST_CASE_FIXTURE(Fixture, "the sky is no ground") {
  const Camera low{51, 42, 50'000, 0, 85};
  const CameraFrame frame = frame_on_ground(low, k_size, heights, 1);
  CHECK_FALSE(screen_to_ground(frame, 640, 2, heights, 1));
  CHECK(screen_to_ground(frame, 640, 700, heights, 1));
  CHECK_FALSE(ray_to_ground(frame.eye_m, glm::normalize(frame.eye_m), {heights, 1}, 0.001));
}

TEST_CASE_FIXTURE(Fixture, "dragging keeps the ground under the cursor") {
  int held = 0, waited = 0;
  for (const double exaggeration : {1.0, 12.0}) {
    const DrawnGround ground{heights, exaggeration};
    for (int i = 0; i < 60; ++i) {
      const Camera start = any_camera(ground);
      double x = between(200, 1080), y = between(300, 700);
      if (!shows_ground(start, x, y, ground)) continue;
      const glm::dvec3 gripped = place_under(start, x, y, ground);
      PanGrip grip(start, k_size, x, y, ground);
      Camera last = start;
      for (int k = 0; k < 12; ++k) {
        x += between(-12, 12);
        y += between(-8, 8);
        const Camera moved = grip.move_to(x, y, ground);
        // Squeezed between mountains drawn higher than the eye is far, a drag may wait instead.
        const bool waits = moved == last;
        CHECK_MESSAGE((waits || off_px(moved, gripped, x, y, ground) < 1.0), camera_text(start));
        ++(waits ? waited : held);
        last = moved;
      }
    }
  }
  CHECK(held > 600);
  CHECK(waited < held / 20);
}

TEST_CASE_FIXTURE(Fixture, "a drag that comes back leaves the view as it was") {
  const DrawnGround ground{heights, 12};
  const Camera start{50, 40, 900'000, 30, 55};
  PanGrip grip(start, k_size, 500, 500, ground);
  grip.move_to(700, 420, ground);
  const Camera back = grip.move_to(500, 500, ground);
  CHECK(back.longitude_deg == doctest::Approx(start.longitude_deg).epsilon(1e-4));
  CHECK(back.latitude_deg == doctest::Approx(start.latitude_deg).epsilon(1e-4));
  CHECK(back.range_m == doctest::Approx(start.range_m).epsilon(1e-3));
}

TEST_CASE_FIXTURE(Fixture, "zooming keeps the ground under the cursor") {
  int tried = 0;
  for (const double exaggeration : {1.0, 12.0}) {
    const DrawnGround ground{heights, exaggeration};
    for (int i = 0; i < 60; ++i) {
      Camera camera = any_camera(ground);
      const double x = between(200, 1080), y = between(300, 700);
      if (!shows_ground(camera, x, y, ground)) continue;
      const glm::dvec3 held = place_under(camera, x, y, ground);
      for (int k = 0; k < 6; ++k) {
        const Camera nearer = zoom_at(camera, k_size, x, y, k < 3 ? 0.8 : 1.25, ground);
        if (nearer.range_m <= k_least_range_m * 1.01) break;
        // Where a limit of tilt or clearance binds, the view may turn; the place stays in sight.
        CHECK_MESSAGE(off_px(nearer, held, x, y, ground) < 1.0, camera_text(camera), " at ", x, ",",
                      y);
        camera = nearer;
        ++tried;
      }
    }
  }
  CHECK(tried > 300);
}

TEST_CASE_FIXTURE(Fixture, "the eye never goes under the ground, and limits hold") {
  for (const double exaggeration : {1.0, 12.0, 50.0}) {
    const DrawnGround ground{heights, exaggeration};
    for (int i = 0; i < 300; ++i) {
      const Camera wild{between(-700, 700), between(-100, 100), std::exp(between(0, 20)),
                        between(-999, 999), between(-50, 150)};
      Camera camera = within_limits(wild, ground);
      for (int k = 0; k < 3; ++k) {
        CHECK(camera.range_m >= k_least_range_m);
        CHECK(camera.range_m <= k_greatest_range_m);
        CHECK(camera.tilt_deg >= 0);
        CHECK(camera.tilt_deg <= greatest_tilt_deg(camera.range_m));
        CHECK(camera.heading_deg >= 0);
        CHECK(camera.heading_deg < 360);
        const auto frame = frame_on_ground(camera, k_size, heights, exaggeration);
        const geo::GeoPoint eye = geo::to_geodetic(frame.eye_m);
        CHECK(eye.height_m > ground.height_m(eye.longitude_deg, eye.latitude_deg) + 100);
        camera = k == 0 ? turn_by(camera, between(-900, 900), between(-900, 900), ground)
                        : zoom_at(camera, k_size, 640, 500, 0.3, ground);
      }
    }
  }
}

TEST_CASE_FIXTURE(Fixture, "far off, less tilt") {
  double last = 90;
  for (double range_m = 1e4; range_m <= k_greatest_range_m; range_m *= 1.2) {
    CHECK(greatest_tilt_deg(range_m) <= last);
    last = greatest_tilt_deg(range_m);
  }
  CHECK(greatest_tilt_deg(1e4) == 85);
  CHECK(last < 30);
}

TEST_CASE_FIXTURE(Fixture, "keys move, zoom, turn and tilt") {
  const DrawnGround ground{heights, 12};
  const Camera start{50, 42, 800'000, 40, 30};
  const auto after = [&](CameraStep what) { return step(start, what, k_size, ground); };
  CHECK(after(CameraStep::nearer).range_m < start.range_m);
  CHECK(after(CameraStep::farther).range_m > start.range_m);
  CHECK(after(CameraStep::turn_left).heading_deg < start.heading_deg);
  CHECK(after(CameraStep::turn_right).heading_deg > start.heading_deg);
  CHECK(after(CameraStep::tilt_more).tilt_deg > start.tilt_deg);
  CHECK(after(CameraStep::tilt_less).tilt_deg < start.tilt_deg);
  CHECK(after(CameraStep::north_up).heading_deg == 0);
  const Camera north_up = after(CameraStep::north_up);
  CHECK(step(north_up, CameraStep::right, k_size, ground).longitude_deg > start.longitude_deg);
  CHECK(step(north_up, CameraStep::left, k_size, ground).longitude_deg < start.longitude_deg);
  CHECK(step(north_up, CameraStep::up, k_size, ground).latitude_deg > start.latitude_deg);
  CHECK(step(north_up, CameraStep::down, k_size, ground).latitude_deg < start.latitude_deg);
}

TEST_CASE_FIXTURE(Fixture, "a double click flies over what was clicked") {
  const DrawnGround ground{heights, 12};
  const Camera start{50, 42, 800'000, 40, 30};
  const Camera target = nearer_over(start, k_size, 300, 250, ground);
  CHECK(off_px(target, place_under(start, 300, 250, ground), 640, 360, ground) < 1);
  CHECK(target.range_m < start.range_m);
}
