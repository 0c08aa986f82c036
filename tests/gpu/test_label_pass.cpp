// The lettering becomes pixels, and the same pixels whatever is in the atlas.
#include <doctest/doctest.h>

#include <algorithm>

#include "gpu/barriers.h"
#include "gpu/commands.h"
#include "gpu/frame_ring.h"
#include "gpu/readback.h"
#include "render/frame_uniforms.h"
#include "render/label_pass.h"
#include "render/offscreen.h"
#include "scene/drawn_ground.h"
#include "tests/support/built_in.h"
#include "tests/support/lettering_scene.h"
#include "tests/support/test_device.h"

using namespace caspian;

namespace {

constexpr PixelSize k_size{960, 540};

/// Draws the lettering alone over a plain ground.
class LetteringPictures {
 public:
  explicit LetteringPictures(const gpu::Device& device)
      : ring_(device),
        readback_(device),
        frame_layout_(render::make_frame_layout(device)),
        pass_({device, frame_layout_.handle()}, test::built_in_scene()),
        device_(device) {}

  Image make(const scene::FrameInputs& inputs) {
    const render::Offscreen offscreen(device_, inputs.size, inputs.settings.supersample);
    const render::FrameTarget target = offscreen.target();
    const scene::CameraFrame camera =
        scene::frame_on_ground(inputs.camera, {target.extent.width, target.extent.height},
                               test::built_in_terrain(), inputs.settings.exaggeration);
    const scene::Theme& theme = scene::theme_of(inputs.settings.theme);
    const float scale = static_cast<float>(inputs.settings.ui_scale * inputs.settings.supersample);
    const gpu::Frame frame = ring_.begin();
    const auto uniforms = render::make_frame_uniforms(inputs, camera, theme, scale);
    const gpu::Binding block = gpu::bind_slice(0, VK_DESCRIPTOR_TYPE_UNIFORM_BUFFER,
                                               frame.arena.store(std::span(&uniforms, 1)));
    const render::PassFrame pass_frame{
        .commands = frame.commands,
        .frame_set = frame.arena.bind(frame_layout_.handle(), {&block, 1}),
        .inputs = inputs,
        .camera = camera,
        .theme = theme,
        .arena = frame.arena,
        .pixel_scale = scale};
    pass_.prepare(pass_frame);
    gpu::change_image(frame.commands, target.colour, gpu::k_discarded, gpu::k_colour_attachment);
    gpu::change_image(frame.commands, target.depth, gpu::k_discarded, gpu::k_depth_attachment,
                      VK_IMAGE_ASPECT_DEPTH_BIT);
    gpu::begin_drawing(frame.commands, {.colour = target.colour_view,
                                        .depth = target.depth_view,
                                        .extent = target.extent,
                                        .clear_colour = {{0.4f, 0.4f, 0.4f, 1}},
                                        .clear_depth = true});
    pass_.draw(pass_frame);
    gpu::end_drawing(frame.commands);
    offscreen.resolve(frame.commands);
    readback_.record(frame, offscreen.result().colour, offscreen.result().extent);
    ring_.end(frame);
    return readback_.take();
  }

 private:
  gpu::FrameRing ring_;
  gpu::Readback readback_;
  gpu::BindingLayout frame_layout_;
  render::LabelPass pass_;
  const gpu::Device& device_;
};

struct Brightness {
  int darkest = 255, brightest = 0;
};

Brightness within(const Image& image, const scene::ScreenRect& box) {
  Brightness found;
  for (int y = static_cast<int>(box.y); y < static_cast<int>(box.bottom()); ++y) {
    for (int x = static_cast<int>(box.x); x < static_cast<int>(box.right()); ++x) {
      const int green =
          image.rgba[(static_cast<size_t>(y) * image.size.width + static_cast<size_t>(x)) * 4 + 1];
      found.darkest = std::min(found.darkest, green);
      found.brightest = std::max(found.brightest, green);
    }
  }
  return found;
}

}  // namespace

TEST_CASE("letters are bright in a dark ring on Dusk, and only where they are said to be") {
  const test::NoValidationErrors watch;
  const auto device = test::make_device();
  LetteringPictures pictures(*device);
  const auto inputs = test::lettering_inputs({}, k_size, "en");
  const Image image = pictures.make(inputs);
  std::vector<scene::ScreenRect> boxes = test::furnished(inputs).boxes();
  for (const auto& part : test::furnished(inputs).parts) {
    if (part.id != "date") continue;
    const Brightness date = within(image, part.boxes.back());
    CHECK(date.brightest > 230);
    CHECK(date.darkest < 40);
  }
  const scene::LabelLayout letters = test::lettered(inputs);
  // Signs and the thin lines from a sign to its name: a square around each holds it.
  for (const scene::OverlayBox& box : letters.overlay.boxes) {
    const float reach = glm::length(box.half);
    boxes.push_back({box.centre.x - reach, box.centre.y - reach, 2 * reach, 2 * reach});
  }
  for (const auto& label : letters.placed) {
    boxes.insert(boxes.end(), label.boxes.begin(), label.boxes.end());
    if (label.kind == scene::LabelKind::node) {
      CHECK_MESSAGE(within(image, label.boxes[0]).brightest > 200, label.id);
    }
  }
  // Anything drawn lies in a box, or in the ring around it.
  size_t stray = 0;
  for (uint32_t y = 0; y < k_size.height; ++y) {
    for (uint32_t x = 0; x < k_size.width; ++x) {
      if (std::abs(image.rgba[(size_t(y) * k_size.width + x) * 4] - 102) < 2) continue;
      const glm::vec2 at(static_cast<float>(x) + 0.5f, static_cast<float>(y) + 0.5f);
      stray += std::none_of(boxes.begin(), boxes.end(), [&](const scene::ScreenRect& box) {
        return box.grown(4).contains(at);
      });
    }
  }
  CHECK(stray == 0);
}

TEST_CASE("a picture does not depend on what was lettered before it") {
  const test::NoValidationErrors watch;
  for (const bool force_staging : {false, true}) {
    const auto device = test::make_device(force_staging);
    const auto inputs = test::lettering_inputs({}, k_size, "kk");
    LetteringPictures fresh(*device);
    const Image first = fresh.make(inputs);
    LetteringPictures used(*device);
    for (const char* language : {"tr", "ru", "az"}) {
      used.make(test::lettering_inputs({70, 42, 3e6, 20, 40}, {640, 400}, language));
    }
    CHECK(used.make(inputs).rgba == first.rgba);
    CHECK(used.make(inputs).rgba == first.rgba);
  }
}

TEST_CASE("supersampled lettering has the same size") {
  const test::NoValidationErrors watch;
  const auto device = test::make_device();
  LetteringPictures pictures(*device);
  const auto difference = [](const Image& a, const Image& b) {
    REQUIRE(a.size == b.size);
    double sum = 0;
    for (size_t i = 0; i < a.rgba.size(); ++i) sum += std::abs(a.rgba[i] - b.rgba[i]);
    return sum / static_cast<double>(a.rgba.size());
  };
  auto inputs = test::lettering_inputs({}, k_size, "en");
  const Image plain = pictures.make(inputs);
  inputs.settings.supersample = 2;
  const Image fine = pictures.make(inputs);
  inputs.settings.supersample = 1;
  inputs.settings.ui_scale = 1.25;
  const Image larger = pictures.make(inputs);
  CHECK(difference(plain, fine) < 0.6 * difference(plain, larger));
}
