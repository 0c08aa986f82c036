// The sky over the globe's limb, where nothing else was drawn.
#pragma once
#include "gpu/pipeline.h"
#include "render/pass_context.h"

namespace caspian::render {

class SkyPass {
 public:
  explicit SkyPass(const PassSetup& setup);
  /// After the ground: only where depth is still infinitely far. Nothing when no sky is in view.
  void draw(const PassFrame& frame);

 private:
  gpu::Pipeline pipeline_;
};

}  // namespace caspian::render
