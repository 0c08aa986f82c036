// Frames without a window: drawn, read back, handed over in order. Two may be on their way at once.
#pragma once
#include <functional>

#include "app/session.h"
#include "core/image.h"
#include "gpu/readback.h"

namespace caspian::app {

class PictureMaker {
 public:
  /// What is drawn over the map, into the finished picture: the interface.
  using Overlay = std::function<void(const gpu::Frame&, const render::FrameTarget&)>;

  PictureMaker(Session& session, PixelSize size, int supersample);

  /// Starts a picture. `inputs` are of the maker's size and supersampling.
  void begin(const scene::FrameInputs& inputs, const Overlay& overlay = {});
  /// The oldest picture begun and not yet taken.
  Image take() { return readback_.take(); }
  size_t waiting() const { return readback_.waiting(); }

  Image make(const scene::FrameInputs& inputs, const Overlay& overlay = {}) {
    begin(inputs, overlay);
    return take();
  }

 private:
  Session& session_;
  render::Offscreen offscreen_;
  gpu::Readback readback_;
};

}  // namespace caspian::app
