// The Caspian at other levels: the water is drawn where the floor says, and what floats stays on
// it.
#include <doctest/doctest.h>

#include <cmath>
#include <string>

#include "app/picture_maker.h"
#include "app/scene_setup.h"
#include "app/session.h"
#include "geo/flooding.h"
#include "scene/drawn_ground.h"
#include "tests/support/test_device.h"

using namespace caspian;
using namespace caspian::app;

namespace {

constexpr PixelSize k_size{320, 240};

Session& session() {
  static const std::unique_ptr<Session> k_session =
      Session::open({"", {.software = true, .validation = true}, {}}).value();
  return *k_session;
}

/// Ground and water alone, in flat colours.
scene::FrameInputs inputs_of(const char* camera, double level_m) {
  SceneRequest request;
  request.camera = scene::parse_camera(camera);
  request.theme = scene::ThemeId::contrast;
  request.sea_level_m = level_m;
  request.time = time::parse_time("2025-10-21");
  AppState state = set_up_scene(request, session().dataset(), session().assets()).value();
  for (const std::string_view name : scene::layer_names())
    *scene::find_layer(state.settings.layers, name) = name == "sea";
  return frame_inputs_of(state, k_size);
}

Image draw(const scene::FrameInputs& inputs) {
  return PictureMaker(session(), inputs.size, 1).make(inputs);
}

struct Told {
  int wet = 0, dry = 0, wrong = 0;
};

/// Compares the picture with what the flooding says, away from the line of the water.
Told compare(const scene::FrameInputs& inputs) {
  const Image image = draw(inputs);
  const geo::HeightField& heights = session().heights();
  const double level = scene::sea_level_of(inputs);
  const auto frame = scene::frame_on_ground(inputs.camera, k_size, heights, 12, level);
  const scene::Theme& theme = scene::theme_of(scene::ThemeId::contrast);
  Told told;
  const double reach_deg = inputs.camera.range_m / 111e3 / 150;  // some pixels
  for (uint32_t y = 3; y < k_size.height; y += 4)
    for (uint32_t x = 3; x < k_size.width; x += 4) {
      const auto place = scene::screen_to_ground(frame, x + 0.5, y + 0.5, heights, 12, level);
      if (!place) continue;
      const double lon = place->longitude_deg, lat = place->latitude_deg;
      const bool is_wet = heights.is_sea_at(lon, lat, level);
      bool is_clear = true;
      for (const double dx : {-reach_deg, reach_deg})
        for (const double dy : {-reach_deg, reach_deg})
          // The shore of the data stays as a thin line.
          is_clear = is_clear && heights.is_sea_at(lon + dx, lat + dy, level) == is_wet &&
                     heights.is_sea(lon + dx, lat + dy) == heights.is_sea(lon, lat);
      if (!is_clear) continue;
      const uint8_t* p = &image.rgba[(size_t(y) * k_size.width + x) * 4];
      const glm::vec3 colour = glm::vec3(p[0], p[1], p[2]) / 255.0f;
      const bool looks_dry = glm::distance(colour, theme.land[0].colour) < 0.06f;
      (is_wet ? told.wet : told.dry)++;
      told.wrong += looks_dry == is_wet;
    }
  return told;
}

}  // namespace

TEST_CASE("at -24, -28 and -32 m the water is where the floor says: Kara-Bogaz-Gol, the north") {
  const test::NoValidationErrors silent;
  for (const char* camera : {"53.5,41.4,420,0,0", "50.5,46.2,700,0,0"}) {
    int last_wet = 1 << 20;
    for (const double level : {-24.0, -28.0, -30.0, -32.0}) {
      const Told told = compare(inputs_of(camera, level));
      MESSAGE(camera, " at ", level, " m: ", told.wet, " wet, ", told.dry, " dry, ", told.wrong,
              " wrong");
      CHECK(told.wet > 100);
      CHECK(told.dry > 100);
      CHECK(told.wrong <= (told.wet + told.dry) / 60);  // lakes are water, too
      CHECK(told.wet < last_wet);
      last_wet = told.wet;
    }
  }
}

TEST_CASE("close to the data's level the picture comes to the data's shore") {
  const test::NoValidationErrors silent;
  const Image exact = draw(inputs_of("50.2,40.4,120,0,0", -28));
  const auto differing = [&](double level) {
    const Image other = draw(inputs_of("50.2,40.4,120,0,0", level));
    int count = 0;
    for (size_t i = 0; i < exact.rgba.size(); i += 4)
      count += std::abs(exact.rgba[i] - other.rgba[i]) > 25;
    return count;
  };
  const int near = differing(-28.02), apart = differing(-34);
  MESSAGE(near, " pixels differ 2 cm lower, ", apart, " six metres lower");
  CHECK(near < 60);
  CHECK(apart > near);
}

TEST_CASE("Karagiye, 132 m under the ocean, stays dry at every level") {
  const test::NoValidationErrors silent;
  for (const double level : {-24.0, -28.0, -36.0}) {
    const Told told = compare(inputs_of("51.75,43.45,40,0,0", level));
    CHECK(told.dry > 500);
    CHECK(told.wrong == 0);
  }
}

TEST_CASE("a still by date stands at the observed level") {
  SceneRequest request;
  request.sea_level_by_date = true;
  request.time = time::parse_time("1977-07-02");
  const AppState low = set_up_scene(request, session().dataset(), session().assets()).value();
  CHECK(scene::sea_level_of(frame_inputs_of(low, k_size)) == doctest::Approx(-29));
  CHECK(frame_inputs_of(low, k_size).sea_level.is_observed);
  request.time = time::parse_time("1995-07-02");
  const AppState high = set_up_scene(request, session().dataset(), session().assets()).value();
  CHECK(scene::sea_level_of(frame_inputs_of(high, k_size)) == doctest::Approx(-26.6));
}
