// Fonts, names and geometry are shared by all tests of a program.
#include "tests/support/lettering_scene.h"

#include "core/check.h"
#include "scene/drawn_ground.h"
#include "tests/support/built_in.h"
#include "tests/support/test_paths.h"

namespace caspian::test {
namespace {

template <typename T>
T unwrap(Result<T> result) {
  if (!result) fail_check("lettering", __FILE__, __LINE__, result.failure().sentence.c_str());
  return std::move(result).value();
}

float pixel_scale(const scene::FrameInputs& inputs) {
  return static_cast<float>(inputs.settings.ui_scale * inputs.settings.supersample);
}

scene::CameraFrame camera_of(const scene::FrameInputs& inputs) {
  return scene::frame_on_ground(inputs.camera, inputs.size, built_in_terrain(),
                                inputs.settings.exaggeration);
}

}  // namespace

const scene::SceneGeometry& built_in_scene() {
  static const scene::SceneGeometry scene = [] {
    scene::SceneGeometry made{.dataset = built_in_dataset(),
                              .heights = built_in_terrain(),
                              .rates = dataset::build_rate_series(built_in_dataset()),
                              .tracks = built_in_tracks(),
                              .map_lines = {}};
    scene::add_flows(made);
    return made;
  }();
  return scene;
}

scene::Lettering& built_in_lettering() {
  static const std::unique_ptr<scene::Lettering> lettering =
      unwrap(scene::Lettering::create(built_in_scene(), source_dir() / "assets"));
  return *lettering;
}

scene::FrameInputs lettering_inputs(const scene::Camera& camera, PixelSize size,
                                    const std::string& language) {
  scene::FrameInputs inputs;
  inputs.time = inputs.motion_time = time::from_calendar({2025, 10, 21});
  inputs.camera = camera;
  inputs.size = size;
  inputs.settings.language = language;
  return inputs;
}

scene::LabelLayout lettered(const scene::FrameInputs& inputs) {
  return built_in_lettering().lay_out(inputs, camera_of(inputs),
                                      scene::theme_of(inputs.settings.theme), pixel_scale(inputs));
}

scene::MeasureLayout measured(const scene::FrameInputs& inputs) {
  return built_in_lettering().measured(inputs, camera_of(inputs),
                                       scene::theme_of(inputs.settings.theme), pixel_scale(inputs));
}

scene::FurnitureLayout furnished(const scene::FrameInputs& inputs) {
  return built_in_lettering().furnish(inputs, camera_of(inputs),
                                      scene::theme_of(inputs.settings.theme), pixel_scale(inputs));
}

}  // namespace caspian::test
