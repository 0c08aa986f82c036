#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <initializer_list>

#include "geo/ellipsoid.h"
#include "scene/camera_controller.h"
#include "scene/camera_flight.h"

using namespace caspian;
using namespace caspian::scene;

namespace {

double apart_m(const Camera& a, const Camera& b) {
  return geo::geodesic_distance_m({a.longitude_deg, a.latitude_deg, 0},
                                  {b.longitude_deg, b.latitude_deg, 0});
}

}  // namespace

TEST_CASE("a flight begins and ends where it should and never jumps") {
  const Camera here{49.9, 40.4, 60'000, 350, 60};
  for (const Camera there : {Camera{51.2, 43.6, 80'000, 10, 20},
                             {49.9, 40.4, 2e6, 350, 0},
                             {-70, -33, 40'000, 180, 80},
                             {49.9, 40.4, 60'000, 90, 60},
                             {49.90001, 40.4, 60'000, 350, 60}}) {
    const CameraFlight flight = plan_flight(here, there);
    CHECK(flight.duration_s >= 0.8);
    CHECK(flight.duration_s <= 3);
    CHECK(camera_at(flight, 0) == here);
    CHECK(camera_at(flight, -1) == here);
    CHECK(camera_at(flight, flight.duration_s) == there);
    CHECK(camera_at(flight, 99) == there);
    Camera last = here;
    constexpr int k_frames = 2000;
    for (int i = 1; i <= k_frames; ++i) {
      const Camera now = camera_at(flight, flight.duration_s * i / k_frames);
      // In units of what is in view, a frame moves little and zooms little.
      CHECK(apart_m(last, now) < 0.03 * std::max(last.range_m, now.range_m));
      CHECK(std::abs(std::log(now.range_m / last.range_m)) < 0.03);
      CHECK(std::abs(std::remainder(now.heading_deg - last.heading_deg, 360)) < 0.5);
      CHECK(now.tilt_deg <= greatest_tilt_deg(now.range_m));
      last = now;
    }
  }
}

TEST_CASE("a far flight looks from higher up on the way, a near one does not") {
  const Camera here{49.9, 40.4, 60'000, 0, 0};
  const CameraFlight far = plan_flight(here, {60, 50, 60'000, 0, 0});
  CHECK(camera_at(far, far.duration_s / 2).range_m > 400'000);
  const CameraFlight near = plan_flight(here, {49.95, 40.4, 60'000, 0, 0});
  CHECK(camera_at(near, near.duration_s / 2).range_m < 70'000);
}

TEST_CASE("a flight takes the short way round") {
  const CameraFlight flight = plan_flight({170, 0, 1e6, 350, 0}, {-170, 0, 1e6, 20, 0});
  const Camera middle = camera_at(flight, flight.duration_s / 2);
  CHECK(std::abs(middle.longitude_deg) == doctest::Approx(180));
  CHECK(middle.heading_deg == doctest::Approx(5));
}
