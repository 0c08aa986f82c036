// The ground alone as a picture of depths, for checks and benchmarks of the terrain.
#pragma once
#include "gpu/frame_ring.h"
#include "gpu/readback.h"
#include "render/offscreen.h"
#include "render/terrain_pass.h"
#include "scene/terrain_check.h"

namespace caspian::render {

class TerrainProbe {
 public:
  TerrainProbe(const gpu::Device& device, const geo::HeightField& heights);
  struct Picture {
    scene::CameraFrame camera;
    scene::DepthPicture depths;
    size_t tiles = 0;
  };
  Picture draw(const scene::FrameInputs& inputs);

 private:
  const gpu::Device& device_;
  const geo::HeightField& heights_;
  gpu::BindingLayout frame_layout_;
  PassSetup setup_;
  TerrainPass terrain_;
  gpu::Pipeline depths_;
  gpu::FrameRing ring_;
  gpu::Readback readback_;
  Offscreen offscreen_;
};

}  // namespace caspian::render
