// Checks of drawn ground against what it should be: places where one looks through it, and how far
// it is off the exact surface in the picture. For tests and benchmarks.
#pragma once
#include <optional>
#include <random>
#include <span>
#include <vector>

#include "geo/height_field.h"
#include "scene/camera.h"

namespace caspian::scene {

struct TerrainView {
  Camera camera;
  double exaggeration = 1;
};
/// Anywhere on the data, near and far, from above and grazing; now and then the whole globe.
TerrainView random_terrain_view(std::mt19937& random);

/// A picture of reversed-Z depths: near distance / distance along the view, 0 = sky.
struct DepthPicture {
  PixelSize size;
  std::vector<float> depth;
  float at(uint32_t x, uint32_t y) const { return depth[size_t(y) * size.width + x]; }
};

/// Whether the eye is above the ground, and no ground so near that the picture's near plane cuts it
/// open: inside a mountain there is nothing to check.
bool is_outside_ground(const CameraFrame& frame, const DepthPicture& picture,
                       const geo::HeightField& heights, double exaggeration);

/// Pixels in which the ground, or the sky, is seen through a gap in nearer ground: away from the
/// nadir, what is seen of a surface of heights can only get farther.
int count_cracks(const CameraFrame& frame, const DepthPicture& picture);

/// How far the drawn ground is off the heights of the data, in pixels of the picture.
struct SurfaceError {
  double px = 0;
  bool is_resolved = false;  // the data's samples are far enough apart in the picture for meshes to
                             // follow them; what is finer is generalised
};
/// None where the sky is, and outside the data.
std::optional<SurfaceError> surface_error(const CameraFrame& frame, const DepthPicture& picture,
                                          uint32_t x, uint32_t y, const geo::HeightField& heights,
                                          double exaggeration);

}  // namespace caspian::scene
