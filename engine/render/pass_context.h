// What a pass is given when it is made and when it records: device and frame set; inputs, camera
// and arena.
#pragma once
#include "gpu/bindings.h"
#include "gpu/device.h"
#include "gpu/frame_arena.h"
#include "scene/frame_inputs.h"
#include "scene/theme.h"

namespace caspian::render {

/// For constructors. `frame_layout` is the layout of set 0 (FrameUniforms).
struct PassSetup {
  const gpu::Device& device;
  VkDescriptorSetLayout frame_layout = VK_NULL_HANDLE;
};

/// For recording. Valid for one frame.
struct PassFrame {
  VkCommandBuffer commands = VK_NULL_HANDLE;
  VkDescriptorSet frame_set = VK_NULL_HANDLE;  // set 0
  const scene::FrameInputs& inputs;
  const scene::CameraFrame& camera;  // of the drawn size (supersample included)
  const scene::Theme& theme;
  gpu::FrameArena& arena;
  float pixel_scale = 1;  // px per logical px: ui_scale * supersample
};

}  // namespace caspian::render
