// How much of the sky each place of a height grid sees: valleys less, ridges and plains all. Once
// at start, for the shading of the relief. Knows no Vulkan.
#pragma once
#include <vector>

#include "geo/height_grid.h"

namespace caspian::scene {

/// Row-major, from the grid's first sample. 0 = open sky, 1 = none.
struct SkyShade {
  int width = 0, height = 0;
  int stride = 1;  // samples of the grid per cell
  std::vector<float> hidden;

  /// Bilinear, at a sample of the grid; clamped to the edge.
  float at(int column, int row) const;
};

/// Horizons in eight directions up to about 30 km away (Zaksek, Ostir, Kokalj 2011: sky-view factor
/// as a relief visualisation), over heights taken several times as high as they are, or gentle
/// valleys would not show. `stride` 2 looks at means of 2 x 2 samples.
SkyShade sky_shade(const geo::HeightGrid& grid, int stride);

}  // namespace caspian::scene
