// Frames in flight: a triangle becomes pixels, pictures come back in order, passes are timed, and a
// barrier that is left out is reported.
#include <doctest/doctest.h>

#include <cstring>

#include "caspian_test_shaders.h"
#include "gpu/barriers.h"
#include "gpu/commands.h"
#include "gpu/deletion_queue.h"
#include "gpu/frame_ring.h"
#include "gpu/pipeline.h"
#include "gpu/readback.h"
#include "render/offscreen.h"
#include "tests/support/test_device.h"

using namespace caspian;

namespace {
constexpr PixelSize k_size{64, 32};

struct Push {
  float colour[4];
  float depth;
};

gpu::Pipeline triangle_pipeline(const gpu::Device& device, gpu::Blend blend, gpu::DepthUse depth) {
  return gpu::Pipeline(device, {.vertex = test_shader_code("test_triangle.vert"),
                                .fragment = test_shader_code("test_triangle.frag"),
                                .push_constant_bytes = sizeof(Push),
                                .blend = blend,
                                .depth = depth,
                                .name = "triangle"});
}

void draw(VkCommandBuffer commands, const gpu::Pipeline& pipeline, const Push& push) {
  vkCmdBindPipeline(commands, VK_PIPELINE_BIND_POINT_GRAPHICS, pipeline.handle());
  vkCmdPushConstants(commands, pipeline.layout(), pipeline.push_stages(), 0, sizeof push, &push);
  vkCmdDraw(commands, 3, 1, 0, 0);
}

void begin(VkCommandBuffer commands, const render::FrameTarget& target) {
  gpu::change_image(commands, target.colour, gpu::k_discarded, gpu::k_colour_attachment);
  gpu::change_image(commands, target.depth, gpu::k_discarded, gpu::k_depth_attachment,
                    VK_IMAGE_ASPECT_DEPTH_BIT);
  gpu::begin_drawing(commands, {.colour = target.colour_view,
                                .depth = target.depth_view,
                                .extent = target.extent,
                                .clear_colour = {{0, 0, 0, 1}},
                                .clear_depth = true});
}

const uint8_t* pixel(const Image& image, uint32_t x, uint32_t y) {
  return &image.rgba[(size_t(y) * image.size.width + x) * 4];
}
}  // namespace

TEST_CASE("a triangle becomes pixels, nearer before farther, and blends") {
  const test::NoValidationErrors watch;
  for (const int supersample : {1, 2}) {
    CAPTURE(supersample);
    const auto device = test::make_device();
    gpu::FrameRing ring(*device);
    gpu::Readback readback(*device);
    const render::Offscreen offscreen(*device, k_size, supersample);
    const auto solid =
        triangle_pipeline(*device, gpu::Blend::opaque, gpu::DepthUse::test_and_write);
    const auto over = triangle_pipeline(*device, gpu::Blend::premultiplied, gpu::DepthUse::test);
    const gpu::Frame frame = ring.begin();
    begin(frame.commands, offscreen.target());
    draw(frame.commands, solid, {{1, 0, 0, 1}, 0.5f});
    draw(frame.commands, solid, {{0, 1, 0, 1}, 0.25f});       // behind: hidden
    draw(frame.commands, over, {{0, 0, 0.5f, 0.5f}, 0.75f});  // in front: half blue
    gpu::end_drawing(frame.commands);
    offscreen.resolve(frame.commands);
    readback.record(frame, offscreen.result().colour, offscreen.result().extent);
    ring.end(frame);
    const Image image = readback.take();
    REQUIRE(image.size == k_size);
    const uint8_t* inside = pixel(image, 2, 29);
    CHECK(int(inside[0]) == doctest::Approx(128).epsilon(0.02));
    CHECK(int(inside[1]) == 0);
    CHECK(int(inside[2]) == doctest::Approx(128).epsilon(0.02));
    const uint8_t* outside = pixel(image, 61, 2);
    CHECK(int(outside[0]) + outside[1] + outside[2] == 0);
    if (supersample == 2) {  // the slanted edge is averaged
      int shades = 0;
      for (uint32_t y = 0; y < k_size.height; ++y)
        for (uint32_t x = 0; x < k_size.width; ++x)
          shades += pixel(image, x, y)[0] > 8 && pixel(image, x, y)[0] < 120;
      CHECK(shades > 8);
    }
  }
}

