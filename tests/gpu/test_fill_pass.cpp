// Fills over the relief: what is inside a border is tinted, what is outside is not, the ground's
// shading stays, and switched off they leave no trace.
#include <doctest/doctest.h>

#include <cmath>

#include "app/picture_maker.h"
#include "app/session.h"
#include "geo/polyline.h"
#include "scene/area_pick.h"
#include "scene/drawn_ground.h"
#include "scene/organizations.h"
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

FrameInputs over(double longitude_deg, double latitude_deg, double range_km, double tilt_deg) {
  FrameInputs inputs;
  inputs.time = inputs.motion_time = *time::parse_time("2025-10-21");
  inputs.camera = {longitude_deg, latitude_deg, range_km * 1000, 20, tilt_deg};
  inputs.size = {320, 240};
  inputs.settings.exaggeration = 4;
  LayerToggles bare;
  for (const std::string_view name : layer_names()) *find_layer(bare, name) = false;
  bare.terrain = bare.sea = true;
  inputs.settings.layers = bare;
  return inputs;
}

Image draw(const FrameInputs& inputs) {
  app::PictureMaker maker(session_of_tests(), inputs.size, 1);
  return maker.make(inputs);
}

struct Counts {
  int inside = 0, outside = 0, wrong_inside = 0, wrong_outside = 0;
  double contrast_without = 0, contrast_with = 0;
};

double luminance(const Image& image, size_t px) {
  return 0.3 * image.rgba[4 * px] + 0.59 * image.rgba[4 * px + 1] + 0.11 * image.rgba[4 * px + 2];
}

/// How far from the nearest piece of any country's rings, in m.
double from_border_m(const geo::GeoPoint& place) {
  double nearest = 1e9;
  for (const CountryShape& country : session_of_tests().geometry().countries)
    for (const auto& ring : country.rings)
      for (size_t i = 0, before = ring.size() - 1; i < ring.size(); before = i++) {
        if (std::abs(ring[i].latitude_deg - place.latitude_deg) > 2 ||
            std::abs(ring[i].longitude_deg - place.longitude_deg) > 3)
          continue;
        nearest = std::min(nearest, geo::distance_to_piece_m(place, ring[before], ring[i]));
      }
  return nearest;
}

Counts compare(const FrameInputs& inputs) {
  FrameInputs off = inputs;
  off.settings.organization.clear();
  const Image with = draw(inputs), without = draw(off);
  const SceneGeometry& scene = session_of_tests().geometry();
  const auto tints =
      country_tints(scene.dataset, scene.countries, inputs, theme_of(inputs.settings.theme));
  const CameraFrame camera =
      frame_on_ground(inputs.camera, inputs.size, scene.heights, inputs.settings.exaggeration);
  Counts counts;
  for (uint32_t y = 8; y < inputs.size.height - 8; y += 9)
    for (uint32_t x = 8; x < inputs.size.width - 8; x += 9) {
      const auto place =
          screen_to_ground(camera, x + 0.5, y + 0.5, scene.heights, inputs.settings.exaggeration);
      if (!place) continue;
      const bool is_land = scene.heights.height_m(place->longitude_deg, place->latitude_deg) >
                           scene.heights.sea_level_m(place->longitude_deg, place->latitude_deg) + 5;
      const double px_m = inputs.camera.range_m / camera.pixels_per_radian;
      if (!is_land || from_border_m(*place) < std::max(12 * px_m, 9000.0)) continue;
      glm::vec4 tint(0);
      for (size_t i = 0; i < scene.countries.size(); ++i)
        if (tints[i].a != 0 &&
            is_inside(scene.countries[i].rings, place->longitude_deg, place->latitude_deg))
          tint = tints[i];
      const size_t px = size_t(y) * inputs.size.width + x;
      int most = 0;
      for (size_t k = 0; k < 3; ++k)
        most = std::max(most, std::abs(int(with.rgba[4 * px + k]) - int(without.rgba[4 * px + k])));
      (tint.a != 0 ? counts.inside : counts.outside) += 1;
      if (tint.a != 0 && most < 6) ++counts.wrong_inside;
      if (tint.a == 0 && most > 0) ++counts.wrong_outside;
      if (tint.a == 0) continue;
      counts.contrast_with += std::abs(luminance(with, px + 2) - luminance(with, px - 2));
      counts.contrast_without += std::abs(luminance(without, px + 2) - luminance(without, px - 2));
    }
  return counts;
}

}  // namespace

