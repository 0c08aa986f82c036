// Records the interface: one pipeline, one atlas, a scissor per command.
#include "ui/interface_pass.h"

#include <imgui.h>

#include <algorithm>
#include <cmath>
#include <cstddef>

#include "caspian_shaders.h"

namespace caspian::ui {

InterfacePass::InterfacePass(const gpu::Device& device)
    : device_(&device), sampler_(device, gpu::Filter::linear) {}

void InterfacePass::set_atlas(PixelSize size, std::span<const uint8_t> coverage) {
  const std::span<const std::byte> texels = std::as_bytes(coverage);
  atlas_ = gpu::make_texture(*device_, {size.width, size.height}, VK_FORMAT_R8_UNORM,
                             std::span(&texels, 1), "interface atlas");
  bindings_ = gpu::BindingSet(*device_,
                              {{.slot = 0,
                                .type = VK_DESCRIPTOR_TYPE_COMBINED_IMAGE_SAMPLER,
                                .stages = VK_SHADER_STAGE_FRAGMENT_BIT,
                                .view = atlas_.view(),
                                .sampler = sampler_.handle()}},
                              "interface atlas");
  if (pipeline_.handle() != VK_NULL_HANDLE) return;
  const gpu::GraphicsPipelineInfo info{
      .vertex = shader_code("interface.vert"),
      .fragment = shader_code("interface.frag"),
      .sets = {bindings_.layout()},
      .push_constant_bytes = 4 * sizeof(float),
      .vertex_bindings = {{0, sizeof(ImDrawVert), VK_VERTEX_INPUT_RATE_VERTEX}},
      .vertex_attributes = {{0, 0, VK_FORMAT_R32G32_SFLOAT, offsetof(ImDrawVert, pos)},
                            {1, 0, VK_FORMAT_R32G32_SFLOAT, offsetof(ImDrawVert, uv)},
                            {2, 0, VK_FORMAT_R8G8B8A8_UNORM, offsetof(ImDrawVert, col)}},
      .blend = gpu::Blend::premultiplied,
      .depth = gpu::DepthUse::none,
      .colour_format = render::k_colour_format,
      .depth_format = VK_FORMAT_UNDEFINED,
      .name = "interface"};
  pipeline_ = gpu::Pipeline(*device_, info);
}

void InterfacePass::record(VkCommandBuffer commands, gpu::FrameArena& arena,
                           const render::FrameTarget& target, const ImDrawData& drawn) {
  if (drawn.TotalVtxCount == 0) return;
  // The picture below must be complete before it is blended over.
  const VkImageMemoryBarrier2 barrier{
      .sType = VK_STRUCTURE_TYPE_IMAGE_MEMORY_BARRIER_2,
      .srcStageMask = VK_PIPELINE_STAGE_2_ALL_COMMANDS_BIT,
      .srcAccessMask = VK_ACCESS_2_MEMORY_WRITE_BIT,
      .dstStageMask = VK_PIPELINE_STAGE_2_COLOR_ATTACHMENT_OUTPUT_BIT,
      .dstAccessMask =
          VK_ACCESS_2_COLOR_ATTACHMENT_READ_BIT | VK_ACCESS_2_COLOR_ATTACHMENT_WRITE_BIT,
      .oldLayout = VK_IMAGE_LAYOUT_COLOR_ATTACHMENT_OPTIMAL,
      .newLayout = VK_IMAGE_LAYOUT_COLOR_ATTACHMENT_OPTIMAL,
      .srcQueueFamilyIndex = VK_QUEUE_FAMILY_IGNORED,
      .dstQueueFamilyIndex = VK_QUEUE_FAMILY_IGNORED,
      .image = target.colour,
      .subresourceRange = {VK_IMAGE_ASPECT_COLOR_BIT, 0, 1, 0, 1}};
  const VkDependencyInfo dependency{.sType = VK_STRUCTURE_TYPE_DEPENDENCY_INFO,
                                    .imageMemoryBarrierCount = 1,
                                    .pImageMemoryBarriers = &barrier};
  vkCmdPipelineBarrier2(commands, &dependency);

  const VkRenderingAttachmentInfo colour{.sType = VK_STRUCTURE_TYPE_RENDERING_ATTACHMENT_INFO,
                                         .imageView = target.colour_view,
                                         .imageLayout = VK_IMAGE_LAYOUT_COLOR_ATTACHMENT_OPTIMAL,
                                         .loadOp = VK_ATTACHMENT_LOAD_OP_LOAD,
                                         .storeOp = VK_ATTACHMENT_STORE_OP_STORE};
  const VkRenderingInfo rendering{.sType = VK_STRUCTURE_TYPE_RENDERING_INFO,
                                  .renderArea = {{0, 0}, target.extent},
                                  .layerCount = 1,
                                  .colorAttachmentCount = 1,
                                  .pColorAttachments = &colour};
  vkCmdBeginRendering(commands, &rendering);
  draw_lists(commands, arena, target, drawn);
  vkCmdEndRendering(commands);
}

void InterfacePass::draw_lists(VkCommandBuffer commands, gpu::FrameArena& arena,
                               const render::FrameTarget& target, const ImDrawData& drawn) const {
  const VkExtent2D extent = target.extent;
  const VkViewport viewport{
      0, 0, static_cast<float>(extent.width), static_cast<float>(extent.height), 0, 1};
  const VkExtent2D atlas = atlas_.info().extent;
  const float scales[4] = {2.0f / viewport.width, 2.0f / viewport.height,
                           1.0f / static_cast<float>(atlas.width),
                           1.0f / static_cast<float>(atlas.height)};  // px to clip, texel to uv
  const VkDescriptorSet set = bindings_.set();
  vkCmdBindPipeline(commands, VK_PIPELINE_BIND_POINT_GRAPHICS, pipeline_.handle());
  vkCmdSetViewport(commands, 0, 1, &viewport);
  vkCmdBindDescriptorSets(commands, VK_PIPELINE_BIND_POINT_GRAPHICS, pipeline_.layout(), 0, 1, &set,
                          0, nullptr);
  vkCmdPushConstants(commands, pipeline_.layout(), pipeline_.push_stages(), 0, sizeof scales,
                     scales);
  for (int i = 0; i < drawn.CmdListsCount; ++i) {
    const ImDrawList& list = *drawn.CmdLists[i];
    if (list.IdxBuffer.Size == 0) continue;
    const gpu::ArenaSlice vertices = arena.store(
        std::span<const ImDrawVert>(list.VtxBuffer.Data, static_cast<size_t>(list.VtxBuffer.Size)));
    const gpu::ArenaSlice indices = arena.store(
        std::span<const ImDrawIdx>(list.IdxBuffer.Data, static_cast<size_t>(list.IdxBuffer.Size)));
    vkCmdBindVertexBuffers(commands, 0, 1, &vertices.buffer, &vertices.offset);
    static_assert(sizeof(ImDrawIdx) == 2);
    vkCmdBindIndexBuffer(commands, indices.buffer, indices.offset, VK_INDEX_TYPE_UINT16);
    for (const ImDrawCmd& command : list.CmdBuffer) {
      const float left = std::clamp(std::floor(command.ClipRect.x), 0.0f, viewport.width);
      const float top = std::clamp(std::floor(command.ClipRect.y), 0.0f, viewport.height);
      const float right = std::clamp(std::ceil(command.ClipRect.z), left, viewport.width);
      const float bottom = std::clamp(std::ceil(command.ClipRect.w), top, viewport.height);
      if (right <= left || bottom <= top) continue;
      const VkRect2D scissor{
          {static_cast<int32_t>(left), static_cast<int32_t>(top)},
          {static_cast<uint32_t>(right - left), static_cast<uint32_t>(bottom - top)}};
      vkCmdSetScissor(commands, 0, 1, &scissor);
      vkCmdDrawIndexed(commands, command.ElemCount, 1, command.IdxOffset,
                       static_cast<int32_t>(command.VtxOffset), 0);
    }
  }
}

}  // namespace caspian::ui
