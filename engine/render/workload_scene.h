// The unit benchmark's scene: an invented terrain as one mesh, corridors as lines, and units that a
// compute pass writes into a visibility buffer. Nothing is kept from frame to frame but what was
// loaded.
#pragma once
#include <array>
#include <vector>

#include "core/image.h"
#include "gpu/frame_ring.h"
#include "gpu/image.h"
#include "gpu/pipeline.h"
#include "render/frame_target.h"
#include "render/unit_visibility.h"
#include "scene/camera.h"
#include "scene/workload_table.h"
#include "shared/workload.h"

namespace caspian::render {

/// What a frame of the benchmark shows.
struct WorkloadView {
  scene::CameraFrame camera;
  double t_s = 0;
  double unit_px = 3;  // 1..6
  bool has_base = true, has_units = true;
};

/// What became of a unit of the file in a frame, and where the device saw it.
struct WorkloadFate {
  uint32_t fate = 0;  // k_workload_drawn ...
  glm::vec3 clip{};   // x, y, w
};
static_assert(sizeof(WorkloadFate) == 16);

/// Of one frame, by the units' places in the file.
struct WorkloadFates {
  std::vector<WorkloadFate> of_units;
  std::vector<uint32_t> times_met;
};

class WorkloadScene {
 public:
  static constexpr double k_exaggeration = 20;
  static constexpr uint32_t k_mesh_side = 256;

  /// `terrain` may be null. The device must have 64-bit atomics on buffers.
  WorkloadScene(const gpu::Device& device, const dataset::Workload& work,
                const dataset::WorkloadTerrain* terrain, PixelSize size);

  /// One frame into target(); colour is left in COLOR_ATTACHMENT_OPTIMAL.
  void record(const gpu::Frame& frame, const WorkloadView& view) { record(frame, view, nullptr); }
  /// The same with a count of what became of each unit; waits for it.
  WorkloadFates count(gpu::FrameRing& ring, const WorkloadView& view);

  FrameTarget target() const;
  const scene::WorkloadPaths& paths() const { return paths_; }
  const scene::WorkloadClock& clock() const { return clock_; }
  /// Device memory for all units: phases, rates, colours, ids.
  uint64_t unit_bytes() const;
  uint32_t triangle_count() const { return ground_count_ / 3; }

 private:
  void record(const gpu::Frame& frame, const WorkloadView& view, const gpu::Buffer* fates);
  shared::WorkloadUniforms uniforms_of(const WorkloadView& view) const;
  std::vector<gpu::Binding> bindings(const gpu::ArenaSlice& uniforms, VkBuffer fates) const;
  void draw_base(const gpu::Frame& frame, std::span<const VkDescriptorSet> sets) const;
  void dispatch_units(VkCommandBuffer commands, const gpu::Pipeline& pipeline,
                      std::span<const VkDescriptorSet> sets, uint32_t first_id) const;

  const gpu::Device& device_;
  gpu::BindingLayout frame_layout_;
  PassSetup setup_;
  UnitVisibility visibility_;
  PixelSize size_;
  scene::WorkloadPaths paths_;
  scene::WorkloadClock clock_;
  uint32_t path_count_ = 0, group_count_ = 0, ground_count_ = 0, line_count_ = 0;
  uint32_t unit_count_ = 0;
  std::vector<uint32_t> ids_;
  gpu::DeviceImage colour_, depth_, knots_;
  gpu::Sampler sampler_;
  gpu::Buffer places_, motions_, groups_, colours_;
  gpu::Buffer ground_vertices_, ground_indices_, line_vertices_, line_indices_;
  gpu::BindingLayout layout_;
  gpu::Pipeline place_, units_, resolve_, check_, ground_, lines_;
};

}  // namespace caspian::render
