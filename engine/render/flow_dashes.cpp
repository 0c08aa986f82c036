// Recording of the dashes.
#include "render/flow_dashes.h"

#include <algorithm>
#include <array>

#include "caspian_shaders.h"
#include "gpu/barriers.h"
#include "render/frame_target.h"

namespace caspian::render {
namespace {
constexpr uint32_t k_units_per_batch = 1u << 20;
constexpr uint32_t k_group = 256;

std::array<gpu::Binding, 4> slots() {
  std::array<gpu::Binding, 4> all;
  for (uint32_t i = 0; i < all.size(); ++i)
    all[i] = {.slot = i,
              .type = VK_DESCRIPTOR_TYPE_STORAGE_BUFFER,
              .stages = VK_SHADER_STAGE_COMPUTE_BIT};
  all[0].stages |= VK_SHADER_STAGE_VERTEX_BIT;
  return all;
}

gpu::GraphicsPipelineInfo dashes_info(VkDescriptorSetLayout frame, VkDescriptorSetLayout flow,
                                      VkDescriptorSetLayout pass) {
  return {.vertex = shader_code("flow.vert"),
          .fragment = shader_code("flow.frag"),
          .sets = {frame, flow, pass},
          .push_constant_bytes = sizeof(shared::FlowPush),
          .blend = gpu::Blend::premultiplied,
          .depth = gpu::DepthUse::test,
          .colour_format = k_colour_format,
          .depth_format = k_depth_format,
          .name = "flow dashes"};
}

gpu::Buffer result_buffer(const gpu::Device& device, VkDeviceSize bytes, const char* name) {
  return gpu::Buffer(device, bytes,
                     VK_BUFFER_USAGE_STORAGE_BUFFER_BIT | VK_BUFFER_USAGE_INDIRECT_BUFFER_BIT |
                         VK_BUFFER_USAGE_INDEX_BUFFER_BIT,
                     gpu::MemoryUse::gpu, name);
}
}  // namespace

FlowDashes::FlowDashes(const PassSetup& setup, const FlowTables& tables)
    : setup_(setup),
      tables_(tables),
      layout_(setup.device, slots(), "flow dashes layout"),
      place_(setup.device, shader_code("flow.comp"),
             {setup.frame_layout, tables.layout(), layout_.handle()}, sizeof(shared::FlowPush),
             "flow places"),
      gather_(setup.device, shader_code("flow_gather.comp"),
              {setup.frame_layout, tables.layout(), layout_.handle()}, sizeof(shared::FlowPush),
              "flow list"),
      dashes_(setup.device, dashes_info(setup.frame_layout, tables.layout(), layout_.handle())) {}

void FlowDashes::reserve(Batch& batch, uint32_t unit_count) {
  if (batch.capacity >= unit_count) return;
  batch.capacity = std::max((unit_count + 4095) / 4096 * 4096, 2 * batch.capacity);
  const gpu::Device& device = setup_.device;
  batch.units = result_buffer(device, batch.capacity * sizeof(shared::FlowUnit), "flow units");
  batch.seen = result_buffer(device, batch.capacity / 8, "flow seen");
  batch.indices = result_buffer(device, batch.capacity * 6 * sizeof(uint32_t), "flow indices");
  batch.arguments = result_buffer(device, sizeof(VkDrawIndexedIndirectCommand), "flow draw");
}

VkDeviceSize FlowDashes::bytes() const {
  VkDeviceSize sum = 0;
  for (const Batch& batch : batches_)
    sum += batch.units.size() + batch.seen.size() + batch.indices.size();
  return sum;
}

void FlowDashes::compute(const PassFrame& frame, const FlowRuns& runs, UnitCount* count) {
  draws_.clear();
  if (runs.unit_count == 0) return;
  if (count && !counting_.handle())
    counting_ =
        gpu::Pipeline(setup_.device, shader_code("flow_count.comp"),
                      {setup_.frame_layout, tables_.layout(), layout_.handle(), count->layout()},
                      sizeof(shared::FlowPush), "flow places and count");
  const VkDescriptorSet account = count ? count->open(frame, runs.unit_count) : VK_NULL_HANDLE;
  const VkCommandBuffer commands = frame.commands;
  // The draws of the frame before read what is written now.
  gpu::earlier_reads_before_compute_writes(commands);
  for (uint32_t first = 0; first < runs.unit_count; first += k_units_per_batch) {
    const size_t index = first / k_units_per_batch;
    if (index == batches_.size()) batches_.emplace_back();
    Batch& batch = batches_[index];
    shared::FlowPush push = runs.push;
    push.first_unit = first;
    push.unit_count = std::min(runs.unit_count - first, k_units_per_batch);
    reserve(batch, push.unit_count);
    const std::array<gpu::Binding, 4> bindings{
        gpu::Binding{.slot = 0, .buffer = batch.units.handle()},
        gpu::Binding{.slot = 1, .buffer = batch.seen.handle()},
        gpu::Binding{.slot = 2, .buffer = batch.indices.handle()},
        gpu::Binding{.slot = 3, .buffer = batch.arguments.handle()}};
    draws_.push_back({.runs = runs.set,
                      .batch = frame.arena.bind(layout_.handle(), bindings),
                      .push = push,
                      .indices = batch.indices.handle(),
                      .arguments = batch.arguments.handle()});
  }
  const auto dispatch = [&](const gpu::Pipeline& pipeline, const BatchDraw& draw, uint32_t groups) {
    const VkDescriptorSet sets[] = {frame.frame_set, draw.runs, draw.batch, account};
    const bool is_counting = count && pipeline.handle() == counting_.handle();
    vkCmdBindPipeline(commands, VK_PIPELINE_BIND_POINT_COMPUTE, pipeline.handle());
    vkCmdBindDescriptorSets(commands, VK_PIPELINE_BIND_POINT_COMPUTE, pipeline.layout(), 0,
                            is_counting ? 4 : 3, sets, 0, nullptr);
    vkCmdPushConstants(commands, pipeline.layout(), pipeline.push_stages(), 0,
                       sizeof(shared::FlowPush), &draw.push);
    vkCmdDispatch(commands, groups, 1, 1);
  };
  for (const BatchDraw& draw : draws_)
    dispatch(count ? counting_ : place_, draw, (draw.push.unit_count + k_group - 1) / k_group);
  gpu::compute_writes_before_compute(commands);
  for (const BatchDraw& draw : draws_) dispatch(gather_, draw, 1);
  gpu::compute_writes_before_draws(commands);
}

void FlowDashes::draw(const PassFrame& frame) {
  if (draws_.empty()) return;
  vkCmdBindPipeline(frame.commands, VK_PIPELINE_BIND_POINT_GRAPHICS, dashes_.handle());
  for (const BatchDraw& draw : draws_) {
    const VkDescriptorSet sets[] = {frame.frame_set, draw.runs, draw.batch};
    vkCmdBindDescriptorSets(frame.commands, VK_PIPELINE_BIND_POINT_GRAPHICS, dashes_.layout(), 0, 3,
                            sets, 0, nullptr);
    vkCmdPushConstants(frame.commands, dashes_.layout(), dashes_.push_stages(), 0,
                       sizeof(shared::FlowPush), &draw.push);
    vkCmdBindIndexBuffer(frame.commands, draw.indices, 0, VK_INDEX_TYPE_UINT32);
    vkCmdDrawIndexedIndirect(frame.commands, draw.arguments, 0, 1,
                             sizeof(VkDrawIndexedIndirectCommand));
  }
}

}  // namespace caspian::render
