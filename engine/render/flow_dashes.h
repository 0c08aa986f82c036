// Flow units as dashes: a compute pass finds each one's place and size, lists those in view, and
// one indirect draw per batch makes them rectangles. For scenes in which single units can be told
// apart.
#pragma once
#include <vector>

#include "render/flow_runs.h"
#include "render/unit_count.h"

namespace caspian::render {

class FlowDashes {
 public:
  FlowDashes(const PassSetup& setup, const FlowTables& tables);

  /// Before drawing begins: places, list and draw arguments. Ends with the barrier that draw()
  /// needs.
  void compute(const PassFrame& frame, const FlowRuns& runs, UnitCount* count);
  void draw(const PassFrame& frame);
  /// Device memory held for units in view.
  VkDeviceSize bytes() const;
  /// Of the first batch: VkDrawIndexedIndirectCommand with 6 indices per unit in view (tests).
  const gpu::Buffer& draw_arguments() const { return batches_.at(0).arguments; }

 private:
  /// At most 2^20 units: their results stay below the least size that every device can bind.
  struct Batch {
    gpu::Buffer units, seen, indices, arguments;
    uint32_t capacity = 0;
  };
  struct BatchDraw {
    VkDescriptorSet runs = VK_NULL_HANDLE, batch = VK_NULL_HANDLE;
    shared::FlowPush push;
    VkBuffer indices = VK_NULL_HANDLE, arguments = VK_NULL_HANDLE;
  };
  void reserve(Batch& batch, uint32_t unit_count);

  const PassSetup setup_;
  const FlowTables& tables_;
  gpu::BindingLayout layout_;
  gpu::Pipeline place_, gather_, dashes_;
  gpu::Pipeline counting_;  // made when first wanted
  std::vector<Batch> batches_;
  std::vector<BatchDraw> draws_;  // of the frame being recorded
};

}  // namespace caspian::render
