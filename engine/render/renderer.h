// Owns the passes; record() is the ordered list of what a frame does, barriers included.
#pragma once
#include <memory>
#include <optional>

#include "gpu/device.h"
#include "gpu/gpu_timer.h"
#include "render/frame_target.h"
#include "render/pass_context.h"
#include "scene/frame_inputs.h"
#include "scene/picking.h"

namespace caspian::scene {
struct FlowFrame;
struct SceneGeometry;  // all meshes and tables built once from the dataset and the terrain
}  // namespace caspian::scene

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

  /// Records what take_pick() needs to say what lies at a place of the picture of `inputs`, px from
  /// the top left of inputs.size: a few px of ids, whatever the picture's size.
  void record_pick(VkCommandBuffer commands, const scene::FrameInputs& inputs,
                   gpu::FrameArena& arena, double x, double y, gpu::GpuTimer* timer = nullptr);
  /// Of the frame of record_pick, once it has finished. Nothing where only ground, water or sky is.
  std::optional<scene::Pick> take_pick() const;

 private:
  struct Passes;
  struct View;
  View view_of(const scene::FrameInputs& inputs, gpu::FrameArena& arena, PixelSize drawn,
               float pixel_scale) const;
  scene::FlowFrame units_of(const scene::FrameInputs& inputs) const;
  std::unique_ptr<Passes> passes_;
};

}  // namespace caspian::render
