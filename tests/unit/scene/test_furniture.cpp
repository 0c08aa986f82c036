// The scale bar is true, the sources line and the notes say what is visible, the legend what is in
// view.
#include <algorithm>

#include <doctest/doctest.h>

#include "geo/ellipsoid.h"
#include "scene/drawn_ground.h"
#include "tests/support/built_in.h"
#include "tests/support/lettering_scene.h"
#include "tests/support/test_paths.h"

using namespace caspian;

namespace {

constexpr PixelSize k_size{1280, 720};

bool has_part(const scene::FurnitureLayout& furniture, const std::string& id) {
  return std::any_of(furniture.parts.begin(), furniture.parts.end(),
                     [&id](const auto& part) { return part.id == id; });
}

float height_of(const scene::FurnitureLayout& furniture, const std::string& id) {
  for (const auto& part : furniture.parts) {
    if (part.id == id) return part.boxes[0].height;
  }
  return 0;
}

}  // namespace

TEST_CASE("the scale bar is as long as its distance at the screen's centre") {
  for (const double range_m : {30'000.0, 700'000.0, 4'000'000.0}) {
    for (const double tilt_deg : {0.0, 60.0}) {
      const scene::Camera camera{52, 45, range_m, 33, tilt_deg};
      const auto frame = scene::frame_of(camera, k_size, 5'000);
      const scene::ScaleBar bar = scene::scale_bar(frame, range_m, 160);
      CHECK(bar.px <= 160);
      CHECK(bar.px > 160 / 2.6);
      const double leading = bar.metres / std::pow(10, std::floor(std::log10(bar.metres)));
      CHECK((leading == doctest::Approx(1) || leading == doctest::Approx(2) ||
             leading == doctest::Approx(5)));
      // A hundredth of it across the view, at the height of the ground looked at.
      const geo::GeoPoint centre = geo::to_geodetic(frame.target_m);
      const geo::GeoPoint beside =
          geo::to_geodetic(frame.target_m + frame.right() * (bar.metres * 0.01));
      const auto a = scene::project(frame, frame.target_m);
      const auto b = scene::project(frame, geo::to_earth_centred(beside));
      const double true_m = geo::geodesic_distance_m(centre, beside);
      CHECK(std::hypot(a.x - b.x, a.y - b.y) / true_m ==
            doctest::Approx(bar.px / bar.metres).epsilon(0.01));
    }
  }
}

TEST_CASE("furniture is one layer") {
  auto inputs = test::lettering_inputs({}, k_size, "en");
  for (const char* part : {"date", "scale", "north", "notes", "legend", "credits"}) {
    CHECK_MESSAGE(has_part(test::furnished(inputs), part), part);
  }
  inputs.settings.layers.furniture = false;
  CHECK(test::furnished(inputs).parts.empty());
}

TEST_CASE("the legend shows what is in view") {
  auto inputs = test::lettering_inputs({}, k_size, "en");
  inputs.settings.layers.ports = false;  // so that nothing is left out for want of room
  const float all = height_of(test::furnished(inputs), "legend");
  inputs.settings.layers.units = false;
  CHECK(height_of(test::furnished(inputs), "legend") < all);  // without "1 unit = ..."
  inputs.settings.layers.lines = inputs.settings.layers.nodes = false;
  const float less = height_of(test::furnished(inputs), "legend");
  CHECK(less > 0);
  CHECK(less < all - 60);
  for (const auto& corridor : test::built_in_dataset().corridors) {
    inputs.settings.hidden.push_back(corridor.id);
  }
  CHECK_FALSE(has_part(test::furnished(inputs), "legend"));
}
