// Device, memory and the two ways of filling a buffer.
#include <doctest/doctest.h>

#include <cstdlib>
#include <cstring>
#include <numeric>

#include "gpu/barriers.h"
#include "gpu/buffer.h"
#include "gpu/deletion_queue.h"
#include "gpu/frame_arena.h"
#include "gpu/image.h"
#include "gpu/timeline.h"
#include "tests/support/test_device.h"

using namespace caspian;

namespace {
std::vector<std::byte> read_back(const gpu::Device& device, const gpu::Buffer& buffer) {
  const gpu::Buffer copy(device, buffer.size(), 0, gpu::MemoryUse::readback, "copy");
  device.submit_now([&](VkCommandBuffer commands) {
    const VkBufferCopy region{0, 0, buffer.size()};
    vkCmdCopyBuffer(commands, buffer.handle(), copy.handle(), 1, &region);
    gpu::transfer_writes_before_host(commands);
  });
  return {copy.mapped(), copy.mapped() + copy.size()};
}
}  // namespace

TEST_CASE("a device says what it is") {
  const test::NoValidationErrors watch;
  const auto device = test::make_device();
  CHECK(!device->facts().name.empty());
  CHECK(device->facts().api_version.starts_with("1."));
  CHECK(device->facts().max_image_size >= 4096);
}

TEST_CASE("no driver is one sentence and its own kind of failure") {
  const char* before = std::getenv("VK_ICD_FILENAMES");
  const std::string kept = before ? before : "";
  setenv("VK_ICD_FILENAMES", "/nonexistent/driver.json", 1);
  const auto device = gpu::Device::create({.validation = false});
  if (before)
    setenv("VK_ICD_FILENAMES", kept.c_str(), 1);
  else
    unsetenv("VK_ICD_FILENAMES");
  REQUIRE(!device);
  CHECK(device.failure().kind == Failure::Kind::no_device);
  CHECK(device.failure().sentence.find("no usable graphics device") == 0);
}

TEST_CASE("a buffer holds the same bytes filled directly and through staging") {
  const test::NoValidationErrors watch;
  std::vector<uint32_t> words(1000);
  std::iota(words.begin(), words.end(), 7u);
  const auto bytes = std::as_bytes(std::span(words));
  for (const bool force_staging : {false, true}) {
    CAPTURE(force_staging);
    const auto device = test::make_device(force_staging);
    gpu::Buffer buffer =
        gpu::make_filled_buffer(*device, bytes, VK_BUFFER_USAGE_STORAGE_BUFFER_BIT, "filled");
    CHECK(buffer.mapped() == nullptr);
    const auto read = read_back(*device, buffer);
    REQUIRE(read.size() == bytes.size());
    CHECK(std::memcmp(read.data(), bytes.data(), bytes.size()) == 0);
    const uint32_t other = 99;
    buffer.fill(8, std::as_bytes(std::span(&other, 1)));
    CHECK(std::memcmp(read_back(*device, buffer).data() + 8, &other, 4) == 0);
  }
}

TEST_CASE("handles die only after the frame that was begun last") {
  const test::NoValidationErrors watch;
  const auto device = test::make_device();
  { const gpu::Buffer unused(*device, 64, 0, gpu::MemoryUse::gpu, "unused"); }
  CHECK(device->deletions().waiting() == 2);  // buffer and memory; no frame was begun
  device->deletions().collect();
  CHECK(device->deletions().waiting() == 0);
  device->timeline().reserve();  // a frame begins and is never submitted
  { const gpu::Buffer used(*device, 64, 0, gpu::MemoryUse::gpu, "used"); }
  device->deletions().collect();
  CHECK(device->deletions().waiting() == 2);
}

TEST_CASE("the frame arena aligns, grows and starts again") {
  const test::NoValidationErrors watch;
  const auto device = test::make_device();
  gpu::FrameArena arena(*device);
  const auto first = arena.allocate(10);
  const auto second = arena.store(std::vector<float>{1, 2, 3});
  CHECK(first.size >= 10);
  CHECK(second.offset % 256 == 0);
  CHECK(second.offset > first.offset);
  const auto large = arena.allocate(9u << 20);
  CHECK(large.buffer != first.buffer);
  std::memset(large.data, 1, large.size);
  arena.reset();
  const auto again = arena.allocate(10);
  CHECK(again.buffer == first.buffer);
  CHECK(again.offset == 0);

  const gpu::Binding slot{.slot = 0, .type = VK_DESCRIPTOR_TYPE_STORAGE_BUFFER};
  const gpu::BindingLayout layout(*device, {&slot, 1}, "slots");
  for (int i = 0; i < 200; ++i) {  // more than one pool holds
    const auto binding = gpu::bind_slice(0, VK_DESCRIPTOR_TYPE_STORAGE_BUFFER, again);
    CHECK(arena.bind(layout.handle(), {&binding, 1}) != VK_NULL_HANDLE);
  }
}
