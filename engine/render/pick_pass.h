// What lies under a place of the picture, from ids that the device draws around it: the ground
// hides, lines, units, models and nodes leave their ids. A few px are drawn and read back, whatever
// the picture's size and the number of units.
#pragma once
#include <functional>
#include <optional>

#include "gpu/buffer.h"
#include "gpu/image.h"
#include "gpu/pipeline.h"
#include "render/pass_context.h"
#include "scene/pick_marks.h"
#include "scene/pick_result.h"

namespace caspian::render {

class PickPass {
 public:
  explicit PickPass(const PassSetup& setup);

  /// A camera for passes that choose what to draw: it sees the px around the place and little more.
  static scene::CameraFrame narrowed(const scene::CameraFrame& camera, double x, double y,
                                     double reach_px);

  /// Records the drawing of ids around a place. `below` draws what lies under the marks: ground,
  /// then lines; `above` what stands over units.
  struct Order {
    double x = 0, y = 0;
    std::vector<scene::PickMark> units, nodes;
    std::function<void()> below, above;
  };
  void record(const PassFrame& frame, const Order& order);
  /// What was drawn, once the frame has finished.
  scene::PickPixels take() const;

 private:
  void draw_marks(const PassFrame& frame, const std::vector<scene::PickMark>& marks, float pull,
                  const gpu::Pipeline& pipeline) const;

  const gpu::Device& device_;
  gpu::BindingLayout layout_;
  gpu::Pipeline units_, nodes_;
  gpu::DeviceImage ids_, depth_;
  gpu::Buffer readback_;
  scene::PickPixels drawn_;  // without its ids
};

}  // namespace caspian::render
