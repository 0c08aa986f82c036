// Choice of the back end, and what both need.
#include "render/flow_pass.h"

#include "scene/unit_ids.h"

namespace caspian::render {
namespace {
// Measured: dashes cost the software device 0.8 us each, points 0.03 us; a GPU draws a million
// dashes in a few ms, but beyond that they only cover each other.
constexpr uint64_t k_most_dashes_on_cpu = 30'000, k_most_dashes_on_gpu = 1'000'000;
}  // namespace

bool draws_points(const gpu::Device& device, const scene::ViewSettings& settings,
                  uint64_t most_units) {
  if (!UnitVisibility::can_splat(device)) return false;
  if (settings.unit_drawing != scene::UnitDrawing::automatic)
    return settings.unit_drawing == scene::UnitDrawing::splat;
  return most_units > (device.facts().is_cpu ? k_most_dashes_on_cpu : k_most_dashes_on_gpu);
}

FlowPass::FlowPass(const PassSetup& setup, const scene::FlowTracks& tracks,
                   UnitVisibility* visibility)
    : device_(setup.device),
      tracks_(tracks),
      tables_(setup, tracks),
      dashes_(setup, tables_),
      trails_(setup, tables_),
      splat_(visibility ? std::make_unique<FlowSplat>(setup, tables_, *visibility) : nullptr) {}

bool FlowPass::has_points(const scene::ViewSettings& settings) const {
  return splat_ && draws_points(device_, settings,
                                scene::most_units(tracks_, settings.variant, settings.unit_budget));
}

void FlowPass::prepare(const PassFrame& frame, const scene::FlowFrame& flows) {
  runs_ = make_flow_runs(frame, tables_, tracks_.flows, colours_, flows);
  if (fixed_point_px_ > 0) runs_.point_px = fixed_point_px_;
  if (runs_.unit_count > 0) tables_.look_from(frame);
}

void FlowPass::compute(const PassFrame& frame, const scene::FlowFrame& flows) {
  prepare(frame, flows);
  is_splatting_ = has_points(frame.inputs.settings);
  if (runs_.unit_count == 0) return;
  if (is_splatting_)
    splat_->compute(frame, runs_, count_);
  else
    dashes_.compute(frame, runs_, count_);
}

void FlowPass::draw(const PassFrame& frame) {
  if (runs_.unit_count == 0) return;
  trails_.draw(frame, runs_);
  if (is_splatting_)
    splat_->draw(frame, runs_);
  else
    dashes_.draw(frame);
}

}  // namespace caspian::render
