// The same draw_frame as the window's.
#include "app/picture_maker.h"

namespace caspian::app {

PictureMaker::PictureMaker(Session& session, PixelSize size, int supersample)
    : session_(session),
      offscreen_(session.device(), size, supersample),
      readback_(session.device()) {}

void PictureMaker::begin(const scene::FrameInputs& inputs, const Overlay& overlay) {
  const gpu::Frame frame = session_.ring().begin();
  session_.draw_frame(frame, inputs, offscreen_);
  const render::FrameTarget result = offscreen_.result();
  if (overlay) overlay(frame, result);
  session_.finish_picture(frame, result, inputs.settings.colour_vision);
  readback_.record(frame, result.colour, result.extent);
  session_.ring().end(frame);
}

}  // namespace caspian::app
