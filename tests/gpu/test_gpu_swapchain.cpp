// A window's images under a virtual display: shown, resized, out of date, without an area.
#include <doctest/doctest.h>

#include <cstdlib>

#include "gpu/barriers.h"
#include "gpu/commands.h"
#include "gpu/swapchain.h"
#include "platform/window.h"
#include "platform/window_surface.h"
#include "render/offscreen.h"
#include "tests/support/test_device.h"
#include "tests/support/virtual_display.h"

using namespace caspian;

namespace {
/// One frame of a plain colour; false when nothing was shown.
bool show(gpu::FrameRing& ring, gpu::Swapchain& swapchain, const render::Offscreen& offscreen,
          VkExtent2D wanted) {
  const gpu::Frame frame = ring.begin();
  const render::FrameTarget target = offscreen.target();
  gpu::change_image(frame.commands, target.colour, gpu::k_discarded, gpu::k_colour_attachment);
  gpu::begin_drawing(frame.commands, {.colour = target.colour_view,
                                      .extent = target.extent,
                                      .clear_colour = {{0.9f, 0.6f, 0.1f, 1}}});
  gpu::end_drawing(frame.commands);
  if (!swapchain.acquire(frame, wanted)) {
    ring.end(frame);
    return false;
  }
  swapchain.record_copy(frame, target.colour, target.extent);
  swapchain.end_and_present(ring, frame);
  return true;
}
}  // namespace

TEST_CASE("a picture is shown in a window, through every reason to remake its images") {
  const test::NoValidationErrors watch;
  const test::VirtualDisplay display(800, 600);
  auto window = platform::Window::open("caspian swapchain test", {400, 300});
  if (!window) FAIL(window.failure().sentence);
  auto device = gpu::Device::create(
      {.validation = true, .instance_extensions = (*window)->surface_extensions()});
  if (!device) FAIL(device.failure().sentence);
  CHECK((*device)->facts().has_swapchain);
  const auto surface = platform::make_surface(**window, (*device)->instance());
  if (!surface) FAIL(surface.failure().sentence);
  auto made = gpu::Swapchain::create(**device, *surface);
  if (!made) FAIL(made.failure().sentence);
  gpu::Swapchain& swapchain = **made;
  gpu::FrameRing ring(**device);
  const render::Offscreen offscreen(**device, {400, 300}, 1);
  const VkExtent2D wanted{400, 300};

  for (int i = 0; i < 5; ++i) CHECK(show(ring, swapchain, offscreen, wanted));
  CHECK(swapchain.generation() == 1);
  CHECK(swapchain.extent().width == 400);

  swapchain.inject_acquire(VK_ERROR_OUT_OF_DATE_KHR);
  CHECK(show(ring, swapchain, offscreen, wanted));  // remade within the same frame
  CHECK(swapchain.generation() == 2);
  swapchain.inject_present(VK_ERROR_OUT_OF_DATE_KHR);
  CHECK(show(ring, swapchain, offscreen, wanted));
  CHECK(show(ring, swapchain, offscreen, wanted));
  CHECK(swapchain.generation() == 3);
  swapchain.inject_present(VK_SUBOPTIMAL_KHR);
  CHECK(show(ring, swapchain, offscreen, wanted));
  CHECK(show(ring, swapchain, offscreen, wanted));
  CHECK(swapchain.generation() == 4);

  CHECK_FALSE(show(ring, swapchain, offscreen, {0, 0}));  // minimised
  CHECK(swapchain.generation() == 4);

  // A real change of size, from outside.
  REQUIRE(std::system("xdotool search --name 'caspian swapchain test' windowsize --sync 500 350") ==
          0);
  (*window)->take_events(0.1);
  const PixelSize size = (*window)->size_px();
  CHECK(size == PixelSize{500, 350});
  for (int i = 0; i < 3; ++i) CHECK(show(ring, swapchain, offscreen, {size.width, size.height}));
  CHECK(swapchain.generation() > 4);
  CHECK(swapchain.extent().width == 500);
  const int generation = swapchain.generation();
  for (int i = 0; i < 3; ++i) CHECK(show(ring, swapchain, offscreen, {size.width, size.height}));
  CHECK(swapchain.generation() == generation);
  if (const char* folder = std::getenv("CASPIAN_KEEP"))
    CHECK(std::system(("import -window root " + std::string(folder) + "/window.png").c_str()) == 0);
  ring.finish();
}

TEST_CASE("no display is one sentence") {
  const char* before = std::getenv("DISPLAY");
  const std::string kept = before ? before : "";
  setenv("DISPLAY", ":987", 1);
  const auto window = platform::Window::open("no display", {400, 300});
  if (before)
    setenv("DISPLAY", kept.c_str(), 1);
  else
    unsetenv("DISPLAY");
  REQUIRE(!window);
  CHECK(window.failure().kind == Failure::Kind::no_device);
}
