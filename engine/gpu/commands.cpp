// Dynamic rendering with our two attachments.
#include "gpu/commands.h"

#include <algorithm>

namespace caspian::gpu {

void begin_drawing(VkCommandBuffer commands, const DrawTarget& target) {
  VkRenderingAttachmentInfo colour{.sType = VK_STRUCTURE_TYPE_RENDERING_ATTACHMENT_INFO,
                                   .imageView = target.colour,
                                   .imageLayout = VK_IMAGE_LAYOUT_COLOR_ATTACHMENT_OPTIMAL,
                                   .loadOp = VK_ATTACHMENT_LOAD_OP_LOAD,
                                   .storeOp = VK_ATTACHMENT_STORE_OP_STORE};
  if (target.clear_colour) {
    colour.loadOp = VK_ATTACHMENT_LOAD_OP_CLEAR;
    std::copy_n(target.clear_colour->data(), 4, colour.clearValue.color.float32);
  }
  const VkRenderingAttachmentInfo depth{
      .sType = VK_STRUCTURE_TYPE_RENDERING_ATTACHMENT_INFO,
      .imageView = target.depth,
      .imageLayout = target.depth_layout,
      .loadOp = target.clear_depth ? VK_ATTACHMENT_LOAD_OP_CLEAR : VK_ATTACHMENT_LOAD_OP_LOAD,
      .storeOp = VK_ATTACHMENT_STORE_OP_STORE,
      .clearValue = {.depthStencil = {0.0f, 0}}};
  const VkRenderingInfo info{.sType = VK_STRUCTURE_TYPE_RENDERING_INFO,
                             .renderArea = {{0, 0}, target.extent},
                             .layerCount = 1,
                             .colorAttachmentCount = target.colour ? 1u : 0u,
                             .pColorAttachments = &colour,
                             .pDepthAttachment = target.depth ? &depth : nullptr};
  vkCmdBeginRendering(commands, &info);
  set_viewport(commands, target.extent);
}

void set_viewport(VkCommandBuffer commands, VkExtent2D extent) {
  const VkViewport viewport{0, 0, float(extent.width), float(extent.height), 0, 1};
  const VkRect2D scissor{{0, 0}, extent};
  vkCmdSetViewport(commands, 0, 1, &viewport);
  vkCmdSetScissor(commands, 0, 1, &scissor);
}

}  // namespace caspian::gpu
