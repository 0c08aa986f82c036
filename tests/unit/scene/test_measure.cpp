// What is measured: figures, words, and the line on the map.
#include <cmath>

#include <doctest/doctest.h>

#include "geo/ellipsoid.h"
#include "geo/geodesic.h"
#include "scene/cpu_picture.h"
#include "scene/drawn_ground.h"
#include "scene/measure.h"
#include "scene/profile_drawing.h"
#include "tests/support/built_in.h"
#include "tests/support/lettering_scene.h"
#include "tests/support/test_paths.h"

using namespace caspian;

namespace {

const std::vector<geo::GeoPoint> k_triangle{{51.15, 43.63, 0}, {49.95, 40.35, 0}, {53.0, 40.0, 0}};

const scene::Language& english() {
  static const scene::Language language =
      std::move(scene::Language::load(test::source_dir() / "assets", "en")).value();
  return language;
}

}  // namespace

TEST_CASE("legs, perimeter and area are the geodesic ones") {
  const auto line = scene::measure(k_triangle, false);
  CHECK(line.legs_m.size() == 2);
  CHECK(line.area_m2 == 0);
  CHECK(line.length_m == doctest::Approx(geo::geodesic_length_m(k_triangle)).epsilon(1e-12));
  const auto ring = scene::measure(k_triangle, true);
  CHECK(ring.legs_m.size() == 3);
  CHECK(ring.length_m == doctest::Approx(geo::ring_measure(k_triangle).perimeter_m).epsilon(1e-12));
  CHECK(ring.area_m2 == geo::ring_measure(k_triangle).area_m2);
  CHECK(scene::measure({k_triangle[0]}, false).legs_m.empty());
  CHECK(scene::measure({k_triangle[0], k_triangle[1]}, true).area_m2 == 0);
}

TEST_CASE("lengths and areas in words") {
  CHECK(scene::length_text(849.6, english()) == "850 m");
  CHECK(scene::length_text(37'763.4, english()) == "37.76 km");
  CHECK(scene::length_text(377'633.4, english()) == "377.6 km");
  CHECK(scene::area_text(380, english()) == "380 m²");
  CHECK(scene::area_text(2'520'000, english()) == "2.52 km²");
}

TEST_CASE("the measured line is on the picture, its figures apart and within it") {
  auto inputs = test::lettering_inputs({51, 41.5, 900'000, 0, 30}, {1280, 720}, "en");
  const size_t without = test::lettered(inputs).overlay.boxes.size();
  for (const bool is_area : {false, true}) {
    inputs.settings.measured = k_triangle;
    inputs.settings.measured_is_area = is_area;
    CHECK(test::lettered(inputs).overlay.boxes.size() > without + 60);
    const auto layout = test::measured(inputs);
    CHECK(layout.boxes.size() == (is_area ? 4 : 3));
    const scene::ScreenRect screen{0, 0, 1280, 720};
    for (size_t i = 0; i < layout.boxes.size(); ++i) {
      CHECK(screen.contains(layout.boxes[i]));
      for (size_t k = 0; k < i; ++k) CHECK_FALSE(layout.boxes[k].overlaps(layout.boxes[i]));
    }
  }
  // Its places lie where the map has them.
  const auto frame = scene::frame_on_ground(inputs.camera, inputs.size, test::built_in_terrain(),
                                            inputs.settings.exaggeration);
  for (const geo::GeoPoint& place : k_triangle) {
    const double height_m =
        test::built_in_terrain().surface_m(place.longitude_deg, place.latitude_deg);
    const auto at =
        scene::project(frame, geo::to_earth_centred({place.longitude_deg, place.latitude_deg,
                                                     height_m * inputs.settings.exaggeration}));
    bool is_marked = false;
    for (const scene::OverlayBox& box : test::measured(inputs).overlay.boxes)
      is_marked |= box.stroke_px > 0 && std::hypot(box.centre.x - at.x, box.centre.y - at.y) < 1.5;
    CHECK(is_marked);
  }
  // Beyond the horizon nothing is drawn, near the ground nothing is missing.
  inputs.camera = {-100, 40, 2'000'000, 0, 0};
  CHECK(test::measured(inputs).overlay.boxes.empty());
}

TEST_CASE("a profile's drawing: in every language no text is cut or lies on another") {
  const auto& scene = test::built_in_scene();
  const auto profile = scene::sample_profile(
      std::vector<geo::GeoPoint>{{44.8, 41.7, 0}, {49.45, 39.94, 0}, {51.15, 43.63, 0}},
      scene.heights, std::nullopt);
  REQUIRE(profile.ok());
  auto& shaper = test::built_in_lettering().shaper();
  for (const std::string& code : scene::available_languages(test::source_dir() / "assets")) {
    const auto language = scene::Language::load(test::source_dir() / "assets", code);
    REQUIRE(language.ok());
    const auto places =
        scene::places_passed(*profile, scene.dataset, 10'000, language->dataset_index());
    CHECK(places.size() >= 2);
    const scene::ProfileDrawing drawing{*profile,
                                        places,
                                        "Tbilisi – Aktau",
                                        {"Lines and names express no opinion."},
                                        scene::theme_of(scene::ThemeId::map),
                                        *language,
                                        shaper,
                                        1};
    for (const PixelSize size : {PixelSize{1600, 720}, PixelSize{800, 500}, PixelSize{480, 640}}) {
      CAPTURE(code);
      CAPTURE(size.width);
      const auto layout = scene::lay_out_profile(drawing, size);
      const scene::ScreenRect page{0, 0, float(size.width), float(size.height)};
      CHECK(layout.texts.size() > 6);
      for (size_t i = 0; i < layout.texts.size(); ++i) {
        CHECK(page.contains(layout.texts[i]));
        for (size_t k = 0; k < i; ++k) CHECK_FALSE(layout.texts[k].overlaps(layout.texts[i]));
      }
    }
  }
}

TEST_CASE("pixels without a device: boxes cover what they should, halves are means") {
  Image image = scene::blank_picture({20, 20}, glm::vec3(1));
  scene::Overlay overlay;
  scene::OverlayBox box;
  box.centre = {10, 10};
  box.half = {4, 3};
  box.fill = {0, 0, 0, 1};
  overlay.boxes.push_back(box);
  scene::draw_overlay(image, overlay, test::built_in_lettering().atlas());
  const auto red = [&](size_t x, size_t y) { return int(image.rgba[4 * (y * 20 + x)]); };
  CHECK(red(6, 7) == 0);
  CHECK(red(13, 12) == 0);
  CHECK(red(5, 10) == 255);
  CHECK(red(10, 13) == 255);
  const Image half = scene::halved(image);
  CHECK(half.size == PixelSize{10, 10});
  CHECK(int(half.rgba[4 * (5 * 10 + 5)]) == 0);
  CHECK(int(half.rgba[4 * (3 * 10 + 5)]) == 128);
}
