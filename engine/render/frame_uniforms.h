// What every shader is told about a frame: inputs, camera and theme as the shared uniform block.
#pragma once
#include "gpu/bindings.h"
#include "scene/camera.h"
#include "scene/frame_inputs.h"
#include "scene/theme.h"
#include "shared/frame.h"

namespace caspian::render {

/// `camera` is of the drawn size; `pixel_scale` is px per logical px (ui_scale * supersample).
shared::FrameUniforms make_frame_uniforms(const scene::FrameInputs& inputs,
                                          const scene::CameraFrame& camera,
                                          const scene::Theme& theme, float pixel_scale);

/// Layout of set 0: the block at binding 0, for every stage.
gpu::BindingLayout make_frame_layout(const gpu::Device& device);

}  // namespace caspian::render
