// Owns the passes; record() is the ordered list of what a frame does, barriers included.
#pragma once
#include <memory>

#include "gpu/device.h"
#include "gpu/gpu_timer.h"
#include "render/frame_target.h"
#include "render/pass_context.h"
#include "scene/frame_inputs.h"

namespace caspian::scene {
struct SceneGeometry;  // all meshes and tables built once from the dataset and the terrain
}

namespace caspian::render {

/// What a record of trajectories takes on the device, and how many blocks have been brought there.
struct RecordedUse {
  uint64_t device_bytes = 0, uploads = 0;
};

class Renderer {
 public:
  Renderer(const gpu::Device& device, const scene::SceneGeometry& scene);
  ~Renderer();

  /// Records one frame into `target` (its images in any layout before; colour is left in
  /// COLOR_ATTACHMENT_OPTIMAL). `arena` belongs to the frame's slot; `timer`, when there is one,
  /// gets the time of every pass (gpu::PassScope).
  void record(VkCommandBuffer commands, const scene::FrameInputs& inputs, gpu::FrameArena& arena,
              const FrameTarget& target, gpu::GpuTimer* timer = nullptr);
  RecordedUse recorded_use() const;

 private:
  struct Passes;
  std::unique_ptr<Passes> passes_;
};

}  // namespace caspian::render
