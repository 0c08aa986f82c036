// The visibility buffer of units: compute shaders put millions of units into it
// (include/splat.glsl: nearest depth and its id, one px each, in any order), then a fragment shader
// of every source turns what is seen into colour at its depth (include/resolve.glsl). No unit costs
// memory. Sources share it: flows, recorded units, a workload.
//
// A frame: next_frame(); every source: open(), dispatches with the set it returns as set 2; then
// close() once; while drawing every source: resolve() with its own pipeline.
#pragma once
#include <optional>
#include <span>

#include "gpu/buffer.h"
#include "gpu/pipeline.h"
#include "render/pass_context.h"

namespace caspian::render {

constexpr float k_widest_point_px = 6;

class UnitVisibility {
 public:
  /// Needs a device with 64-bit buffer atomics; without them units are drawn as dashes.
  static bool can_splat(const gpu::Device& device);
  /// Aborts when the device cannot.
  explicit UnitVisibility(const PassSetup& setup);

  /// Set 2 of shaders that include splat.glsl or resolve.glsl.
  VkDescriptorSetLayout layout() const { return layout_.handle(); }

  /// Nothing is open any more and ids start at 0.
  void next_frame();
  /// Empties the buffer when it is the frame's first source. The set is for the frame, compute and
  /// draws. `point_px`: the diameter of a unit, 1 to 6; the first source's holds.
  VkDescriptorSet open(const PassFrame& frame, float point_px);
  /// `count` ids of the frame for one source; the first of them.
  uint32_t take_ids(uint32_t count);
  /// After the last source's dispatches: widens points, lists the tiles where units show. Ends with
  /// the barriers that draws need.
  void close(const PassFrame& frame);
  bool is_open() const { return set_ != VK_NULL_HANDLE; }

  /// A pipeline for resolve(): set 0 the frame, 1 the source's, 2 this one's.
  gpu::Pipeline make_resolve(const PassSetup& setup, std::span<const uint32_t> fragment,
                             VkDescriptorSetLayout source, uint32_t push_bytes,
                             const char* name) const;
  /// Inside drawing: runs the source's fragment shader where units show, depth-tested.
  void resolve(const PassFrame& frame, const gpu::Pipeline& pipeline, VkDescriptorSet source,
               std::span<const std::byte> push) const;

  /// What shows, for picking: 64 bits per px of the padded picture (shared/visibility.h), low half
  /// the id, high half 0 where there is no unit.
  const gpu::Buffer& shown() const { return is_widened_ ? shown_ : visible_; }

 private:
  void reserve(PixelSize size);
  void list_tiles(const PassFrame& frame, const gpu::Buffer& touched, const gpu::Buffer& list);

  const gpu::Device& device_;
  gpu::BindingLayout layout_, list_layout_;
  gpu::Pipeline list_, widen_;
  PixelSize size_;
  uint32_t tile_count_ = 0;
  gpu::Buffer visible_, shown_;    // per px
  gpu::Buffer touched_, covered_;  // per tile: by a splat, by a widened point
  gpu::Buffer touched_list_, covered_list_;
  // of the frame being recorded
  VkDescriptorSet set_ = VK_NULL_HANDLE;
  bool is_widened_ = false;
  uint32_t ids_ = 0;
};

/// None when the device cannot.
std::optional<UnitVisibility> make_visibility(const PassSetup& setup);

}  // namespace caspian::render
