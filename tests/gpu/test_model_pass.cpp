// Models as a picture: there when the eye is near, nowhere else; the same on every run and with
// both ways of drawing units.
#include <doctest/doctest.h>

#include <cstdlib>

#include "app/picture_maker.h"
#include "app/scene_setup.h"
#include "app/session.h"
#include "core/png.h"
#include "tests/support/test_device.h"

using namespace caspian;

namespace {

app::Session& session_of_tests() {
  static const std::unique_ptr<app::Session> k_session = [] {
    auto session = app::Session::open({"", {.software = true, .validation = true}, {}});
    REQUIRE(session.ok());
    return std::move(session).value();
  }();
  return *k_session;
}

scene::FrameInputs inputs_at(const char* camera, int budget) {
  app::SceneRequest request;
  request.camera = scene::parse_camera(camera);
  request.unit_budget = budget;
  request.layers = {{"furniture", false}, {"labels", false}, {"nodes", false}, {"events", false}};
  const auto state =
      app::set_up_scene(request, session_of_tests().dataset(), session_of_tests().assets());
  REQUIRE(state.ok());
  return app::frame_inputs_of(state.value(), {480, 270});
}

Image draw(const scene::FrameInputs& inputs) {
  return app::PictureMaker(session_of_tests(), inputs.size, 1).make(inputs);
}

int changed_pixels(const Image& a, const Image& b) {
  int changed = 0;
  for (size_t i = 0; i < a.rgba.size(); i += 4)
    changed +=
        a.rgba[i] != b.rgba[i] || a.rgba[i + 1] != b.rgba[i + 1] || a.rgba[i + 2] != b.rgba[i + 2];
  return changed;
}

}  // namespace

TEST_CASE("models: drawn near Aktau with dashes and with points, the same twice") {
  const test::NoValidationErrors silent;
  for (const scene::UnitDrawing drawing : {scene::UnitDrawing::raster, scene::UnitDrawing::splat}) {
    scene::FrameInputs with = inputs_at("50.9,43.4,18,225,55", 60'000);
    with.settings.unit_drawing = drawing;
    scene::FrameInputs without = with;
    without.settings.layers.models = false;
    const Image first = draw(with);
    CHECK(changed_pixels(first, draw(without)) > 300);
    CHECK(first.rgba == draw(with).rgba);
    without.settings.layers.models = true;
    without.settings.layers.units = false;  // no units, no ships
    CHECK(changed_pixels(first, draw(without)) > 300);
    if (const char* folder = std::getenv("CASPIAN_KEEP"))
      CHECK(write_png(std::string(folder) + "/models.png", first));
  }
}

TEST_CASE("models: change nothing in the picture from afar") {
  const test::NoValidationErrors silent;
  const scene::FrameInputs with = inputs_at("50.5,41.5,1900,0,30", 6'000);
  scene::FrameInputs without = with;
  without.settings.layers.models = false;
  CHECK(draw(with).rgba == draw(without).rgba);
}
