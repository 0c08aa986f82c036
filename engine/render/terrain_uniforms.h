// Theme, light and haze as the terrain's shaders read them; the tints of all themes as texels.
#pragma once
#include <array>
#include <cstdint>
#include <vector>

#include "render/pass_context.h"
#include "shared/terrain.h"

namespace caspian::render {

/// `data_box`: west, south, east, north in degrees.
shared::TerrainUniforms make_terrain_uniforms(const PassFrame& frame, const glm::vec4& data_box);

/// Rows of RGBA, unsigned normalised: of every theme the sea as it is and as a dry floor, so that
/// filtering between the two follows the sea's opacity. Alpha: strength of relief at that height.
struct TintTexels {
  uint32_t width = 0, height = 0;
  std::vector<std::array<uint16_t, 4>> texels;
};
TintTexels make_tint_texels();

}  // namespace caspian::render
