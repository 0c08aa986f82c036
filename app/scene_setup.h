// A SceneRequest and a dataset -> the state that pictures are drawn from. Checks what only the data
// can tell: ids, variants, languages.
#pragma once
#include <filesystem>

#include "app/app_state.h"
#include "app/request.h"
#include "core/result.h"
#include "dataset/dataset.h"
#include "scene/frame_inputs.h"

namespace caspian::app {

/// The opening state with the request's choices made. `assets`: where the languages lie.
Result<AppState> set_up_scene(const SceneRequest& request, const dataset::Dataset& dataset,
                              const std::filesystem::path& assets);

/// All that a frame of this state depends on.
scene::FrameInputs frame_inputs_of(const AppState& state, PixelSize size);
/// The same of a picture that leaves the program: it tells its convention and disclaimer.
scene::FrameInputs leaving_inputs_of(const AppState& state, PixelSize size);

constexpr PixelSize k_default_size{1280, 720};

}  // namespace caspian::app
