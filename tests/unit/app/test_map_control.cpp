// Mouse on the map: drags, clicks, double clicks and the wheel become the right actions.
#include <doctest/doctest.h>

#include "app/map_control.h"
#include "app/scene_data.h"
#include "geo/ellipsoid.h"

using namespace caspian;
using namespace caspian::app;
using namespace caspian::platform;

namespace {

constexpr PixelSize k_size{1280, 720};

const geo::HeightField& heights() {
  static const geo::HeightField k_heights = std::move(open_terrain()).value();
  return k_heights;
}

struct Hand {
  dataset::Dataset data;
  AppState state;
  MapControl control{heights()};

  Hand() { state.camera = {50.5, 41.5, 800'000, 0, 30}; }
  void take(const std::vector<Action>& wanted) {
    for (const Action& action : wanted) apply(action, data, state);
  }
  void operator()(const InputEvent& event) { take(control.handle(event, state, k_size)); }
  geo::GeoPoint under(double x, double y) const {
    const auto frame =
        scene::frame_on_ground(state.camera, k_size, heights(), state.settings.exaggeration);
    return scene::screen_to_ground(frame, x, y, heights(), state.settings.exaggeration).value();
  }
};

}  // namespace

TEST_CASE("map: a drag keeps the ground under the pointer") {
  Hand hand;
  const geo::GeoPoint before = hand.under(400, 300);
  hand(PointerMoved{400, 300});
  hand(ButtonChanged{Button::left, true, {}});
  hand(PointerMoved{500, 330});
  hand(PointerMoved{620, 360});
  hand(ButtonChanged{Button::left, false, {}});
  const geo::GeoPoint after = hand.under(620, 360);
  CHECK(geo::geodesic_distance_m(before, after) < 3000);  // range 800 km: about 2 px
  CHECK_FALSE(hand.control.take_click());
}

TEST_CASE("map: a right drag turns and tilts about the middle, and clicks nothing") {
  Hand hand;
  hand(PointerMoved{600, 300});
  hand(ButtonChanged{Button::right, true, {}});
  hand(PointerMoved{700, 250});
  hand(ButtonChanged{Button::right, false, {}});
  CHECK(hand.state.camera.heading_deg != 0);
  CHECK(hand.state.camera.tilt_deg != 30);
  CHECK(hand.state.camera.longitude_deg == doctest::Approx(50.5));
  CHECK_FALSE(hand.control.take_click());
}

TEST_CASE("map: a press that hardly moves is a click; two make a flight") {
  Hand hand;
  hand(PointerMoved{640, 360});
  hand(ButtonChanged{Button::left, true, {}});
  hand(PointerMoved{642, 361});
  hand(ButtonChanged{Button::left, false, {}});
  const auto click = hand.control.take_click();
  REQUIRE(click);
  CHECK(click->x_px == 642);
  CHECK_FALSE(hand.control.take_click());
  CHECK(hand.state.camera == scene::Camera{50.5, 41.5, 800'000, 0, 30});
  hand.take(hand.control.advance(0.1, hand.state));
  hand(ButtonChanged{Button::left, true, {}});
  hand(ButtonChanged{Button::left, false, {}});
  CHECK(hand.control.is_flying());
  for (int i = 0; i < 300 && hand.control.is_flying(); ++i)
    hand.take(hand.control.advance(0.02, hand.state));
  CHECK_FALSE(hand.control.is_flying());
  CHECK(hand.state.camera.range_m < 700'000);
}

TEST_CASE("map: slow clicks are two clicks") {
  Hand hand;
  hand(PointerMoved{640, 360});
  for (int i = 0; i < 2; ++i) {
    hand(ButtonChanged{Button::left, true, {}});
    hand(ButtonChanged{Button::left, false, {}});
    CHECK(hand.control.take_click());
    hand.take(hand.control.advance(1.0, hand.state));
  }
  CHECK_FALSE(hand.control.is_flying());
}

TEST_CASE("map: the wheel zooms to the pointer and ends a flight") {
  Hand hand;
  hand.control.fly_to({60, 45, 300'000, 0, 0}, hand.state);
  hand(PointerMoved{300, 500});
  const geo::GeoPoint before = hand.under(300, 500);
  hand(WheelTurned{0, 3, {}});
  CHECK_FALSE(hand.control.is_flying());
  CHECK(hand.state.camera.range_m < 600'000);
  CHECK(geo::geodesic_distance_m(before, hand.under(300, 500)) < 3000);
}
