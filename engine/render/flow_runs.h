// The runs of a frame as the shaders get them, and what all back ends of units are told.
#pragma once
#include "render/flow_tables.h"
#include "render/pass_context.h"

namespace caspian::render {

/// Written once per frame, read by every back end.
struct FlowRuns {
  std::vector<shared::FlowRun> runs;
  std::vector<uint32_t> timetables;  // of runs
  uint32_t unit_count = 0, group_count = 0;
  float point_px = 1;                    // diameter of points
  VkDescriptorSet set = VK_NULL_HANDLE;  // set 1
  shared::FlowPush push;                 // whole frame, first id 0
};

/// Colour and opacity of every flow, kept while theme and scheme stay.
class FlowColours {
 public:
  const std::vector<glm::vec4>& of(const PassFrame& frame,
                                   const std::vector<scene::FlowStyle>& styles);

 private:
  std::vector<glm::vec4> colours_;
  bool is_light_base_ = false, by_goods_ = false;
};

/// Diameter of a unit that is a point, for dashes of a width.
float flow_point_px(float dash_width_px);

/// Runs without units are left out. Ids are scene::FlowFrame's.
FlowRuns make_flow_runs(const PassFrame& frame, const FlowTables& tables,
                        const std::vector<scene::FlowStyle>& styles, FlowColours& palette,
                        const scene::FlowFrame& flows);

}  // namespace caspian::render
