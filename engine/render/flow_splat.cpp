// Dispatch and resolve of flow units.
#include "render/flow_splat.h"

#include <algorithm>

#include "caspian_shaders.h"

namespace caspian::render {
FlowSplat::FlowSplat(const PassSetup& setup, const FlowTables& tables, UnitVisibility& visibility)
    : setup_(setup),
      tables_(tables),
      visibility_(visibility),
      splat_(setup.device, shader_code("flow_splat.comp"),
             {setup.frame_layout, tables.layout(), visibility.layout()}, sizeof(shared::FlowPush),
             "flow splat"),
      resolve_(visibility.make_resolve(setup, shader_code("flow_resolve.frag"), tables.layout(),
                                       sizeof(shared::FlowPush), "flow points")) {}

void FlowSplat::compute(const PassFrame& frame, const FlowRuns& runs, UnitCount* count) {
  const VkDescriptorSet visible = visibility_.open(frame, runs.point_px);
  first_id_ = visibility_.take_ids(runs.unit_count);
  if (count && !counting_.handle())
    counting_ = gpu::Pipeline(
        setup_.device, shader_code("flow_splat_count.comp"),
        {setup_.frame_layout, tables_.layout(), visibility_.layout(), count->layout()},
        sizeof(shared::FlowPush), "flow splat and count");
  const gpu::Pipeline& pipeline = count ? counting_ : splat_;
  shared::FlowPush push = runs.push;
  push.first_id = first_id_;
  push.first_unit = runs.group_count;
  const VkDescriptorSet sets[] = {frame.frame_set, runs.set, visible,
                                  count ? count->open(frame, runs.unit_count) : VK_NULL_HANDLE};
  const VkCommandBuffer commands = frame.commands;
  vkCmdBindPipeline(commands, VK_PIPELINE_BIND_POINT_COMPUTE, pipeline.handle());
  vkCmdBindDescriptorSets(commands, VK_PIPELINE_BIND_POINT_COMPUTE, pipeline.layout(), 0,
                          count ? 4 : 3, sets, 0, nullptr);
  vkCmdPushConstants(commands, pipeline.layout(), pipeline.push_stages(), 0, sizeof push, &push);
  vkCmdDispatch(commands, std::min(runs.group_count, shared::k_groups_per_row),
                (runs.group_count + shared::k_groups_per_row - 1) / shared::k_groups_per_row, 1);
}

void FlowSplat::draw(const PassFrame& frame, const FlowRuns& runs) const {
  shared::FlowPush push = runs.push;
  push.first_id = first_id_;
  visibility_.resolve(frame, resolve_, runs.set, std::as_bytes(std::span(&push, 1)));
}

}  // namespace caspian::render
