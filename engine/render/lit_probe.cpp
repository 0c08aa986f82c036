// One texture, one triangle.
#include "render/lit_probe.h"

#include <algorithm>
#include <cmath>

#include "caspian_shaders.h"
#include "gpu/barriers.h"
#include "gpu/commands.h"

namespace caspian::render {
namespace {

constexpr uint32_t k_width = 1024, k_height = 768;

gpu::Binding texture_slot(VkImageView view, VkSampler sampler) {
  return {.slot = 0,
          .type = VK_DESCRIPTOR_TYPE_COMBINED_IMAGE_SAMPLER,
          .stages = VK_SHADER_STAGE_FRAGMENT_BIT,
          .view = view,
          .sampler = sampler};
}

gpu::DeviceImage make_heights(const gpu::Device& device, const geo::HeightField& heights) {
  const geo::HeightGrid& grid = heights.primary();
  std::vector<float> metres(size_t(k_width) * k_height);
  heights.heights_m(grid.west_deg, grid.south_deg(), (grid.east_deg() - grid.west_deg) / k_width,
                    (grid.north_deg - grid.south_deg()) / k_height, int(k_width), int(k_height),
                    metres);
  std::vector<int16_t> texels;
  texels.reserve(metres.size());
  for (const float m : metres)
    texels.push_back(int16_t(std::lrint(std::clamp(m / 8192.0f, -1.0f, 1.0f) * 32767.0f)));
  const std::span<const std::byte> bytes = std::as_bytes(std::span(texels));
  return gpu::make_texture(device, {k_width, k_height}, VK_FORMAT_R16_SNORM, {&bytes, 1},
                           "lit probe heights");
}

gpu::BindingLayout make_layout(const gpu::Device& device) {
  const gpu::Binding slot = texture_slot(VK_NULL_HANDLE, VK_NULL_HANDLE);
  return gpu::BindingLayout(device, {&slot, 1}, "lit probe layout");
}

}  // namespace

LitProbe::LitProbe(const gpu::Device& device, const geo::HeightField& heights)
    : heights_(make_heights(device, heights)),
      sampler_(device, gpu::Filter::linear),
      layout_(make_layout(device)),
      pipeline_(device, {.vertex = shader_code("probe.vert"),
                         .fragment = shader_code("lit_probe.frag"),
                         .sets = {layout_.handle()},
                         .depth = gpu::DepthUse::none,
                         .colour_format = k_colour_format,
                         .depth_format = k_depth_format,
                         .name = "lit probe"}) {}

void LitProbe::record(const gpu::Frame& frame, const FrameTarget& target) const {
  const VkCommandBuffer commands = frame.commands;
  gpu::change_image(commands, target.colour, gpu::k_discarded, gpu::k_colour_attachment);
  gpu::change_image(commands, target.depth, gpu::k_discarded, gpu::k_depth_attachment,
                    VK_IMAGE_ASPECT_DEPTH_BIT);
  const gpu::PassScope scope(&frame.timer, commands, "lit full screen");
  gpu::begin_drawing(commands, {.colour = target.colour_view,
                                .depth = target.depth_view,
                                .extent = target.extent,
                                .clear_colour = {{0, 0, 0, 1}},
                                .clear_depth = true});
  const gpu::Binding slot = texture_slot(heights_.view(), sampler_.handle());
  const VkDescriptorSet set = frame.arena.bind(layout_.handle(), {&slot, 1});
  vkCmdBindPipeline(commands, VK_PIPELINE_BIND_POINT_GRAPHICS, pipeline_.handle());
  vkCmdBindDescriptorSets(commands, VK_PIPELINE_BIND_POINT_GRAPHICS, pipeline_.layout(), 0, 1, &set,
                          0, nullptr);
  vkCmdDraw(commands, 3, 1, 0, 0);
  gpu::end_drawing(commands);
}

}  // namespace caspian::render
