// The images that a frame is drawn into, for window, still and film alike: colour and depth of the
// drawn size, and, when the picture is supersampled, the smaller image that it is averaged into.
#pragma once
#include "core/image.h"
#include "gpu/image.h"
#include "render/frame_target.h"

namespace caspian::render {

class Offscreen {
 public:
  Offscreen() = default;
  /// `supersample`: 1 or 2; the drawn size is `size` times it.
  Offscreen(const gpu::Device& device, PixelSize size, int supersample);

  PixelSize size() const { return size_; }
  int supersample() const { return supersample_; }
  /// What the passes draw into.
  FrameTarget target() const;
  /// What is shown, read back and drawn over by the panel: the same images, or the averaged one (no
  /// depth).
  FrameTarget result() const;
  /// After the passes: averages 2 x 2 px into the result when supersampled. Both images are left in
  /// COLOR_ATTACHMENT_OPTIMAL.
  void resolve(VkCommandBuffer commands) const;

 private:
  PixelSize size_;
  int supersample_ = 1;
  gpu::DeviceImage colour_, depth_, averaged_;
};

/// Copies one finished picture to another of the same size; `from` must be in
/// COLOR_ATTACHMENT_OPTIMAL, both are left there.
void copy_picture(VkCommandBuffer commands, const FrameTarget& from, const FrameTarget& to);

}  // namespace caspian::render
