// Terrain, water and sky as pictures: no gaps between tiles, land and sea where the data have them,
// the same picture twice and after other views.
#include <doctest/doctest.h>

#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <random>

#include "core/png.h"
#include "geo/ellipsoid.h"
#include "gpu/barriers.h"
#include "gpu/commands.h"
#include "gpu/frame_ring.h"
#include "gpu/readback.h"
#include "render/frame_uniforms.h"
#include "render/offscreen.h"
#include "render/sky_pass.h"
#include "render/terrain_pass.h"
#include "render/terrain_probe.h"
#include "scene/drawn_ground.h"
#include "tests/support/built_in.h"
#include "tests/support/invented_terrain.h"
#include "tests/support/test_device.h"

using namespace caspian;

namespace {

constexpr PixelSize k_size{320, 180};

class TerrainStage {
 public:
  TerrainStage(const gpu::Device& device, const geo::HeightField& heights)
      : device_(device),
        heights_(heights),
        frame_layout_(render::make_frame_layout(device)),
        terrain_({.device = device, .frame_layout = frame_layout_.handle()}, heights),
        sky_({.device = device, .frame_layout = frame_layout_.handle()}),
        ring_(device),
        readback_(device) {}

  /// On magenta, which no theme has.
  Image draw(const scene::FrameInputs& inputs, bool with_sky) {
    const render::Offscreen offscreen(device_, inputs.size, 1);
    const scene::CameraFrame camera =
        scene::frame_on_ground(inputs.camera, inputs.size, heights_, inputs.settings.exaggeration);
    const scene::Theme& theme = scene::theme_of(inputs.settings.theme);
    const gpu::Frame frame = ring_.begin();
    const auto block = render::make_frame_uniforms(inputs, camera, theme, 1);
    const auto binding = gpu::bind_slice(0, VK_DESCRIPTOR_TYPE_UNIFORM_BUFFER,
                                         frame.arena.store(std::span(&block, 1)));
    const render::PassFrame pass{
        .commands = frame.commands,
        .frame_set = frame.arena.bind(frame_layout_.handle(), {&binding, 1}),
        .inputs = inputs,
        .camera = camera,
        .theme = theme,
        .arena = frame.arena};
    terrain_.prepare(pass);
    const render::FrameTarget target = offscreen.target();
    gpu::change_image(frame.commands, target.colour, gpu::k_discarded, gpu::k_colour_attachment);
    gpu::change_image(frame.commands, target.depth, gpu::k_discarded, gpu::k_depth_attachment,
                      VK_IMAGE_ASPECT_DEPTH_BIT);
    gpu::begin_drawing(frame.commands, {.colour = target.colour_view,
                                        .depth = target.depth_view,
                                        .extent = target.extent,
                                        .clear_colour = {{1, 0, 1, 1}},
                                        .clear_depth = true});
    terrain_.draw_ground(pass);
    if (with_sky) sky_.draw(pass);
    terrain_.draw_water(pass);
    gpu::end_drawing(frame.commands);
    readback_.record(frame, target.colour, target.extent);
    ring_.end(frame);
    Image image = readback_.take();
    if (const char* folder = std::getenv("CASPIAN_KEEP"))
      CHECK(write_png(
          std::filesystem::path(folder) / ("terrain_" + std::to_string(kept_++) + ".png"), image));
    return image;
  }

 private:
  const gpu::Device& device_;
  const geo::HeightField& heights_;
  gpu::BindingLayout frame_layout_;
  render::TerrainPass terrain_;
  render::SkyPass sky_;
  gpu::FrameRing ring_;
  gpu::Readback readback_;
  int kept_ = 0;
};

struct Fixture {
  test::NoValidationErrors watch;
  std::unique_ptr<gpu::Device> device = test::make_device();
  geo::HeightField heights = test::invented_terrain();
  TerrainStage stage{*device, heights};
};

scene::FrameInputs inputs_of(const scene::Camera& camera, double exaggeration = 12) {
  scene::FrameInputs inputs;
  inputs.camera = camera;
  inputs.size = k_size;
  inputs.settings.exaggeration = exaggeration;
  return inputs;
}

const uint8_t* pixel(const Image& image, uint32_t x, uint32_t y) {
  return &image.rgba[(size_t(y) * image.size.width + x) * 4];
}

int bare_pixels(const Image& image) {
  int count = 0;
  for (size_t i = 0; i < image.rgba.size(); i += 4)
    count += image.rgba[i] == 255 && image.rgba[i + 1] == 0 && image.rgba[i + 2] == 255;
  return count;
}

}  // namespace