TEST_CASE("fills: inside and outside a border at three scales and three tilts") {
  const test::NoValidationErrors silent;
  double contrast_with = 0, contrast_without = 0;
  for (const double range_km : {120.0, 500.0, 1800.0})
    for (const double tilt_deg : {0.0, 40.0, 68.0}) {
      // The border of Azerbaijan and Georgia, of which one has signed.
      FrameInputs inputs = over(46.2, 41.3, range_km, tilt_deg);
      inputs.settings.organization = "CASPIAN5";
      const Counts counts = compare(inputs);
      CAPTURE(range_km);
      CAPTURE(tilt_deg);
      CHECK(counts.inside > 20);
      CHECK(counts.outside > 20);
      CHECK(counts.wrong_inside == 0);
      CHECK(counts.wrong_outside == 0);
      contrast_with += counts.contrast_with;
      contrast_without += counts.contrast_without;
    }
  CHECK(contrast_with > 0.6 * contrast_without);  // the relief is still there
}

TEST_CASE("fills: the same in all themes, and off leaves no trace") {
  const test::NoValidationErrors silent;
  for (const ThemeId theme : {ThemeId::dusk, ThemeId::map, ThemeId::contrast}) {
    FrameInputs off = over(50, 42, 2500, 30);
    off.settings.theme = theme;
    const Image before = draw(off);
    FrameInputs on = off;
    on.settings.organization = "OTS";
    CHECK(draw(on).rgba != before.rgba);
    CHECK(draw(off).rgba == before.rgba);
    // Nobody belonged yet: nothing is drawn.
    on.time = off.time = *time::parse_time("2005-01-01");
    CHECK(draw(on).rgba == draw(off).rgba);
  }
}

TEST_CASE("fills: one tint is one tint, also where tiles meet") {
  const test::NoValidationErrors silent;
  // Deep within Kazakhstan: with the tint at full strength every pixel is drawn over exactly once.
  for (const double range_km : {300.0, 900.0})
    for (const double tilt_deg : {0.0, 55.0}) {
      FrameInputs inputs = over(67, 48, range_km, tilt_deg);
      FrameInputs on = inputs;
      on.settings.organization = "OTS";
      const Image without = draw(inputs), with = draw(on);
      const glm::vec4 tint = membership_tint(Membership::member, theme_of(ThemeId::dusk));
      int twice = 0, missing = 0, looked_at = 0;
      for (size_t px = without.rgba.size() / 8; px < without.rgba.size() / 4; ++px)
        for (size_t k = 0; k < 3; ++k) {
          const double ground = without.rgba[4 * px + k];
          const double expected = ground + (255.0 * tint[int(k)] - ground) * tint.a;
          ++looked_at;
          // Haze takes some of it away; twice the tint would be much more.
          const double share = (with.rgba[4 * px + k] - ground) / (expected - ground);
          if (std::abs(expected - ground) <= 12) continue;
          twice += share > 1.3;
          missing += share < 0.3;
        }
      CAPTURE(range_km);
      CAPTURE(tilt_deg);
      CHECK(looked_at > 100'000);
      // Where one slope ends just before another both may be drawn: a few pixels in ten thousand.
      CHECK(twice <= looked_at / 10'000);
      CHECK(missing <= looked_at / 400);  // lakes are no land
    }
}
