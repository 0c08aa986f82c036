// From which level of the Caspian on each place is under water, as a texture for the ground's and
// the water's shaders.
#pragma once
#include <glm/glm.hpp>

#include "geo/flooding.h"
#include "gpu/image.h"
#include "scene/relief_texture.h"

namespace caspian::render {

class FloodTexture {
 public:
  /// Without a flooding one texel that nobody asks for.
  FloodTexture(const gpu::Device& device, const geo::Flooding* flooding);

  VkImageView view() const { return image_.view(); }
  /// Scale and offset from a relief texture's coordinates to this one's.
  glm::vec4 from_relief(const scene::ReliefTexture& relief) const;
  /// For relief that does not hold the Caspian: beside the texture.
  static glm::vec4 outside() { return {0, 0, -1, -1}; }

 private:
  gpu::DeviceImage image_;
  double west_deg_ = 0, north_deg_ = 0, step_deg_ = 0;
  int width_ = 0, height_ = 0;
};

}  // namespace caspian::render
