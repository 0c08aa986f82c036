// Flow units as pictures and as counts: both back ends draw every unit in view, none behind the
// globe, the same twice.
#include <doctest/doctest.h>

#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <set>

#include "core/png.h"
#include "gpu/barriers.h"
#include "scene/flow_motion.h"
#include "scene/unit_ids.h"
#include "shared/visibility.h"
#include "tests/support/flow_stage.h"
#include "tests/support/invented_flows.h"
#include "tests/support/test_device.h"

using namespace caspian;

namespace {

scene::FrameInputs inputs_of(const scene::Camera& camera, PixelSize size,
                             scene::UnitDrawing drawing = scene::UnitDrawing::raster) {
  scene::FrameInputs inputs;
  inputs.camera = camera;
  inputs.size = size;
  inputs.settings.unit_drawing = drawing;
  return inputs;
}

/// Keeps the picture for the eye when $CASPIAN_KEEP names a folder.
void keep(const test::UnitPicture& picture, const char* name) {
  const char* folder = std::getenv("CASPIAN_KEEP");
  if (!folder) return;
  CHECK(write_png(std::filesystem::path(folder) / name, picture.image));
  for (const gpu::PassTime& time : picture.times)
    MESSAGE(std::string(name) << ": " << time.name << " " << time.ms << " ms");
}

int lit_pixels(const Image& image) {
  int count = 0;
  for (size_t i = 0; i < image.rgba.size(); i += 4) count += image.rgba[i] > 100;
  return count;
}

/// By the dashes' own list, of a frame of one batch.
uint32_t listed_dashes(const gpu::Device& device, test::FlowStage& stage) {
  const gpu::Buffer copy(device, 20, 0, gpu::MemoryUse::readback, "draw arguments");
  device.submit_now([&](VkCommandBuffer commands) {
    const VkBufferCopy region{0, 0, 20};
    vkCmdCopyBuffer(commands, stage.pass().dashes().draw_arguments().handle(), copy.handle(), 1,
                    &region);
    gpu::transfer_writes_before_host(commands);
  });
  VkDrawIndexedIndirectCommand command;
  std::memcpy(&command, copy.mapped(), sizeof command);
  CHECK(command.instanceCount == 1);
  CHECK(command.indexCount % 6 == 0);
  return command.indexCount / 6;
}

/// Px from the top left of where the reference in double has a unit; lanes are not offset.
scene::Projected reference(const scene::FlowTracks& tracks, const scene::FlowRun& run, uint32_t j,
                           const scene::FrameInputs& inputs) {
  const scene::CameraFrame camera = scene::frame_of(inputs.camera, inputs.size, 0);
  const scene::Timetable& timetable = tracks.timetables[run.timetable];
  const uint32_t age = scene::age_in_run(run, timetable.duration(), j);
  return scene::project(camera,
                        scene::place_on(timetable, age, inputs.settings.exaggeration).drawn_m);
}
}  // namespace

