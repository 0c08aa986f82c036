// The two cheapest passes.
#include "render/floor_probe.h"

#include "caspian_shaders.h"
#include "gpu/barriers.h"
#include "gpu/commands.h"

namespace caspian::render {

FloorProbe::FloorProbe(const gpu::Device& device)
    : pipeline_(device, {.vertex = shader_code("probe.vert"),
                         .fragment = shader_code("probe.frag"),
                         .depth = gpu::DepthUse::none,
                         .colour_format = k_colour_format,
                         .depth_format = k_depth_format,
                         .name = "probe"}) {}

void FloorProbe::record(const gpu::Frame& frame, const FrameTarget& target) const {
  using namespace gpu;
  const VkCommandBuffer commands = frame.commands;
  change_image(commands, target.colour, k_discarded, k_colour_attachment);
  change_image(commands, target.depth, k_discarded, k_depth_attachment, VK_IMAGE_ASPECT_DEPTH_BIT);
  DrawTarget drawn{.colour = target.colour_view,
                   .depth = target.depth_view,
                   .extent = target.extent,
                   .clear_colour = {{0, 0, 0, 1}},
                   .clear_depth = true};
  {
    const PassScope scope(&frame.timer, commands, "clear");
    begin_drawing(commands, drawn);
    end_drawing(commands);
  }
  change_image(commands, target.colour, k_colour_attachment, k_colour_attachment);
  change_image(commands, target.depth, k_depth_attachment, k_depth_attachment,
               VK_IMAGE_ASPECT_DEPTH_BIT);
  drawn.clear_colour.reset();
  drawn.clear_depth = false;
  const PassScope scope(&frame.timer, commands, "full screen");
  begin_drawing(commands, drawn);
  vkCmdBindPipeline(commands, VK_PIPELINE_BIND_POINT_GRAPHICS, pipeline_.handle());
  vkCmdDraw(commands, 3, 1, 0, 0);
  end_drawing(commands);
}

}  // namespace caspian::render
