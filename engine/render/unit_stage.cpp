// Recording of units alone.
#include "render/unit_stage.h"

#include "gpu/barriers.h"
#include "gpu/commands.h"
#include "render/frame_uniforms.h"

namespace caspian::render {

UnitStage::UnitStage(const gpu::Device& device, const scene::FlowTracks& tracks)
    : frame_layout_(make_frame_layout(device)),
      setup_{device, frame_layout_.handle()},
      visibility_(make_visibility(setup_)),
      pass_(setup_, tracks, visibility_ ? &*visibility_ : nullptr),
      points_(setup_, pass_.tables()) {}

PassFrame UnitStage::look(const gpu::Frame& frame, const scene::FrameInputs& inputs,
                          const scene::CameraFrame& camera) const {
  const scene::Theme& theme = scene::theme_of(inputs.settings.theme);
  const auto pixel_scale = float(inputs.settings.ui_scale);
  const auto block = make_frame_uniforms(inputs, camera, theme, pixel_scale);
  const auto binding = gpu::bind_slice(0, VK_DESCRIPTOR_TYPE_UNIFORM_BUFFER,
                                       frame.arena.store(std::span(&block, 1)));
  return {.commands = frame.commands,
          .frame_set = frame.arena.bind(frame_layout_.handle(), {&binding, 1}),
          .inputs = inputs,
          .camera = camera,
          .theme = theme,
          .arena = frame.arena,
          .pixel_scale = pixel_scale};
}

void UnitStage::record(const gpu::Frame& frame, const scene::FrameInputs& inputs,
                       const scene::FlowFrame& flows, const FrameTarget& target,
                       bool as_point_list) {
  const scene::CameraFrame camera = scene::frame_of(inputs.camera, inputs.size, 0);
  const PassFrame pass_frame = look(frame, inputs, camera);
  const VkCommandBuffer commands = frame.commands;
  if (visibility_) visibility_->next_frame();
  {
    const gpu::PassScope scope(&frame.timer, commands, "places");
    if (as_point_list)
      pass_.prepare(pass_frame, flows);
    else
      pass_.compute(pass_frame, flows);
  }
  if (visibility_) {
    const gpu::PassScope scope(&frame.timer, commands, "points");
    visibility_->close(pass_frame);
  }
  gpu::change_image(commands, target.colour, gpu::k_discarded, gpu::k_colour_attachment);
  gpu::change_image(commands, target.depth, gpu::k_discarded, gpu::k_depth_attachment,
                    VK_IMAGE_ASPECT_DEPTH_BIT);
  gpu::begin_drawing(commands, {.colour = target.colour_view,
                                .depth = target.depth_view,
                                .extent = target.extent,
                                .clear_colour = {{0.06f, 0.1f, 0.15f, 1}},
                                .clear_depth = true});
  {
    const gpu::PassScope scope(&frame.timer, commands, "units");
    if (as_point_list)
      points_.draw(pass_frame, pass_.runs());
    else
      pass_.draw(pass_frame);
  }
  gpu::end_drawing(commands);
}

}  // namespace caspian::render
