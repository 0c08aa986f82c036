// Theme, light and haze as the terrain's shaders read them.
#pragma once
#include "render/pass_context.h"
#include "shared/terrain.h"

namespace caspian::render {

/// `data_box`: west, south, east, north in degrees.
shared::TerrainUniforms make_terrain_uniforms(const PassFrame& frame, const glm::vec4& data_box);

}  // namespace caspian::render