TEST_CASE_FIXTURE(Fixture, "tiles leave no gaps, whatever their levels and the exaggeration") {
  for (const double exaggeration : {1.0, 12.0, 50.0})
    for (const scene::Camera camera : {scene::Camera{50.5, 42, 1.6e6, 0, 0},
                                       {48, 40, 3e5, 30, 45},
                                       {53.5, 42, 4e4, 250, 40},
                                       {51, 42, 2.5e4, 100, 30},
                                       {45, 38, 9e5, 45, 35}})
      CHECK_MESSAGE(bare_pixels(stage.draw(inputs_of(camera, exaggeration), false)) == 0,
                    scene::camera_text(camera), " times ", exaggeration);
}

TEST_CASE_FIXTURE(Fixture, "the sky fills what the globe leaves, and nothing else") {
  const scene::Camera far{50, 42, 2e7, 0, 0}, low{51, 42, 5e4, 0, 84};
  CHECK(bare_pixels(stage.draw(inputs_of(far), false)) > 10'000);
  CHECK(bare_pixels(stage.draw(inputs_of(far), true)) == 0);
  const Image ground = stage.draw(inputs_of(low), false), both = stage.draw(inputs_of(low), true);
  CHECK(bare_pixels(ground) > 1000);
  CHECK(bare_pixels(both) == 0);
  for (uint32_t x = 0; x < k_size.width; x += 7) {
    const auto* a = pixel(ground, x, 170);
    const auto* b = pixel(both, x, 170);
    CHECK(std::equal(a, a + 4, b));
  }
}

TEST_CASE_FIXTURE(Fixture, "sea and land are where the data have them, to the pixel") {
  scene::FrameInputs inputs = inputs_of({51, 42, 1.3e6, 20, 30});
  inputs.settings.theme = scene::ThemeId::contrast;  // flat colours, no haze
  const Image image = stage.draw(inputs, false);
  const auto frame = scene::frame_on_ground(inputs.camera, k_size, heights, 12);
  const scene::Theme& theme = scene::theme_of(scene::ThemeId::contrast);
  int land = 0, sea = 0, wrong = 0;
  for (uint32_t y = 4; y < k_size.height; y += 5)
    for (uint32_t x = 4; x < k_size.width; x += 5) {
      const auto place = scene::screen_to_ground(frame, x + 0.5, y + 0.5, heights, 12);
      if (!place) continue;
      if (scene::data_share(heights, place->longitude_deg, place->latitude_deg) < 1) continue;
      // The shore itself is mixed, and floors are seen displaced under their water.
      const double shore_m = heights.shore_distance_m(place->longitude_deg, place->latitude_deg);
      if (std::abs(shore_m) < 30'000) continue;
      const auto* p = pixel(image, x, y);
      const glm::vec3 colour = glm::vec3(p[0], p[1], p[2]) / 255.0f;
      const bool is_land = glm::distance(colour, theme.land[0].colour) < 0.03f;
      wrong += is_land != (shore_m > 0);
      ++(shore_m > 0 ? land : sea);
    }
  CHECK(land > 300);
  CHECK(sea > 100);
  CHECK(wrong == 0);
}

TEST_CASE_FIXTURE(Fixture, "the same picture twice, and after other views") {
  const auto inputs = inputs_of({49, 40.5, 8e5, 35, 60});
  const Image first = stage.draw(inputs, true);
  CHECK(first.rgba == stage.draw(inputs, true).rgba);
  for (const double longitude : {46.0, 52.0, 55.0})
    stage.draw(inputs_of({longitude, 42, 6e4, 0, 50}), true);
  CHECK(first.rgba == stage.draw(inputs, true).rgba);
}

TEST_CASE_FIXTURE(Fixture, "switches: dry sea, exaggeration and theme change what is seen") {
  scene::FrameInputs inputs = inputs_of({51, 42, 6e5, 0, 50});
  const Image wet = stage.draw(inputs, true);
  inputs.settings.layers.sea = false;
  const Image dry = stage.draw(inputs, true);
  CHECK(wet.rgba != dry.rgba);
  inputs.settings.layers.sea = true;
  inputs.settings.sea_opacity = 0;
  CHECK(dry.rgba == stage.draw(inputs, true).rgba);
  inputs.settings.sea_opacity = 1;
  inputs.settings.exaggeration = 30;
  CHECK(wet.rgba != stage.draw(inputs, true).rgba);
  inputs.settings.exaggeration = 12;
  inputs.settings.theme = scene::ThemeId::map;
  const Image map = stage.draw(inputs, true);
  long sum_dark = 0, sum_light = 0;
  for (size_t i = 0; i < wet.rgba.size(); ++i) sum_dark += wet.rgba[i], sum_light += map.rgba[i];
  CHECK(sum_light > sum_dark * 3 / 2);
}

TEST_CASE_FIXTURE(Fixture, "many views in turn keep to the slots there are") {
  for (int i = 0; i < 40; ++i)
    CHECK(bare_pixels(stage.draw(inputs_of({46.5 + 0.2 * i, 38 + 0.2 * i, 3e4, 9.0 * i, 40}, 1),
                                 false)) == 0);
}

TEST_CASE("random views show no cracks, and the ground where the heights are") {
  const char* wanted = std::getenv("CASPIAN_VIEWS");
  const int views = wanted ? std::atoi(wanted) : 150;
  test::NoValidationErrors watch;
  const std::unique_ptr<gpu::Device> device = test::make_device();
  const geo::HeightField& heights = test::built_in_terrain();
  render::TerrainProbe probe(*device, heights);
  std::mt19937 random(7);
  int places = 0, off = 0;
  for (int i = 0; i < views; ++i) {
    const scene::TerrainView view = scene::random_terrain_view(random);
    scene::FrameInputs inputs = inputs_of(view.camera, view.exaggeration);
    inputs.size = {160, 90};
    const auto picture = probe.draw(inputs);
    if (!scene::is_outside_ground(picture.camera, picture.depths, heights, view.exaggeration))
      continue;
    CHECK_MESSAGE(scene::count_cracks(picture.camera, picture.depths) == 0,
                  scene::camera_text(view.camera), " times ", view.exaggeration);
    for (int k = 0; k < 20; ++k) {
      const auto error =
          scene::surface_error(picture.camera, picture.depths, uint32_t(random() % 160),
                               uint32_t(random() % 90), heights, view.exaggeration);
      if (!error || !error->is_resolved) continue;
      ++places;
      off += error->px > 1;
    }
  }
  MESSAGE("places measured: ", places, ", off by more than a pixel: ", off);
  CHECK(places > views / 2);
  CHECK(off * 100 <= places);
}

TEST_CASE("a crack in a picture of depths is found, ground that recedes is not one") {
  const geo::HeightField heights = test::invented_terrain();
  const scene::CameraFrame frame =
      scene::frame_on_ground({51, 42, 3e5, 0, 60}, {64, 36}, heights, 1);
  scene::DepthPicture picture{{64, 36}, std::vector<float>(64 * 36)};
  for (uint32_t y = 0; y < 36; ++y)
    for (uint32_t x = 0; x < 64; ++x) picture.depth[y * 64 + x] = 0.1f + 0.01f * float(y);
  CHECK(scene::count_cracks(frame, picture) == 0);
  for (const float behind : {0.0f, 0.05f}) {
    scene::DepthPicture broken = picture;
    broken.depth[20 * 64 + 30] = behind;
    CHECK(scene::count_cracks(frame, broken) == 1);
    for (uint32_t x = 10; x < 20; ++x) broken.depth[12 * 64 + x] = behind;  // along a level edge
    CHECK(scene::count_cracks(frame, broken) > 5);
  }
}
