// The built-in scenario ready to be lettered, and one frame's lettering at a camera, without a
// device.
#pragma once
#include <string>

#include "scene/lettering.h"
#include "scene/measure.h"

namespace caspian::test {

/// Made once per test program.
scene::Lettering& built_in_lettering();
const scene::SceneGeometry& built_in_scene();

/// The inputs of a picture of the built-in scenario on 2025-10-21.
scene::FrameInputs lettering_inputs(const scene::Camera& camera, PixelSize size,
                                    const std::string& language);

scene::LabelLayout lettered(const scene::FrameInputs& inputs);
scene::MeasureLayout measured(const scene::FrameInputs& inputs);
scene::FurnitureLayout furnished(const scene::FrameInputs& inputs);

}  // namespace caspian::test
