// Recording of the flow pass.
#include "render/flow_pass.h"

#include <algorithm>
#include <array>

#include "caspian_shaders.h"
#include "gpu/barriers.h"
#include "render/depth_pull.h"
#include "render/frame_target.h"
#include "scene/line_scale.h"

namespace caspian::render {
namespace {
constexpr uint32_t k_units_per_batch = 1u << 20;
constexpr uint32_t k_group = 256;

constexpr VkDescriptorType k_storage = VK_DESCRIPTOR_TYPE_STORAGE_BUFFER;

std::array<gpu::Binding, 8> slots() {
  std::array<gpu::Binding, 8> all;
  for (uint32_t i = 0; i < all.size(); ++i) {
    all[i] = {.slot = i, .type = k_storage, .stages = VK_SHADER_STAGE_COMPUTE_BIT};
    if (i == 4) all[i].stages |= VK_SHADER_STAGE_VERTEX_BIT;
  }
  return all;
}

gpu::GraphicsPipelineInfo dashes_info(VkDescriptorSetLayout frame, VkDescriptorSetLayout pass) {
  return {.vertex = shader_code("flow.vert"),
          .fragment = shader_code("flow.frag"),
          .sets = {frame, pass},
          .push_constant_bytes = sizeof(shared::FlowPush),
          .blend = gpu::Blend::premultiplied,
          .depth = gpu::DepthUse::test,
          .colour_format = k_colour_format,
          .depth_format = k_depth_format,
          .name = "flow dashes"};
}

uint32_t packed(const glm::vec3& rgb, float alpha) {
  const glm::vec4 all = glm::clamp(glm::vec4(rgb, alpha), 0.0f, 1.0f) * 255.0f + 0.5f;
  return uint32_t(all.r) | uint32_t(all.g) << 8 | uint32_t(all.b) << 16 | uint32_t(all.a) << 24;
}

gpu::Buffer result_buffer(const gpu::Device& device, VkDeviceSize bytes, const char* name) {
  return gpu::Buffer(device, bytes,
                     VK_BUFFER_USAGE_STORAGE_BUFFER_BIT | VK_BUFFER_USAGE_INDIRECT_BUFFER_BIT |
                         VK_BUFFER_USAGE_INDEX_BUFFER_BIT,
                     gpu::MemoryUse::gpu, name);
}
}  // namespace

FlowPass::FlowPass(const PassSetup& setup, const scene::FlowTracks& tracks)
    : device_(setup.device),
      styles_(tracks.flows),
      tables_(setup.device, tracks),
      layout_(setup.device, slots(), "flow layout"),
      place_(setup.device, shader_code("flow.comp"), {setup.frame_layout, layout_.handle()},
             sizeof(shared::FlowPush), "flow places"),
      gather_(setup.device, shader_code("flow_gather.comp"), {setup.frame_layout, layout_.handle()},
              sizeof(shared::FlowPush), "flow list"),
      dashes_(setup.device, dashes_info(setup.frame_layout, layout_.handle())) {}

void FlowPass::reserve(Batch& batch, uint32_t unit_count) {
  if (batch.capacity >= unit_count) return;
  batch.capacity = std::max((unit_count + 4095) / 4096 * 4096, 2 * batch.capacity);
  batch.units = result_buffer(device_, batch.capacity * sizeof(shared::FlowUnit), "flow units");
  batch.seen = result_buffer(device_, batch.capacity / 8, "flow seen");
  batch.indices = result_buffer(device_, batch.capacity * 6 * sizeof(uint32_t), "flow indices");
  batch.arguments = result_buffer(device_, sizeof(VkDrawIndexedIndirectCommand), "flow draw");
}

std::vector<shared::FlowRun> FlowPass::shared_runs(const PassFrame& frame,
                                                   const scene::FlowFrame& flows) const {
  const std::string& highlight = frame.inputs.settings.highlight;
  const bool light_base = frame.theme.glow <= 0;
  std::vector<shared::FlowRun> runs;
  runs.reserve(flows.runs.size());
  uint32_t before = 0;
  for (const scene::FlowRun& run : flows.runs) {
    if (run.count == 0) continue;
    const scene::FlowStyle& style = styles_.at(run.flow);
    shared::FlowRun shared = tables_.shared_run(run, before);
    // Lightened on a dark base, so that units outshine their ribbon; on a light base the hue
    // itself.
    const float lighten = (light_base ? 0.15f : 0.5f) + (style.is_plan ? 0.25f : 0.0f);
    shared.colour =
        packed(glm::mix(scene::corridor_colour(style.corridor_id), glm::vec3(1), lighten),
               style.is_plan ? 0.75f : 1.0f);
    if (!highlight.empty() && highlight == style.corridor_id) shared.width_factor = 1.35f;
    runs.push_back(shared);
    before += run.count;
  }
  return runs;
}

void FlowPass::compute(const PassFrame& frame, const scene::FlowFrame& flows) {
  draws_.clear();
  const std::vector<shared::FlowRun> runs = shared_runs(frame, flows);
  if (runs.empty()) return;
  const uint32_t total = runs.back().first_unit + runs.back().count;
  const gpu::ArenaSlice chunk_slice = frame.arena.store(tables_.chunks_from(frame.camera.eye_m));
  const gpu::ArenaSlice run_slice = frame.arena.store(runs);
  const scene::ViewSettings& settings = frame.inputs.settings;
  // Thinner with the lines and lanes that units run on.
  const double scale = scene::line_scale(frame.inputs) * double(frame.pixel_scale);
  const auto px = [&](double logical) { return float(logical * scale); };
  const VkCommandBuffer commands = frame.commands;

  // The draws of the frame before read what is written now.
  gpu::earlier_reads_before_compute_writes(commands);
  for (uint32_t first = 0; first < total; first += k_units_per_batch) {
    const size_t index = first / k_units_per_batch;
    if (index == batches_.size()) batches_.emplace_back();
    Batch& batch = batches_[index];
    const uint32_t count = std::min(total - first, k_units_per_batch);
    reserve(batch, count);
    const std::array<gpu::Binding, 8> bindings{
        gpu::Binding{.slot = 0, .buffer = tables_.arrivals().handle()},
        gpu::Binding{.slot = 1, .buffer = tables_.vertices().handle()},
        gpu::bind_slice(2, k_storage, chunk_slice),
        gpu::bind_slice(3, k_storage, run_slice),
        gpu::Binding{.slot = 4, .buffer = batch.units.handle()},
        gpu::Binding{.slot = 5, .buffer = batch.seen.handle()},
        gpu::Binding{.slot = 6, .buffer = batch.indices.handle()},
        gpu::Binding{.slot = 7, .buffer = batch.arguments.handle()}};
    draws_.push_back({.set = frame.arena.bind(layout_.handle(), bindings),
                      .push = {.unit_count = count,
                               .first_unit = first,
                               .run_count = uint32_t(runs.size()),
                               .lane_px = px(settings.lane_spacing_px),
                               .length_px = px(settings.unit_length_px),
                               .width_px = px(settings.unit_width_px),
                               .glow = frame.theme.glow,
                               .depth_pull = k_unit_pull},
                      .indices = batch.indices.handle(),
                      .arguments = batch.arguments.handle()});
  }
  const auto dispatch = [&](const gpu::Pipeline& pipeline, const BatchDraw& draw, uint32_t groups) {
    const VkDescriptorSet sets[] = {frame.frame_set, draw.set};
    vkCmdBindPipeline(commands, VK_PIPELINE_BIND_POINT_COMPUTE, pipeline.handle());
    vkCmdBindDescriptorSets(commands, VK_PIPELINE_BIND_POINT_COMPUTE, pipeline.layout(), 0, 2, sets,
                            0, nullptr);
    vkCmdPushConstants(commands, pipeline.layout(), pipeline.push_stages(), 0,
                       sizeof(shared::FlowPush), &draw.push);
    vkCmdDispatch(commands, groups, 1, 1);
  };
  for (const BatchDraw& draw : draws_)
    dispatch(place_, draw, (draw.push.unit_count + k_group - 1) / k_group);
  gpu::compute_writes_before_compute(commands);
  for (const BatchDraw& draw : draws_) dispatch(gather_, draw, 1);
  gpu::compute_writes_before_draws(commands);
}

void FlowPass::draw(const PassFrame& frame) {
  if (draws_.empty()) return;
  vkCmdBindPipeline(frame.commands, VK_PIPELINE_BIND_POINT_GRAPHICS, dashes_.handle());
  for (const BatchDraw& draw : draws_) {
    const VkDescriptorSet sets[] = {frame.frame_set, draw.set};
    vkCmdBindDescriptorSets(frame.commands, VK_PIPELINE_BIND_POINT_GRAPHICS, dashes_.layout(), 0, 2,
                            sets, 0, nullptr);
    vkCmdPushConstants(frame.commands, dashes_.layout(), dashes_.push_stages(), 0,
                       sizeof(shared::FlowPush), &draw.push);
    vkCmdBindIndexBuffer(frame.commands, draw.indices, 0, VK_INDEX_TYPE_UINT32);
    vkCmdDrawIndexedIndirect(frame.commands, draw.arguments, 0, 1,
                             sizeof(VkDrawIndexedIndirectCommand));
  }
}

}  // namespace caspian::render