TEST_CASE("all units in view are drawn, the same after another instant, brighter than the ground") {
  const test::NoValidationErrors watch;
  const auto device = test::make_device();
  const scene::FlowTracks tracks = test::invented_tracks(24);
  const scene::FlowFrame flows = test::invented_frame(tracks, 250, 3);
  test::FlowStage stage(*device, tracks);
  for (const auto drawing : {scene::UnitDrawing::raster, scene::UnitDrawing::splat}) {
    const bool is_splat = drawing == scene::UnitDrawing::splat;
    CAPTURE(is_splat);
    const auto inputs = inputs_of({50.5, 41.5, 4'000'000, 0, 0}, {1280, 720}, drawing);
    const test::UnitPicture first = stage.draw(inputs, flows);
    CHECK(flows.unit_count() == 6000);
    CHECK(first.account.is_complete(6000));
    CHECK(first.account.drawn == 6000);
    if (!is_splat) CHECK(listed_dashes(*device, stage) == 6000);
    CHECK(lit_pixels(first.image) > (is_splat ? 800 : 4'000));
    // Another instant, size and camera in between leave no trace.
    CHECK(stage.draw(inputs, test::invented_frame(tracks, 400, 4)).account.is_complete(9600));
    (void)stage.draw(inputs_of({49, 41.5, 600'000, 20, 50}, {320, 180}, drawing), flows);
    const test::UnitPicture second = stage.draw(inputs, flows, false);
    CHECK(first.image.rgba == second.image.rgba);
    CHECK(first.shown == second.shown);
    keep(second, is_splat ? "splat_far.png" : "flow_far.png");
    for (const auto& [name, camera] :
         {std::pair{"middle.png", scene::Camera{49, 41.5, 600'000, 20, 50}},
          std::pair{"near.png", scene::Camera{48.0, 41.0, 60'000, 0, 30}}})
      keep(stage.draw(inputs_of(camera, {1280, 720}, drawing), flows),
           (std::string(is_splat ? "splat_" : "flow_") + name).c_str());
    auto light = inputs_of({49, 41.5, 600'000, 20, 50}, {1280, 720}, drawing);
    light.settings.theme = scene::ThemeId::map;
    keep(stage.draw(light, flows), is_splat ? "splat_map.png" : "flow_map.png");
  }
}

TEST_CASE("what draws units follows the device and the most there can be, unless it is said") {
  const auto device = test::make_device();
  scene::ViewSettings settings;
  CHECK_FALSE(render::draws_points(*device, settings, 6'000));
  CHECK(render::draws_points(*device, settings, 5'000'000));
  settings.unit_drawing = scene::UnitDrawing::splat;
  CHECK(render::draws_points(*device, settings, 1));
  settings.unit_drawing = scene::UnitDrawing::raster;
  CHECK_FALSE(render::draws_points(*device, settings, 5'000'000));
}

TEST_CASE("units behind the globe and outside the picture are left out") {
  const test::NoValidationErrors watch;
  const auto device = test::make_device(true);  // tables through staging, as on a discrete device
  const scene::FlowTracks tracks = test::invented_tracks(5);
  const scene::FlowFrame flows = test::invented_frame(tracks, 33, 3);
  test::FlowStage stage(*device, tracks);
  for (const auto drawing : {scene::UnitDrawing::raster, scene::UnitDrawing::splat}) {
    const auto far =
        stage.draw(inputs_of({-130, -41, 9'000'000, 0, 0}, {320, 180}, drawing), flows);
    CHECK(far.account.hidden == 165);
    CHECK(far.account.is_complete(165));
    CHECK(lit_pixels(far.image) == 0);
    const auto off = stage.draw(inputs_of({10, 50, 20'000, 0, 0}, {320, 180}, drawing), flows);
    CHECK(off.account.drawn == 0);
    CHECK(off.account.is_complete(165));
    const auto all = stage.draw(inputs_of({47, 41, 4'000'000, 0, 0}, {320, 180}, drawing), flows);
    CHECK(all.account.drawn == 165);
    const auto none = stage.draw(inputs_of({50, 41, 900'000, 0, 0}, {320, 180}, drawing), {});
    CHECK(lit_pixels(none.image) == 0);
  }
}

TEST_CASE("both back ends draw the same 100,000 units") {
  const test::NoValidationErrors watch;
  const auto device = test::make_device();
  const scene::FlowTracks tracks = test::invented_tracks(25);
  const scene::FlowFrame flows = test::invented_frame(tracks, 4000, 9);
  test::FlowStage stage(*device, tracks);
  for (const scene::Camera& camera :
       {scene::Camera{50.5, 41.5, 2'500'000, 0, 0}, scene::Camera{49, 41.5, 300'000, 20, 60}}) {
    const auto dashes =
        stage.draw(inputs_of(camera, {640, 360}, scene::UnitDrawing::raster), flows).account;
    const auto points =
        stage.draw(inputs_of(camera, {640, 360}, scene::UnitDrawing::splat), flows).account;
    CHECK(dashes.is_complete(100'000));
    CHECK(points.is_complete(100'000));
    CHECK(dashes.drawn == points.drawn);
    CHECK(dashes.culled == points.culled);
    CHECK(points.drawn > 1000);
  }
}

TEST_CASE("a workgroup that is left out is noticed") {
  const test::NoValidationErrors watch;
  const auto device = test::make_device();
  const scene::FlowTracks tracks = test::invented_tracks(3);
  const scene::FlowFrame flows = test::invented_frame(tracks, 5000, 9);
  test::FlowStage stage(*device, tracks);
  const auto inputs = inputs_of({47, 41, 4'000'000, 0, 0}, {320, 180}, scene::UnitDrawing::splat);
  const scene::CameraFrame camera = scene::frame_of(inputs.camera, inputs.size, 0);
  render::UnitVisibility visibility(stage.setup());
  render::FlowSplat splat(stage.setup(), stage.pass().tables(), visibility);
  render::UnitCount count(*device);
  for (const uint32_t left_out : {0u, 1u}) {
    const gpu::Frame frame = stage.ring().begin();
    const render::PassFrame pass_frame = stage.frame_of(frame, inputs, camera);
    stage.pass().prepare(pass_frame, flows);
    render::FlowRuns runs = stage.pass().runs();
    runs.group_count -= left_out;
    visibility.next_frame();
    splat.compute(pass_frame, runs, &count);
    stage.ring().end(frame);
    stage.ring().finish();
    CHECK(count.read().is_complete(15'000) == (left_out == 0));
    // The last group of the last run.
    CHECK(count.read().missing == left_out * (5000 - 2 * shared::k_units_per_group));
  }
}

TEST_CASE("what shows is a unit that the reference has there, to half a px") {
  const test::NoValidationErrors watch;
  const auto device = test::make_device();
  const scene::FlowTracks tracks = test::invented_tracks(24);
  const scene::FlowFrame flows = test::invented_frame(tracks, 700, 5);
  test::FlowStage stage(*device, tracks);
  auto inputs = inputs_of({50.5, 41.5, 2'000'000, 30, 40}, {1280, 720}, scene::UnitDrawing::splat);
  inputs.settings.unit_width_px = 1;  // a unit is one px
  inputs.settings.lane_spacing_px = 0;
  const test::UnitPicture picture = stage.draw(inputs, flows);
  const uint32_t margin = shared::k_view_margin_px;
  const uint32_t stride = (1280 + 2 * margin + 7) / 8 * 8;
  REQUIRE(picture.shown.size() % stride == 0);
  std::set<uint32_t> ids;
  int wrong = 0;
  for (size_t i = 0; i < picture.shown.size(); ++i) {
    if (picture.shown[i] == 0) continue;
    const auto id = uint32_t(picture.shown[i]);
    ids.insert(id);
    const auto name = scene::unit_of_id(flows, id);
    REQUIRE(name);
    const auto at = reference(tracks, flows.runs[name->run], name->j, inputs);
    const double x = double(i % stride) - margin, y = double(i / stride) - margin;
    wrong += at.x < x - 0.5 || at.x > x + 1.5 || at.y < y - 0.5 || at.y > y + 1.5;
  }
  CHECK(wrong == 0);
  CHECK(ids.size() > 3000);
  CHECK_FALSE(scene::unit_of_id(flows, flows.unit_count()));
}
