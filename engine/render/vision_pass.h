// Shows a finished picture, interface and all, as eyes see it that lack a kind of cones: a check of
// the colours. Costs nothing while it is not asked for.
#pragma once
#include "gpu/bindings.h"
#include "gpu/frame_ring.h"
#include "gpu/pipeline.h"
#include "render/frame_target.h"
#include "scene/view_settings.h"

namespace caspian::render {

class VisionPass {
 public:
  explicit VisionPass(const gpu::Device& device);

  /// Changes the picture in place; its colour is in COLOR_ATTACHMENT_OPTIMAL before and after.
  void record(const gpu::Frame& frame, const FrameTarget& picture, scene::ColourVision kind);

 private:
  const gpu::Device* device_;
  gpu::BindingLayout layout_;
  gpu::Pipeline pipeline_;
  gpu::DeviceImage copy_;  // of the picture as it was
};

}  // namespace caspian::render
