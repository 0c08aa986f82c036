#include "tests/support/flow_stage.h"

#include <cstring>

#include "gpu/barriers.h"
#include "gpu/commands.h"

namespace caspian::test {

FlowStage::FlowStage(const gpu::Device& device, const scene::FlowTracks& tracks)
    : device_(device),
      frame_layout_(render::make_frame_layout(device)),
      setup_{device, frame_layout_.handle()},
      visibility_(setup_),
      pass_(setup_, tracks, &visibility_),
      count_(device),
      ring_(device),
      readback_(device) {}

render::PassFrame FlowStage::frame_of(const gpu::Frame& frame, const scene::FrameInputs& inputs,
                                      const scene::CameraFrame& camera) const {
  const scene::Theme& theme = scene::theme_of(inputs.settings.theme);
  const auto block = render::make_frame_uniforms(inputs, camera, theme, 1);
  const auto binding = gpu::bind_slice(0, VK_DESCRIPTOR_TYPE_UNIFORM_BUFFER,
                                       frame.arena.store(std::span(&block, 1)));
  return {.commands = frame.commands,
          .frame_set = frame.arena.bind(frame_layout_.handle(), {&binding, 1}),
          .inputs = inputs,
          .camera = camera,
          .theme = theme,
          .arena = frame.arena};
}

UnitPicture FlowStage::draw(const scene::FrameInputs& inputs, const scene::FlowFrame& flows,
                            bool with_account) {
  const render::Offscreen offscreen(device_, inputs.size, 1);
  const scene::CameraFrame camera = scene::frame_of(inputs.camera, inputs.size, 0);
  const gpu::Frame frame = ring_.begin();
  const render::PassFrame pass_frame = frame_of(frame, inputs, camera);
  pass_.count_into(with_account ? &count_ : nullptr);
  visibility_.next_frame();
  {
    const gpu::PassScope scope(&frame.timer, frame.commands, "places");
    pass_.compute(pass_frame, flows);
    visibility_.close(pass_frame);
  }
  const render::FrameTarget target = offscreen.target();
  gpu::change_image(frame.commands, target.colour, gpu::k_discarded, gpu::k_colour_attachment);
  gpu::change_image(frame.commands, target.depth, gpu::k_discarded, gpu::k_depth_attachment,
                    VK_IMAGE_ASPECT_DEPTH_BIT);
  gpu::begin_drawing(frame.commands, {.colour = target.colour_view,
                                      .depth = target.depth_view,
                                      .extent = target.extent,
                                      .clear_colour = {{0.06f, 0.1f, 0.15f, 1}},
                                      .clear_depth = true});
  {
    const gpu::PassScope scope(&frame.timer, frame.commands, "units");
    pass_.draw(pass_frame);
  }
  gpu::end_drawing(frame.commands);
  readback_.record(frame, target.colour, target.extent);
  ring_.end(frame);
  UnitPicture picture{.image = readback_.take()};
  ring_.finish();
  picture.times = {ring_.last_times().begin(), ring_.last_times().end()};
  if (with_account && flows.unit_count()) picture.account = count_.read();
  if (visibility_.is_open()) picture.shown = shown_units();
  return picture;
}

std::vector<uint64_t> FlowStage::shown_units() const {
  const gpu::Buffer& shown = visibility_.shown();
  const gpu::Buffer copy(device_, shown.size(), 0, gpu::MemoryUse::readback, "units shown");
  device_.submit_now([&](VkCommandBuffer commands) {
    const VkBufferCopy region{0, 0, shown.size()};
    vkCmdCopyBuffer(commands, shown.handle(), copy.handle(), 1, &region);
    gpu::transfer_writes_before_host(commands);
  });
  std::vector<uint64_t> values(shown.size() / sizeof(uint64_t));
  std::memcpy(values.data(), copy.mapped(), shown.size());
  return values;
}

}  // namespace caspian::test
