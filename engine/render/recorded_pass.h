// Recorded trajectories: a compute pass finds who is on the way among the segments near the frame's
// time and puts them into the visibility buffer; gaps and trails are lines.
#pragma once
#include <optional>
#include <vector>

#include "render/recorded_blocks.h"
#include "render/unit_visibility.h"
#include "scene/recorded_scene.h"
#include "shared/recorded.h"

namespace caspian::render {

/// The frame's reference place near what the camera looks at, for shared::RecordedView.
shared::RecordedView recorded_view(const scene::RecordedScene& scene,
                                   const scene::FrameInputs& inputs, const glm::dvec3& eye_m);

/// Diameter of a unit's point, px of the drawn image; few are drawn larger, so that they are found.
float recorded_point_px(const scene::FrameInputs& inputs, double pixel_scale, uint64_t segments);

class RecordedPass {
 public:
  RecordedPass(const PassSetup& setup, const scene::RecordedScene& scene,
               UnitVisibility& visibility);

  /// Before drawing begins: uploads what is missing, puts units into the visibility buffer.
  void compute(const PassFrame& frame);
  /// Inside drawing: gaps and trails below, units above.
  void draw(const PassFrame& frame);

  /// Of the unit table: unit = id - first_id().
  uint32_t first_id() const { return first_id_; }
  const RecordedBlocks& blocks() const { return blocks_; }

 private:
  struct Dispatch {
    VkDescriptorSet set = VK_NULL_HANDLE;
    shared::RecordedPush push;
  };
  void update_colours(const PassFrame& frame);
  void collect(const PassFrame& frame);
  void collect_trails(const PassFrame& frame);
  void record_dispatches(const PassFrame& frame);
  void read_ahead(const PassFrame& frame);
  /// The segments of a block that may count from one instant to the frame's.
  std::optional<Dispatch> run_of(const PassFrame& frame, uint32_t block, time::SimTime from);

  const gpu::Device& device_;
  const scene::RecordedScene& scene_;
  UnitVisibility& visibility_;
  RecordedBlocks blocks_;
  gpu::BindingLayout layout_;
  gpu::Pipeline place_, resolve_, lines_;
  gpu::Buffer heights_, colours_;
  // what the colours were made for
  struct ColourKey {
    scene::ThemeId theme;
    scene::ColourBy by;
    decltype(scene::ViewSettings::filter) filter;
    bool operator==(const ColourKey&) const = default;
  };
  std::optional<ColourKey> coloured_;
  // of the frame being recorded
  std::vector<Dispatch> units_, lines_drawn_;
  gpu::ArenaSlice view_;
  uint32_t first_id_ = 0;
  std::optional<time::SimTime> last_time_;
  int64_t last_step_ms_ = 0;
};

}  // namespace caspian::render
