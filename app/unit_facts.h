// What the legend says about the moving units of a picture.
#pragma once
#include "app/panels/interface.h"
#include "scene/frame_inputs.h"
#include "scene/scene_geometry.h"

namespace caspian::app {

UnitFacts unit_facts(const scene::SceneGeometry& scene, const scene::FrameInputs& inputs);

}  // namespace caspian::app
