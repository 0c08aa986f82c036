// The picture's own viewport, moved so that a small target shows the place: every shader finds the
// same px as in the picture.
#include "render/pick_pass.h"

#include <cmath>
#include <cstring>

#include "caspian_shaders.h"
#include "gpu/barriers.h"
#include "gpu/commands.h"
#include "render/depth_pull.h"
#include "render/frame_target.h"
#include "shared/pick.h"

namespace caspian::render {
namespace {

static_assert(uint32_t(scene::PickTag::node) == shared::k_pick_node);
static_assert(uint32_t(scene::PickTag::unit) == shared::k_pick_unit);
static_assert(uint32_t(scene::PickTag::link) == shared::k_pick_link);
static_assert(uint32_t(scene::PickTag::line) == shared::k_pick_line);
static_assert(uint32_t(scene::PickTag::recorded) == shared::k_pick_recorded);
static_assert(uint32_t(scene::PickTag::overlay) == shared::k_pick_overlay);
static_assert(scene::k_pick_tag_shift == shared::k_pick_kind_shift);

// Lines and models reach beyond what a camera's culling knows of them.
constexpr double k_margin_px = 96;

gpu::Binding marks_slot() {
  return {
      .slot = 0, .type = VK_DESCRIPTOR_TYPE_STORAGE_BUFFER, .stages = VK_SHADER_STAGE_VERTEX_BIT};
}

gpu::GraphicsPipelineInfo marks_info(const PassSetup& setup, VkDescriptorSetLayout layout,
                                     gpu::DepthUse depth, const char* name) {
  return {.vertex = shader_code("pick_mark.vert"),
          .fragment = shader_code("pick_mark.frag"),
          .sets = {setup.frame_layout, layout},
          .depth = depth,
          .colour_format = k_pick_format,
          .depth_format = k_depth_format,
          .name = name};
}

int reach_of(const scene::FrameInputs& inputs) {
  return int(std::ceil(scene::k_farthest_reach_px * inputs.settings.ui_scale)) + 1;
}

}  // namespace

PickPass::PickPass(const PassSetup& setup) : device_(setup.device) {
  const gpu::Binding slot = marks_slot();
  layout_ = gpu::BindingLayout(setup.device, {&slot, 1}, "pick layout");
  units_ = gpu::Pipeline(
      setup.device, marks_info(setup, layout_.handle(), gpu::DepthUse::test_and_write, "unit ids"));
  nodes_ = gpu::Pipeline(setup.device,
                         marks_info(setup, layout_.handle(), gpu::DepthUse::test, "node ids"));
}

scene::CameraFrame PickPass::narrowed(const scene::CameraFrame& camera, double x, double y,
                                      double reach_px) {
  scene::CameraFrame narrow = camera;
  const glm::dvec3 forward = scene::ray_through(camera, x, y);
  const glm::dvec3 right = glm::normalize(glm::cross(forward, camera.up()));
  const glm::dvec3 up = glm::cross(right, forward);
  narrow.view =
      glm::dmat4(glm::dvec4(right.x, up.x, -forward.x, 0), glm::dvec4(right.y, up.y, -forward.y, 0),
                 glm::dvec4(right.z, up.z, -forward.z, 0), glm::dvec4(0, 0, 0, 1));
  const auto side = uint32_t(2 * (reach_px + k_margin_px));
  narrow.size = {side, side};
  narrow.projection[0][0] = 2 * camera.pixels_per_radian / side;
  narrow.projection[1][1] = -2 * camera.pixels_per_radian / side;
  narrow.view_projection = narrow.projection * narrow.view;
  return narrow;
}

void PickPass::draw_marks(const PassFrame& frame, const std::vector<scene::PickMark>& marks,
                          float pull, const gpu::Pipeline& pipeline) const {
  if (marks.empty()) return;
  std::vector<shared::PickMark> shared;
  shared.reserve(marks.size());
  for (const scene::PickMark& mark : marks) {
    glm::vec4 clip(mark.clip);
    clip.z *= 1 + pull;
    shared.push_back(
        {.clip = clip,
         .shape = {float(mark.along.x), float(mark.along.y), float(mark.half_length_px),
                   float(mark.half_width_px)},
         .kind_and_index = uint32_t(mark.tag) << shared::k_pick_kind_shift | mark.index,
         .number = uint32_t(mark.unit)});
  }
  const gpu::Binding binding =
      gpu::bind_slice(0, VK_DESCRIPTOR_TYPE_STORAGE_BUFFER, frame.arena.store(shared));
  const VkDescriptorSet sets[] = {frame.frame_set,
                                  frame.arena.bind(layout_.handle(), {&binding, 1})};
  vkCmdBindPipeline(frame.commands, VK_PIPELINE_BIND_POINT_GRAPHICS, pipeline.handle());
  vkCmdBindDescriptorSets(frame.commands, VK_PIPELINE_BIND_POINT_GRAPHICS, pipeline.layout(), 0, 2,
                          sets, 0, nullptr);
  vkCmdDraw(frame.commands, uint32_t(6 * shared.size()), 1, 0, 0);
}

void PickPass::record(const PassFrame& frame, const Order& order) {
  const int reach = reach_of(frame.inputs);
  const auto side = uint32_t(2 * reach + 1);
  const VkExtent2D extent{side, side};
  if (drawn_.width != int(side)) {
    ids_ = gpu::DeviceImage(
        device_, {.extent = extent,
                  .format = k_pick_format,
                  .usage = VK_IMAGE_USAGE_COLOR_ATTACHMENT_BIT | VK_IMAGE_USAGE_TRANSFER_SRC_BIT,
                  .name = "pick ids"});
    depth_ = gpu::DeviceImage(device_, {.extent = extent,
                                        .format = k_depth_format,
                                        .usage = VK_IMAGE_USAGE_DEPTH_STENCIL_ATTACHMENT_BIT,
                                        .name = "pick depth"});
    readback_ = gpu::Buffer(device_, VkDeviceSize(side) * side * 8, 0, gpu::MemoryUse::readback,
                            "picked ids");
  }
  drawn_ = {.left = int(std::floor(order.x)) - reach,
            .top = int(std::floor(order.y)) - reach,
            .width = int(side),
            .height = int(side)};
  const VkCommandBuffer commands = frame.commands;
  gpu::change_image(commands, ids_.handle(), gpu::k_discarded, gpu::k_colour_attachment);
  gpu::change_image(commands, depth_.handle(), gpu::k_discarded, gpu::k_depth_attachment,
                    VK_IMAGE_ASPECT_DEPTH_BIT);
  gpu::begin_drawing(commands, {.colour = ids_.view(),
                                .depth = depth_.view(),
                                .extent = extent,
                                .clear_colour = {{0, 0, 0, 0}},
                                .clear_depth = true});
  const VkViewport viewport{float(-drawn_.left),
                            float(-drawn_.top),
                            float(frame.camera.size.width),
                            float(frame.camera.size.height),
                            0,
                            1};
  vkCmdSetViewport(commands, 0, 1, &viewport);
  if (order.below) order.below();
  draw_marks(frame, order.units, k_unit_pull, units_);
  if (order.above) order.above();
  draw_marks(frame, order.nodes, k_node_pull, nodes_);
  gpu::end_drawing(commands);
  gpu::change_image(commands, ids_.handle(), gpu::k_colour_attachment, gpu::k_transfer_source);
  const VkBufferImageCopy region{.imageSubresource = {VK_IMAGE_ASPECT_COLOR_BIT, 0, 0, 1},
                                 .imageExtent = {side, side, 1}};
  vkCmdCopyImageToBuffer(commands, ids_.handle(), VK_IMAGE_LAYOUT_TRANSFER_SRC_OPTIMAL,
                         readback_.handle(), 1, &region);
  gpu::transfer_writes_before_host(commands);
}

scene::PickPixels PickPass::take() const {
  scene::PickPixels pixels = drawn_;
  pixels.ids.resize(size_t(pixels.width) * size_t(pixels.height));
  if (!pixels.ids.empty())
    std::memcpy(pixels.ids.data(), readback_.mapped(), pixels.ids.size() * sizeof pixels.ids[0]);
  return pixels;
}

}  // namespace caspian::render
