// The flow pass as a picture: every unit that can be seen is drawn, none behind the globe, the same
// twice.
#include <doctest/doctest.h>

#include <cstdlib>
#include <cstring>
#include <filesystem>

#include "core/png.h"
#include "gpu/barriers.h"
#include "gpu/commands.h"
#include "gpu/frame_ring.h"
#include "gpu/readback.h"
#include "render/flow_pass.h"
#include "render/frame_uniforms.h"
#include "render/offscreen.h"
#include "tests/support/invented_flows.h"
#include "tests/support/test_device.h"

using namespace caspian;

namespace {

struct Picture {
  Image image;
  uint32_t drawn_units = 0;
  std::vector<gpu::PassTime> times;
};

/// Draws frames of units alone on a plain ground.
class FlowStage {
 public:
  explicit FlowStage(const gpu::Device& device, const scene::FlowTracks& tracks)
      : device_(device),
        frame_layout_(render::make_frame_layout(device)),
        pass_({.device = device, .frame_layout = frame_layout_.handle()}, tracks),
        ring_(device),
        readback_(device) {}

  Picture draw(const scene::FrameInputs& inputs, const scene::FlowFrame& flows) {
    const render::Offscreen offscreen(device_, inputs.size, 1);
    const scene::CameraFrame camera = scene::frame_of(inputs.camera, inputs.size, 0);
    const scene::Theme& theme = scene::theme_of(inputs.settings.theme);
    const gpu::Frame frame = ring_.begin();
    const auto block = render::make_frame_uniforms(inputs, camera, theme, 1);
    const auto binding = gpu::bind_slice(0, VK_DESCRIPTOR_TYPE_UNIFORM_BUFFER,
                                         frame.arena.store(std::span(&block, 1)));
    const render::PassFrame pass_frame{
        .commands = frame.commands,
        .frame_set = frame.arena.bind(frame_layout_.handle(), {&binding, 1}),
        .inputs = inputs,
        .camera = camera,
        .theme = theme,
        .arena = frame.arena};
    {
      const gpu::PassScope scope(&frame.timer, frame.commands, "places");
      pass_.compute(pass_frame, flows);
    }
    const render::FrameTarget target = offscreen.target();
    gpu::change_image(frame.commands, target.colour, gpu::k_discarded, gpu::k_colour_attachment);
    gpu::change_image(frame.commands, target.depth, gpu::k_discarded, gpu::k_depth_attachment,
                      VK_IMAGE_ASPECT_DEPTH_BIT);
    {
      const gpu::PassScope scope(&frame.timer, frame.commands, "clear");
      gpu::begin_drawing(frame.commands, {.colour = target.colour_view,
                                          .depth = target.depth_view,
                                          .extent = target.extent,
                                          .clear_colour = {{0.06f, 0.1f, 0.15f, 1}},
                                          .clear_depth = true});
      gpu::end_drawing(frame.commands);
    }
    gpu::colour_writes_before_colour(frame.commands, target.colour);
    {
      const gpu::PassScope scope(&frame.timer, frame.commands, "dashes");
      gpu::begin_drawing(
          frame.commands,
          {.colour = target.colour_view, .depth = target.depth_view, .extent = target.extent});
      pass_.draw(pass_frame);
      gpu::end_drawing(frame.commands);
    }
    readback_.record(frame, target.colour, target.extent);
    ring_.end(frame);
    Picture picture{.image = readback_.take()};
    ring_.finish();
    picture.times = {ring_.last_times().begin(), ring_.last_times().end()};
    picture.drawn_units = flows.unit_count() ? count_drawn() : 0;
    return picture;
  }

 private:
  uint32_t count_drawn() const {
    const gpu::Buffer copy(device_, 20, 0, gpu::MemoryUse::readback, "draw arguments");
    device_.submit_now([&](VkCommandBuffer commands) {
      const VkBufferCopy region{0, 0, 20};
      vkCmdCopyBuffer(commands, pass_.draw_arguments().handle(), copy.handle(), 1, &region);
      gpu::transfer_writes_before_host(commands);
    });
    VkDrawIndexedIndirectCommand command;
    std::memcpy(&command, copy.mapped(), sizeof command);
    CHECK(command.instanceCount == 1);
    CHECK(command.indexCount % 6 == 0);
    return command.indexCount / 6;
  }

  const gpu::Device& device_;
  gpu::BindingLayout frame_layout_;
  render::FlowPass pass_;
  gpu::FrameRing ring_;
  gpu::Readback readback_;
};

scene::FrameInputs inputs_of(const scene::Camera& camera, PixelSize size) {
  scene::FrameInputs inputs;
  inputs.camera = camera;
  inputs.size = size;
  return inputs;
}

/// Keeps the picture for the eye when $CASPIAN_KEEP names a folder.
void keep(const Picture& picture, const char* name) {
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
}  // namespace

TEST_CASE(
    "all units in sight are drawn, the same after another instant, brighter than the ground") {
  const test::NoValidationErrors watch;
  const auto device = test::make_device();
  const scene::FlowTracks tracks = test::invented_tracks(24);
  const scene::FlowFrame flows = test::invented_frame(tracks, 250, 3);
  FlowStage stage(*device, tracks);
  const auto inputs = inputs_of({50.5, 41.5, 4'000'000, 0, 0}, {1280, 720});
  const Picture first = stage.draw(inputs, flows);
  CHECK(flows.unit_count() == 6000);
  CHECK(first.drawn_units == flows.unit_count());
  CHECK(lit_pixels(first.image) > 4'000);
  CHECK(stage.draw(inputs, test::invented_frame(tracks, 400, 4)).drawn_units == 9600);
  const Picture second = stage.draw(inputs, flows);
  CHECK(first.image.rgba == second.image.rgba);
  keep(second, "flow_far.png");
  for (const auto& [name, camera] :
       {std::pair{"flow_middle.png", scene::Camera{49, 41.5, 600'000, 20, 50}},
        std::pair{"flow_near.png", scene::Camera{48.0, 41.0, 60'000, 0, 30}}})
    keep(stage.draw(inputs_of(camera, {1280, 720}), flows), name);
  auto light = inputs_of({49, 41.5, 600'000, 20, 50}, {1280, 720});
  light.settings.theme = scene::ThemeId::map;
  keep(stage.draw(light, flows), "flow_map.png");
}

TEST_CASE("units behind the globe and outside the picture are left out") {
  const test::NoValidationErrors watch;
  const auto device = test::make_device(true);  // tables through staging, as on a discrete device
  const scene::FlowTracks tracks = test::invented_tracks(5);
  const scene::FlowFrame flows = test::invented_frame(tracks, 33, 3);
  FlowStage stage(*device, tracks);
  const Picture far_side = stage.draw(inputs_of({-130, -41, 9'000'000, 0, 0}, {320, 180}), flows);
  CHECK(far_side.drawn_units == 0);
  CHECK(lit_pixels(far_side.image) == 0);
  const Picture elsewhere = stage.draw(inputs_of({10, 50, 20'000, 0, 0}, {320, 180}), flows);
  CHECK(elsewhere.drawn_units == 0);
  CHECK(stage.draw(inputs_of({47, 41, 4'000'000, 0, 0}, {320, 180}), flows).drawn_units == 165);
  const Picture none = stage.draw(inputs_of({50, 41, 900'000, 0, 0}, {320, 180}), {});
  CHECK(lit_pixels(none.image) == 0);
}
