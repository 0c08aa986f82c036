// An account of a frame's units for tests and measurements: every id is met once, and drawn, out of
// view or behind the globe. Costs time and memory per unit; pictures are made without it.
#pragma once
#include "gpu/bindings.h"
#include "gpu/buffer.h"
#include "render/pass_context.h"

namespace caspian::render {

struct UnitAccount {
  uint64_t drawn = 0, culled = 0, hidden = 0;
  uint64_t repeated = 0;  // ids met more than once
  uint64_t missing = 0;   // ids not met
  bool is_complete(uint64_t count) const {
    return drawn + culled + hidden == count && repeated == 0 && missing == 0;
  }
};

class UnitCount {
 public:
  explicit UnitCount(const gpu::Device& device);
  /// Set 3 of shaders that include unit_count.glsl.
  VkDescriptorSetLayout layout() const { return layout_.handle(); }
  /// Empties the account of `unit_count` units; before their dispatches.
  VkDescriptorSet open(const PassFrame& frame, uint32_t unit_count);
  /// When the frame has finished.
  UnitAccount read() const;

 private:
  const gpu::Device& device_;
  gpu::BindingLayout layout_;
  gpu::Buffer account_;
  uint32_t unit_count_ = 0;
};

}  // namespace caspian::render
