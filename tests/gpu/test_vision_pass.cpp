// A picture as other eyes see it: pixel by pixel what scene/colour_vision says.
#include <cmath>

#include <doctest/doctest.h>

#include "gpu/barriers.h"
#include "gpu/commands.h"
#include "gpu/frame_ring.h"
#include "gpu/readback.h"
#include "render/offscreen.h"
#include "render/vision_pass.h"
#include "scene/colour_vision.h"
#include "tests/support/test_device.h"

using namespace caspian;

TEST_CASE("the vision pass shows every pixel as such eyes see it") {
  const test::NoValidationErrors watch;
  const auto device = test::make_device();
  gpu::FrameRing ring(*device);
  gpu::Readback readback(*device);
  render::VisionPass pass(*device);
  constexpr PixelSize k_size{24, 16};
  const render::Offscreen offscreen(*device, k_size, 1);
  for (const scene::ColourVision kind :
       {scene::ColourVision::deuteranopia, scene::ColourVision::protanopia,
        scene::ColourVision::tritanopia})
    for (const glm::vec3 colour : {glm::vec3(0.95f, 0.66f, 0.23f), glm::vec3(0.2f, 0.8f, 0.55f),
                                   glm::vec3(0.03f, 0.02f, 0.6f), glm::vec3(1.0f)}) {
      const gpu::Frame frame = ring.begin();
      const render::FrameTarget target = offscreen.target();
      gpu::change_image(frame.commands, target.colour, gpu::k_discarded, gpu::k_colour_attachment);
      gpu::begin_drawing(frame.commands, {.colour = target.colour_view,
                                          .extent = target.extent,
                                          .clear_colour = {{colour.r, colour.g, colour.b, 1}}});
      gpu::end_drawing(frame.commands);
      pass.record(frame, target, kind);
      readback.record(frame, target.colour, target.extent);
      ring.end(frame);
      const Image image = readback.take();
      const glm::vec3 wanted = scene::as_seen(colour, kind);
      for (size_t i = 0; i < image.rgba.size(); i += 4)
        for (int c = 0; c < 3; ++c)
          REQUIRE(std::abs(float(image.rgba[i + size_t(c)]) - 255 * wanted[c]) <= 2.5f);
    }
}
