// The density view: amounts on their way are put into the cells of a grid, spread, and draped over
// land and water as colours. Nothing is made before the layer is first switched on; a grid is kept
// as long as what it depends on stays.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "gpu/image.h"
#include "gpu/pipeline.h"
#include "render/pass_context.h"
#include "render/terrain_store.h"
#include "scene/density.h"
#include "shared/density.h"

namespace caspian::render {

class DensityPass {
 public:
  DensityPass(const PassSetup& setup, const scene::FlowTracks& tracks)
      : setup_(setup), tracks_(tracks) {}

  /// Outside drawing, when the layer is on.
  void compute(const PassFrame& frame);
  /// Inside drawing, over the water and under the lines.
  void draw(const PassFrame& frame, const TerrainStore& terrain) const;

  /// Of the last compute(), for tests: amounts per cell in fixed-point steps, a step's amount
  /// (tonnes or bcm), and what lies on 1,000 km2 as its decimal logarithm.
  const gpu::Buffer& cells() const { return made_->cells; }
  const gpu::DeviceImage& result() const { return made_->result; }
  double step_amount() const { return step_amount_; }

 private:
  struct Made {
    Made(const PassSetup& setup, const scene::FlowTracks& tracks);
    gpu::Buffer places, cells;
    gpu::DeviceImage spread, result;
    gpu::Sampler nearest, smooth;
    gpu::BindingLayout work_layout, draw_layout;
    gpu::Pipeline deposit, spread_x, spread_y, drape;
    bool is_in_layout = false;
    std::vector<double> lengths_km;  // of timetables
  };
  /// All that a grid depends on.
  struct Key {
    time::SimTime time;
    double window_days = 0;
    std::string variant;
    std::vector<std::string> hidden;
    dataset::FlowFilter filter;
    scene::DensityGrid grid;
    bool operator==(const Key&) const = default;
  };
  shared::DensityUniforms uniforms(const PassFrame& frame, const scene::DensityGrid& grid) const;
  void fill(const PassFrame& frame, const scene::DensityGrid& grid,
            const scene::DensityAmounts& amounts);

  const PassSetup setup_;
  const scene::FlowTracks& tracks_;
  std::optional<Made> made_;
  std::optional<Key> key_;
  double step_amount_ = 1;
  bool is_gas_ = false;
  gpu::ArenaSlice uniforms_;  // of the frame being recorded
};

}  // namespace caspian::render
