// The runs of a frame as the shaders get them, and what all back ends of units are told.
#pragma once
#include "render/flow_tables.h"
#include "render/pass_context.h"

namespace caspian::render {

/// Written once per frame, read by every back end.
struct FlowRuns {
  std::vector<shared::FlowRun> runs;
  uint32_t unit_count = 0, group_count = 0;
  VkDescriptorSet set = VK_NULL_HANDLE;  // set 1
  shared::FlowPush push;                 // whole frame, first id 0
};

/// Runs without units are left out. Ids are scene::FlowFrame's.
FlowRuns make_flow_runs(const PassFrame& frame, const FlowTables& tables,
                        const std::vector<scene::FlowStyle>& styles, const scene::FlowFrame& flows);

}  // namespace caspian::render
