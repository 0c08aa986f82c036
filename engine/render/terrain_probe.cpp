// Depths travel as the four bytes of a colour.
#include "render/terrain_probe.h"

#include <bit>

#include "caspian_shaders.h"
#include "gpu/barriers.h"
#include "gpu/commands.h"
#include "render/frame_uniforms.h"
#include "scene/drawn_ground.h"

namespace caspian::render {

TerrainProbe::TerrainProbe(const gpu::Device& device, const geo::HeightField& heights)
    : device_(device),
      heights_(heights),
      frame_layout_(make_frame_layout(device)),
      setup_{device, frame_layout_.handle()},
      terrain_(setup_, heights),
      depths_(device, terrain_.pipeline_for(setup_, shader_code("terrain_depth.frag"))),
      ring_(device),
      readback_(device) {}

TerrainProbe::Picture TerrainProbe::draw(const scene::FrameInputs& inputs) {
  if (offscreen_.size() != inputs.size) offscreen_ = Offscreen(device_, inputs.size, 1);
  Picture picture{.camera = scene::frame_on_ground(inputs.camera, inputs.size, heights_,
                                                   inputs.settings.exaggeration),
                  .depths = {inputs.size, {}}};
  const scene::Theme& theme = scene::theme_of(inputs.settings.theme);
  const gpu::Frame frame = ring_.begin();
  const auto block = make_frame_uniforms(inputs, picture.camera, theme, 1);
  const auto binding = gpu::bind_slice(0, VK_DESCRIPTOR_TYPE_UNIFORM_BUFFER,
                                       frame.arena.store(std::span(&block, 1)));
  const PassFrame pass{.commands = frame.commands,
                       .frame_set = frame.arena.bind(frame_layout_.handle(), {&binding, 1}),
                       .inputs = inputs,
                       .camera = picture.camera,
                       .theme = theme,
                       .arena = frame.arena};
  terrain_.prepare(pass);
  picture.tiles = terrain_.store().tiles().size();
  const FrameTarget target = offscreen_.target();
  gpu::change_image(frame.commands, target.colour, gpu::k_discarded, gpu::k_colour_attachment);
  gpu::change_image(frame.commands, target.depth, gpu::k_discarded, gpu::k_depth_attachment,
                    VK_IMAGE_ASPECT_DEPTH_BIT);
  gpu::begin_drawing(frame.commands, {.colour = target.colour_view,
                                      .depth = target.depth_view,
                                      .extent = target.extent,
                                      .clear_colour = {{0, 0, 0, 0}},
                                      .clear_depth = true});
  terrain_.draw_ground_with(pass, depths_);
  gpu::end_drawing(frame.commands);
  readback_.record(frame, target.colour, target.extent);
  ring_.end(frame);
  const Image image = readback_.take();
  picture.depths.depth.reserve(image.rgba.size() / 4);
  for (size_t i = 0; i < image.rgba.size(); i += 4) {
    uint32_t bits = 0;
    for (size_t k = 0; k < 4; ++k) bits |= uint32_t(image.rgba[i + k]) << (8 * k);
    picture.depths.depth.push_back(std::bit_cast<float>(bits));
  }
  return picture;
}

}  // namespace caspian::render