TEST_CASE("frames overlap, pictures come back in order, deletions are collected") {
  const test::NoValidationErrors watch;
  const auto device = test::make_device();
  gpu::FrameRing ring(*device);
  gpu::Readback readback(*device);
  const render::Offscreen offscreen(*device, k_size, 1);
  const auto solid = triangle_pipeline(*device, gpu::Blend::opaque, gpu::DepthUse::test_and_write);
  int taken = 0;
  for (int k = 0; k < 12; ++k) {
    const gpu::Frame frame = ring.begin();
    const gpu::Buffer used_by_this_frame(*device, 64, 0, gpu::MemoryUse::gpu, "short-lived");
    {
      const gpu::PassScope scope(&frame.timer, frame.commands, "triangle");
      begin(frame.commands, offscreen.target());
      draw(frame.commands, solid, {{float(k) / 255.0f, 0, 0, 1}, 0.5f});
      gpu::end_drawing(frame.commands);
    }
    readback.record(frame, offscreen.result().colour, offscreen.result().extent);
    ring.end(frame);
    if (readback.waiting() == 2) CHECK(int(pixel(readback.take(), 2, 29)[0]) == taken++);
  }
  while (readback.waiting()) CHECK(int(pixel(readback.take(), 2, 29)[0]) == taken++);
  CHECK(taken == 12);
  CHECK(device->deletions().waiting() <= 3 * 2);  // of the frames still in flight
  ring.finish();
  REQUIRE(ring.last_times().size() == 1);
  CHECK(ring.last_times()[0].name == "triangle");
  CHECK(ring.last_times()[0].ms > 0);
  CHECK(ring.last_times()[0].ms < 1000);
}

namespace {
/// Two compute passes, the second reading what the first wrote, with or without the barrier
/// between.
std::vector<uint32_t> write_and_read(const gpu::Device& device, bool with_barrier) {
  constexpr VkDeviceSize k_bytes = 64 * 4;
  const gpu::Buffer from(device, k_bytes, VK_BUFFER_USAGE_STORAGE_BUFFER_BIT, gpu::MemoryUse::gpu,
                         "from");
  const gpu::Buffer to(device, k_bytes, VK_BUFFER_USAGE_STORAGE_BUFFER_BIT,
                       gpu::MemoryUse::readback, "to");
  const auto storage = [](uint32_t slot, const gpu::Buffer& buffer) {
    return gpu::Binding{.slot = slot,
                        .type = VK_DESCRIPTOR_TYPE_STORAGE_BUFFER,
                        .stages = VK_SHADER_STAGE_COMPUTE_BIT,
                        .buffer = buffer.handle()};
  };
  const gpu::BindingSet write_set(device, {storage(0, from)}, "write");
  const gpu::BindingSet read_set(device, {storage(0, from), storage(1, to)}, "read");
  const gpu::Pipeline write(device, test_shader_code("test_write.comp"), {write_set.layout()}, 4,
                            "write");
  const gpu::Pipeline read(device, test_shader_code("test_read.comp"), {read_set.layout()}, 0,
                           "read");
  device.submit_now([&](VkCommandBuffer commands) {
    const auto dispatch = [&](const gpu::Pipeline& pipeline, const gpu::BindingSet& set) {
      const VkDescriptorSet handle = set.set();
      vkCmdBindPipeline(commands, VK_PIPELINE_BIND_POINT_COMPUTE, pipeline.handle());
      vkCmdBindDescriptorSets(commands, VK_PIPELINE_BIND_POINT_COMPUTE, pipeline.layout(), 0, 1,
                              &handle, 0, nullptr);
      vkCmdDispatch(commands, 1, 1, 1);
    };
    const uint32_t factor = 3;
    vkCmdPushConstants(commands, write.layout(), write.push_stages(), 0, 4, &factor);
    dispatch(write, write_set);
    if (with_barrier) gpu::compute_writes_before_compute(commands);
    dispatch(read, read_set);
  });
  std::vector<uint32_t> words(64);
  std::memcpy(words.data(), to.mapped(), k_bytes);
  return words;
}
}  // namespace

TEST_CASE("compute passes see each other's results; the missing barrier is reported") {
  const auto device = test::make_device();
  {
    const test::NoValidationErrors watch;
    const auto words = write_and_read(*device, true);
    CHECK(words[0] == 63 * 3);
    CHECK(words[63] == 0);
  }
  const int before = gpu::Device::validation_errors();
  write_and_read(*device, false);
  CHECK(gpu::Device::validation_errors() > before);  // the control: the watch above can fail
  bool is_hazard = false;
  for (const std::string& message : gpu::Device::validation_messages())
    is_hazard = is_hazard || message.find("SYNC-HAZARD-READ-AFTER-WRITE") != std::string::npos;
  CHECK(is_hazard);
  gpu::Device::clear_validation();
}
