// Draws ImGui's triangle lists over a picture. Dynamic rendering like every other pass: the
// packaged Vulkan backend would bring a render pass object, framebuffers per target and a life
// cycle of its own.
#pragma once
#include <span>

#include "core/image.h"
#include "gpu/bindings.h"
#include "gpu/device.h"
#include "gpu/frame_arena.h"
#include "gpu/image.h"
#include "gpu/pipeline.h"
#include "render/frame_target.h"

struct ImDrawData;

namespace caspian::ui {

class InterfacePass {
 public:
  explicit InterfacePass(const gpu::Device& device);
  /// Takes the coverage atlas, one byte per texel. Triangles tell places on it in texels, so it may
  /// have grown since they were made.
  void set_atlas(PixelSize size, std::span<const uint8_t> coverage);
  void record(VkCommandBuffer commands, gpu::FrameArena& arena, const render::FrameTarget& target,
              const ImDrawData& drawn);

 private:
  void draw_lists(VkCommandBuffer commands, gpu::FrameArena& arena,
                  const render::FrameTarget& target, const ImDrawData& drawn) const;

  const gpu::Device* device_;
  gpu::Sampler sampler_;
  gpu::DeviceImage atlas_;
  gpu::BindingSet bindings_;
  gpu::Pipeline pipeline_;
};

}  // namespace caspian::ui
