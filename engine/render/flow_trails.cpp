// One draw per run.
#include "render/flow_trails.h"

#include <algorithm>

#include "caspian_shaders.h"
#include "render/depth_pull.h"
#include "render/frame_target.h"

namespace caspian::render {
namespace {
constexpr double k_piece_px = 5;  // pieces so long still look like a curve
constexpr double k_most_stride = 64;
constexpr float k_strength = 0.7f;
constexpr double k_ticks_per_h = 3600.0 * scene::k_ticks_per_s;

/// Segments of a timetable.
struct Part {
  uint32_t first = 0, segments = 0;
};

/// Where the trails of a run can be: of a bin of true motion only behind its own units.
Part part_of(const FlowTables& tables, const shared::FlowRun& run, uint32_t timetable,
             double trail_ticks) {
  if (run.is_scaled) return {0, tables.span(timetable).vertex_count - 1};
  const double step = run.age_step_whole + run.age_step_fraction * 0x1p-32;
  const double youngest = run.age_first - step * (run.count - 1.0);
  const uint32_t first = tables.segment_at(timetable, std::max(0.0, youngest - trail_ticks));
  return {first, tables.segment_at(timetable, run.age_first) - first + 1};
}
}  // namespace

FlowTrails::FlowTrails(const PassSetup& setup, const FlowTables& tables)
    : tables_(tables),
      strips_(setup.device, {.vertex = shader_code("flow_trail.vert"),
                             .fragment = shader_code("flow_trail.frag"),
                             .sets = {setup.frame_layout, tables.layout()},
                             .push_constant_bytes = sizeof(shared::FlowTrailPush),
                             .blend = gpu::Blend::premultiplied,
                             .depth = gpu::DepthUse::test,
                             .colour_format = k_colour_format,
                             .depth_format = k_depth_format,
                             .name = "flow trails"}) {}

void FlowTrails::draw(const PassFrame& frame, const FlowRuns& runs) const {
  const double trail_h = frame.inputs.settings.trail_h;
  if (trail_h <= 0 || runs.unit_count == 0) return;
  const VkCommandBuffer commands = frame.commands;
  const VkDescriptorSet sets[] = {frame.frame_set, runs.set};
  vkCmdBindPipeline(commands, VK_PIPELINE_BIND_POINT_GRAPHICS, strips_.handle());
  vkCmdBindDescriptorSets(commands, VK_PIPELINE_BIND_POINT_GRAPHICS, strips_.layout(), 0, 2, sets,
                          0, nullptr);
  const double trail_ticks = trail_h * k_ticks_per_h;
  const double piece_m =
      k_piece_px * frame.inputs.camera.range_m / std::max(frame.camera.pixels_per_radian, 1.0);
  for (uint32_t i = 0; i < runs.runs.size(); ++i) {
    const Part part = part_of(tables_, runs.runs[i], runs.timetables[i], trail_ticks);
    const FlowTables::Span& span = tables_.span(runs.timetables[i]);
    const double stride =
        std::clamp(piece_m * (span.vertex_count - 1) / std::max(span.length_m, 1.0), 1.0,
                   std::min<double>(k_most_stride, part.segments));
    const shared::FlowTrailPush push{.run = i,
                                     .first_segment = span.first_vertex + part.first,
                                     .segment_count = part.segments,
                                     .stride = uint32_t(stride),
                                     .trail_ticks = float(trail_ticks),
                                     .width_px = 0.8f * runs.push.width_px,
                                     .depth_pull = k_unit_pull,
                                     .strength = k_strength};
    vkCmdPushConstants(commands, strips_.layout(), strips_.push_stages(), 0, sizeof push, &push);
    vkCmdDraw(commands, (part.segments + push.stride - 1) / push.stride * 6, 1, 0, 0);
  }
}

}  // namespace caspian::render
