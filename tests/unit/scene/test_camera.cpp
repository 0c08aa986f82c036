#include <doctest/doctest.h>

#include <cmath>

#include "geo/ellipsoid.h"
#include "scene/camera.h"

using namespace caspian;
using namespace caspian::scene;

TEST_CASE("a camera is five numbers, and nothing else is accepted") {
  const auto camera = parse_camera("50.5,41.25,1900,350,62.5");
  REQUIRE(camera);
  CHECK(camera->longitude_deg == 50.5);
  CHECK(camera->latitude_deg == 41.25);
  CHECK(camera->range_m == 1'900'000);
  CHECK(camera->heading_deg == 350);
  CHECK(camera->tilt_deg == 62.5);
  CHECK(parse_camera(" 50 , -3.5 ,0.5,-10, 0 "));
  for (const char* bad : {"", "1,2,3,4", "1,2,3,4,5,6", "1,2,x,4,5", "1,2,3,4,", "1,2,0,4,5",
                          "1,91,3,4,5", "1,2,3,4,91", "1,2,3,4,-1", "nan,2,3,4,5", "1,2,inf,4,5",
                          "1,2,3e9,4,5", "1;2;3;4;5", "1,2,3,4,5deg"})
    CHECK_MESSAGE(!parse_camera(bad), bad);
  CHECK(parse_camera(camera_text(*camera)) == *camera);
}

TEST_CASE("the point looked at is seen in the middle, at its range") {
  for (const Camera camera :
       {Camera{50, 42, 1e6, 0, 0}, {50, 42, 2e4, 200, 85}, {-170, -70, 5e6, 33, 40}}) {
    const CameraFrame frame = frame_of(camera, {1280, 720}, 12'345);
    const Projected seen = project(frame, frame.target_m);
    CHECK(seen.is_inside);
    CHECK(seen.x == doctest::Approx(640));
    CHECK(seen.y == doctest::Approx(360));
    CHECK(seen.distance_m == doctest::Approx(camera.range_m));
    CHECK(geo::to_geodetic(frame.target_m).height_m == doctest::Approx(12'345).epsilon(1e-6));
  }
}

TEST_CASE("heading and tilt turn the picture the right way") {
  const Camera straight_down{50, 42, 1e6, 0, 0};
  const CameraFrame down = frame_of(straight_down, {1000, 1000}, 0);
  CHECK(project(down, geo::to_earth_centred({51, 42, 0})).x > 510);  // east is right
  CHECK(project(down, geo::to_earth_centred({50, 43, 0})).y < 490);  // north is up
  const CameraFrame east_up = frame_of({50, 42, 1e6, 90, 0}, {1000, 1000}, 0);
  CHECK(project(east_up, geo::to_earth_centred({51, 42, 0})).y < 490);
  const CameraFrame tilted = frame_of({50, 42, 1e6, 0, 60}, {1000, 1000}, 0);
  const geo::GeoPoint eye = geo::to_geodetic(tilted.eye_m);
  CHECK(eye.latitude_deg < 42);  // looks north from the south
  CHECK(eye.longitude_deg == doctest::Approx(50));
  CHECK(project(tilted, geo::to_earth_centred({50, 42, 20'000})).y < 490);  // up is up
}

TEST_CASE("pixel sizes, depth and rays agree with the projection") {
  const CameraFrame frame = frame_of({50, 42, 1e6, 30, 50}, {1280, 720}, 0);
  CHECK(frame.pixels_per_radian == doctest::Approx(360 / std::tan(18 * 3.14159265358979 / 180)));
  const glm::dvec3 point = geo::to_earth_centred({51.2, 42.7, 900});
  const Projected seen = project(frame, point);
  const glm::dvec3 along = ray_through(frame, seen.x, seen.y) * seen.distance_m + frame.eye_m;
  CHECK(glm::length(along - point) < 1e-3);
  const glm::dvec4 clip = frame.view_projection * glm::dvec4(frame.target_m - frame.eye_m, 1);
  CHECK(clip.z / clip.w == doctest::Approx(frame.near_m / 1e6));  // reversed-Z, infinite
}

TEST_CASE("the globe hides what lies behind it, mountains less so") {
  const CameraFrame frame = frame_of({50, 42, 8e6, 0, 0}, {1000, 1000}, 0);
  CHECK(project(frame, geo::to_earth_centred({50, 25, 0})).is_inside);
  CHECK_FALSE(project(frame, geo::to_earth_centred({-130, -42, 0})).is_inside);
  CHECK(is_beyond_horizon(frame.eye_m, geo::to_earth_centred({50, -30, 0})));
  CHECK_FALSE(is_beyond_horizon(frame.eye_m, geo::to_earth_centred({50, -30, 2e6})));
  CHECK_FALSE(is_beyond_horizon(frame.eye_m, geo::to_earth_centred({52, 42, -1300})));
  // Behind the eye nothing is seen.
  CHECK_FALSE(project(frame, frame.eye_m * 1.5).is_inside);
}

TEST_CASE("map scale and range are inverse, 0.25 mm to the pixel") {
  const double range_m = range_for_scale(5'000'000, 720);
  CHECK(scale_denominator(range_m, 720) == doctest::Approx(5'000'000));
  // At 1:5M a pixel covers 1250 m.
  const CameraFrame frame = frame_of({50, 42, range_m, 0, 0}, {1280, 720}, 0);
  CHECK(range_m / frame.pixels_per_radian == doctest::Approx(1250));
}
