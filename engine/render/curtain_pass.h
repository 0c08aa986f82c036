// Seabed lines as translucent curtains down to the sea floor (a choice: layers.curtain). Drawn
// between the ground and the water, which then lies over them.
#pragma once
#include "gpu/buffer.h"
#include "gpu/pipeline.h"
#include "render/pass_context.h"
#include "scene/scene_geometry.h"
#include "scene/treaty_curtain.h"
#include "shared/line.h"

namespace caspian::render {

class CurtainPass {
 public:
  /// `scene` must outlive the pass.
  CurtainPass(const PassSetup& setup, const scene::SceneGeometry& scene);

  /// Inside drawing, after the ground and before the sea's surface. Tests the depth and writes
  /// none.
  void draw(const PassFrame& frame);

 private:
  const scene::SceneGeometry& scene_;
  gpu::Pipeline pipeline_;
  scene::CurtainMesh mesh_;  // without its vertices
  gpu::Buffer vertices_;
};

}  // namespace caspian::render
