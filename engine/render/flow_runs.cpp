// Colours and sizes of the runs.
#include "render/flow_runs.h"

#include "render/depth_pull.h"
#include "scene/line_scale.h"

namespace caspian::render {
namespace {

/// A point fills most of its lane; streams are told apart by the gaps between lanes.
constexpr float k_point_share = 0.75f;

uint32_t packed(const glm::vec3& rgb, float alpha) {
  const glm::vec4 all = glm::clamp(glm::vec4(rgb, alpha), 0.0f, 1.0f) * 255.0f + 0.5f;
  return uint32_t(all.r) | uint32_t(all.g) << 8 | uint32_t(all.b) << 16 | uint32_t(all.a) << 24;
}

/// Lightened on a dark base, so that units outshine their ribbon; on a light base the hue itself.
glm::vec4 colour_of(const scene::FlowStyle& style, bool is_light_base, bool by_goods) {
  const float lighten = (is_light_base ? 0.15f
                         : by_goods    ? 0.3f
                                       : 0.5f) +
                        (style.is_plan ? 0.25f : 0.0f);
  const glm::vec3 hue = by_goods ? scene::commodity_colour(style.commodity)
                                 : scene::corridor_colour(style.corridor_id);
  return {glm::mix(hue, glm::vec3(1), lighten), style.is_plan ? 0.75f : 1.0f};
}
}  // namespace

const std::vector<glm::vec4>& FlowColours::of(const PassFrame& frame,
                                              const std::vector<scene::FlowStyle>& styles) {
  const bool is_light_base = frame.theme.glow <= 0;
  const bool by_goods = frame.inputs.settings.colour_by == scene::ColourBy::commodity;
  if (colours_.size() == styles.size() && is_light_base == is_light_base_ && by_goods == by_goods_)
    return colours_;
  is_light_base_ = is_light_base;
  by_goods_ = by_goods;
  colours_.clear();
  for (const scene::FlowStyle& style : styles)
    colours_.push_back(colour_of(style, is_light_base, by_goods));
  return colours_;
}

float flow_point_px(float dash_width_px) {
  return k_point_share * dash_width_px;
}

FlowRuns make_flow_runs(const PassFrame& frame, const FlowTables& tables,
                        const std::vector<scene::FlowStyle>& styles, FlowColours& palette,
                        const scene::FlowFrame& flows) {
  const scene::ViewSettings& settings = frame.inputs.settings;
  const std::vector<glm::vec4>& colours = palette.of(frame, styles);
  FlowRuns result;
  result.runs.reserve(flows.runs.size());
  for (const scene::FlowRun& run : flows.runs) {
    if (run.count == 0) continue;
    shared::FlowRun shared = tables.shared_run(run, result.unit_count, result.group_count);
    const glm::vec4& colour = colours.at(run.flow);
    shared.colour = packed(glm::vec3(colour), colour.a * run.alpha);
    if (!settings.highlight.empty() && settings.highlight == styles[run.flow].corridor_id)
      shared.width_factor = 1.35f;
    result.runs.push_back(shared);
    result.timetables.push_back(run.timetable);
    result.unit_count += run.count;
    result.group_count += (run.count + shared::k_units_per_group - 1) / shared::k_units_per_group;
  }
  // Thinner with the lines and lanes that units run on.
  const double scale = scene::line_scale(frame.inputs) * double(frame.pixel_scale);
  result.push = {.unit_count = result.unit_count,
                 .run_count = uint32_t(result.runs.size()),
                 .length_px = float(settings.unit_length_px * scale),
                 .width_px = float(settings.unit_width_px * scale),
                 .glow = frame.theme.glow,
                 .depth_pull = k_unit_pull};
  result.point_px = flow_point_px(result.push.width_px);
  if (!result.runs.empty()) result.set = tables.bind(frame, frame.arena.store(result.runs));
  return result;
}

}  // namespace caspian::render
