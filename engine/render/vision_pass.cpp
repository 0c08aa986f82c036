// A copy of the picture, and one triangle that reads it.
#include "render/vision_pass.h"

#include "caspian_shaders.h"
#include "gpu/barriers.h"
#include "gpu/commands.h"
#include "scene/colour_vision.h"
#include "shared/vision.h"

namespace caspian::render {
namespace {

gpu::Binding picture_binding() {
  return {
      .slot = 0, .type = VK_DESCRIPTOR_TYPE_SAMPLED_IMAGE, .stages = VK_SHADER_STAGE_FRAGMENT_BIT};
}

gpu::BindingLayout make_layout(const gpu::Device& device) {
  const gpu::Binding picture = picture_binding();
  return {device, {&picture, 1}, "vision"};
}

}  // namespace

VisionPass::VisionPass(const gpu::Device& device)
    : device_(&device),
      layout_(make_layout(device)),
      pipeline_(device, {.vertex = shader_code("sky.vert"),
                         .fragment = shader_code("vision.frag"),
                         .sets = {layout_.handle()},
                         .push_constant_bytes = sizeof(shared::VisionPush),
                         .depth = gpu::DepthUse::none,
                         .colour_format = k_colour_format,
                         .depth_format = VK_FORMAT_UNDEFINED,
                         .name = "vision"}) {}

void VisionPass::record(const gpu::Frame& frame, const FrameTarget& picture,
                        scene::ColourVision kind) {
  using namespace gpu;
  const VkExtent2D extent = picture.extent;
  if (!copy_ || copy_.info().extent.width != extent.width ||
      copy_.info().extent.height != extent.height)
    copy_ = DeviceImage(*device_,
                        {.extent = extent,
                         .format = k_colour_format,
                         .usage = VK_IMAGE_USAGE_TRANSFER_DST_BIT | VK_IMAGE_USAGE_SAMPLED_BIT,
                         .name = "picture as it was"});
  const VkCommandBuffer commands = frame.commands;
  change_image(commands, picture.colour, k_colour_attachment, k_transfer_source);
  change_image(commands, copy_.handle(), k_discarded, k_transfer_target);
  const VkImageSubresourceLayers layers{VK_IMAGE_ASPECT_COLOR_BIT, 0, 0, 1};
  const VkImageCopy region{.srcSubresource = layers,
                           .dstSubresource = layers,
                           .extent = {extent.width, extent.height, 1}};
  vkCmdCopyImage(commands, picture.colour, VK_IMAGE_LAYOUT_TRANSFER_SRC_OPTIMAL, copy_.handle(),
                 VK_IMAGE_LAYOUT_TRANSFER_DST_OPTIMAL, 1, &region);
  change_image(commands, copy_.handle(), k_transfer_target, k_sampled);
  change_image(commands, picture.colour, k_transfer_source, k_colour_attachment);

  Binding binding = picture_binding();
  binding.view = copy_.view();
  const VkDescriptorSet set = frame.arena.bind(layout_.handle(), {&binding, 1});
  const glm::mat3 matrix = scene::colour_vision_matrix(kind);
  const shared::VisionPush push{glm::vec4(matrix[0], 0), glm::vec4(matrix[1], 0),
                                glm::vec4(matrix[2], 0)};
  begin_drawing(commands, {.colour = picture.colour_view, .extent = extent});
  vkCmdBindPipeline(commands, VK_PIPELINE_BIND_POINT_GRAPHICS, pipeline_.handle());
  vkCmdBindDescriptorSets(commands, VK_PIPELINE_BIND_POINT_GRAPHICS, pipeline_.layout(), 0, 1, &set,
                          0, nullptr);
  vkCmdPushConstants(commands, pipeline_.layout(), pipeline_.push_stages(), 0, sizeof push, &push);
  vkCmdDraw(commands, 3, 1, 0, 0);
  end_drawing(commands);
}

}  // namespace caspian::render
