// What the terrain's cost is compared with: one full-screen pass that shades a height texture with
// one light, as plain as relief shading can be (three bilinear fetches, a normal, a tint).
#pragma once
#include "geo/height_field.h"
#include "gpu/bindings.h"
#include "gpu/frame_ring.h"
#include "gpu/image.h"
#include "gpu/pipeline.h"
#include "render/frame_target.h"

namespace caspian::render {

class LitProbe {
 public:
  LitProbe(const gpu::Device& device, const geo::HeightField& heights);
  /// Clears colour and depth, as the terrain's frame does, and draws.
  void record(const gpu::Frame& frame, const FrameTarget& target) const;

 private:
  gpu::DeviceImage heights_;
  gpu::Sampler sampler_;
  gpu::BindingLayout layout_;
  gpu::Pipeline pipeline_;
};

}  // namespace caspian::render
