// Units in motion: a compute pass finds every unit's place from its age, lists those that can be
// seen, and one indirect draw makes them dashes. No unit is stored or uploaded; the CPU's work is
// per run.
#pragma once
#include <vector>

#include "gpu/buffer.h"
#include "gpu/pipeline.h"
#include "render/pass_context.h"
#include "scene/flow_tracks.h"
#include "shared/flow.h"

namespace caspian::render {

/// Timetables as the device holds them, and the origins of their chunks.
class FlowTables {
 public:
  FlowTables(const gpu::Device& device, const scene::FlowTracks& tracks);

  const gpu::Buffer& arrivals() const { return arrivals_; }
  const gpu::Buffer& vertices() const { return vertices_; }
  /// Relative to an eye (earth-centred, m); the subtraction is in double.
  std::vector<shared::FlowChunk> chunks_from(const glm::dvec3& eye_m) const;
  /// A run with the place of its timetable filled in.
  shared::FlowRun shared_run(const scene::FlowRun& run, uint32_t units_before) const;

 private:
  struct Span {
    uint32_t first_vertex, vertex_count, duration;
  };
  std::vector<Span> spans_;            // one per timetable
  std::vector<glm::dvec3> origins_m_;  // one per chunk
  gpu::Buffer arrivals_, vertices_;
};

class FlowPass {
 public:
  FlowPass(const PassSetup& setup, const scene::FlowTracks& tracks);

  /// Before drawing begins: places, list and draw arguments. Ends with the barrier that draw()
  /// needs.
  void compute(const PassFrame& frame, const scene::FlowFrame& flows);
  /// Inside drawing, above the lines.
  void draw(const PassFrame& frame);
  /// Of the first batch: VkDrawIndexedIndirectCommand with 6 indices per unit that can be seen
  /// (tests).
  const gpu::Buffer& draw_arguments() const { return batches_.at(0).arguments; }

 private:
  /// At most 2^20 units: their results stay below the least size that every device can bind.
  struct Batch {
    gpu::Buffer units, seen, indices, arguments;
    uint32_t capacity = 0;
  };
  struct BatchDraw {
    VkDescriptorSet set = VK_NULL_HANDLE;
    shared::FlowPush push;
    VkBuffer indices = VK_NULL_HANDLE, arguments = VK_NULL_HANDLE;
  };
  void reserve(Batch& batch, uint32_t unit_count);
  std::vector<shared::FlowRun> shared_runs(const PassFrame& frame,
                                           const scene::FlowFrame& flows) const;

  const gpu::Device& device_;
  std::vector<scene::FlowStyle> styles_;
  FlowTables tables_;
  gpu::BindingLayout layout_;
  gpu::Pipeline place_, gather_, dashes_;
  std::vector<Batch> batches_;
  std::vector<BatchDraw> draws_;  // of the frame being recorded
};

}  // namespace caspian::render
