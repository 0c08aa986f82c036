// The shore around what a near view looks at, on the device: filled anew when the window moves.
#pragma once
#include <optional>

#include <glm/glm.hpp>

#include "gpu/image.h"
#include "render/pass_context.h"
#include "scene/relief_texture.h"
#include "scene/shore_window.h"

namespace caspian::render {

class ShoreTexture {
 public:
  /// The coast must outlive this; without any there is never a window.
  ShoreTexture(const gpu::Device& device, const std::vector<scene::CoastLine>& coast);

  /// Outside drawing.
  void prepare(const PassFrame& frame, const geo::HeightField& heights);
  /// Whether the frame has a window.
  bool is_used() const { return is_used_; }
  VkImageView view() const { return image_.view(); }
  /// Scale and offset from a relief texture's coordinates to this one's.
  glm::vec4 from_relief(const scene::ReliefTexture& relief) const;

 private:
  const gpu::Device& device_;
  scene::ShoreLines lines_;
  bool has_coast_ = false, is_used_ = false;
  gpu::DeviceImage image_;
  std::optional<scene::ShoreWindowFrame> held_;
};

}  // namespace caspian::render
