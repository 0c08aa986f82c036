// The plain list of points.
#include "render/flow_points.h"

#include "caspian_shaders.h"
#include "render/frame_target.h"

namespace caspian::render {

FlowPoints::FlowPoints(const PassSetup& setup, const FlowTables& tables)
    : points_(setup.device, {.vertex = shader_code("flow_points.vert"),
                             .fragment = shader_code("flow_points.frag"),
                             .sets = {setup.frame_layout, tables.layout()},
                             .push_constant_bytes = sizeof(shared::FlowPush),
                             .topology = VK_PRIMITIVE_TOPOLOGY_POINT_LIST,
                             .depth = gpu::DepthUse::test_and_write,
                             .colour_format = k_colour_format,
                             .depth_format = k_depth_format,
                             .name = "flow point list"}) {}

void FlowPoints::draw(const PassFrame& frame, const FlowRuns& runs) const {
  if (runs.unit_count == 0) return;
  const VkCommandBuffer commands = frame.commands;
  const VkDescriptorSet sets[] = {frame.frame_set, runs.set};
  vkCmdBindPipeline(commands, VK_PIPELINE_BIND_POINT_GRAPHICS, points_.handle());
  vkCmdBindDescriptorSets(commands, VK_PIPELINE_BIND_POINT_GRAPHICS, points_.layout(), 0, 2, sets,
                          0, nullptr);
  shared::FlowPush push = runs.push;
  for (uint32_t i = 0; i < runs.runs.size(); ++i) {
    push.first_unit = i;  // the run
    vkCmdPushConstants(commands, points_.layout(), points_.push_stages(), 0, sizeof push, &push);
    vkCmdDraw(commands, runs.runs[i].count, 1, 0, 0);
  }
}

}  // namespace caspian::render
