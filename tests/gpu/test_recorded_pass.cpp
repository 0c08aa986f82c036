// Recorded units: the shader's places against the same in double, blocks that come and go in the
// device's memory, and whole pictures.
#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <random>

#include "app/picture_maker.h"
#include "app/scene_setup.h"
#include "app/session.h"
#include "caspian_test_shaders.h"
#include "gpu/barriers.h"
#include "render/frame_uniforms.h"
#include "render/recorded_pass.h"
#include "scene/drawn_ground.h"
#include "tests/support/invented_record.h"
#include "tests/support/invented_terrain.h"
#include "tests/support/test_device.h"

using namespace caspian;
using test::TemporaryFile;

namespace {

constexpr uint32_t k_units = 50;

std::unique_ptr<record::SegmentStore> open_store(const TemporaryFile& file) {
  auto store = record::SegmentStore::open(file.path());
  REQUIRE(store.ok());
  return std::move(store).value();
}

/// Segments that begin, end or pass near a place, and some anywhere.
std::vector<record::PackedSegment> segments_about(const record::Box& box,
                                                  const scene::Camera& camera, std::mt19937& random,
                                                  size_t count) {
  const record::GridPlace middle = box.pack(camera.longitude_deg, camera.latitude_deg);
  std::vector<record::PackedSegment> all(count);
  for (record::PackedSegment& s : all) {
    const auto near = [&] {
      const int reach = int(camera.range_m) / 2;  // a step is about 0.06 m: 30 m to a km of range
      const auto coordinate = [&](uint32_t at) {
        return uint32_t(
            std::clamp(int64_t{at} + int64_t(random() % uint32_t(16 * reach)) - 8 * reach,
                       int64_t{0}, int64_t{(1 << 24) - 1}));
      };
      return record::GridPlace{coordinate(middle.x), coordinate(middle.y)};
    };
    const bool is_anywhere = random() % 4 == 0;
    s.start = uint32_t(random() % 1'000'000);
    s.duration = 1 + uint32_t(random() % 2'000'000'000);
    pack_places(is_anywhere ? test::random_place(random) : near(),
                is_anywhere ? test::random_place(random) : near(), s.places);
  }
  return all;
}

std::vector<glm::vec4> ask(const gpu::Device& device, const scene::RecordedScene& scene,
                           const scene::FrameInputs& inputs, const scene::CameraFrame& camera,
                           const std::vector<record::PackedSegment>& segments,
                           const std::vector<uint32_t>& times) {
  const auto buffer = [&](auto& values) {
    return gpu::make_filled_buffer(device, std::as_bytes(std::span(values)),
                                   VK_BUFFER_USAGE_STORAGE_BUFFER_BIT, "recorded test");
  };
  const shared::FrameUniforms uniforms =
      render::make_frame_uniforms(inputs, camera, scene::theme_of(inputs.settings.theme), 1);
  const gpu::Buffer uniform_buffer =
      gpu::make_filled_buffer(device, std::as_bytes(std::span(&uniforms, 1)),
                              VK_BUFFER_USAGE_UNIFORM_BUFFER_BIT, "recorded test");
  const std::array views{render::recorded_view(scene, inputs, camera.eye_m)};
  const std::vector<uint32_t> colours(4, 0xffffffffu);
  const gpu::Buffer segment_buffer = buffer(segments), view_buffer = buffer(views);
  const gpu::Buffer height_buffer = buffer(scene.surface.heights_m());
  const gpu::Buffer colour_buffer = buffer(colours), time_buffer = buffer(times);
  const gpu::Buffer answers(device, times.size() * sizeof(glm::vec4),
                            VK_BUFFER_USAGE_STORAGE_BUFFER_BIT, gpu::MemoryUse::readback,
                            "answers");
  const gpu::BindingSet frame_set(
      device,
      {{.slot = 0, .type = VK_DESCRIPTOR_TYPE_UNIFORM_BUFFER, .buffer = uniform_buffer.handle()}},
      "frame");
  const gpu::BindingSet record_set(device,
                                   {{.slot = 0, .buffer = segment_buffer.handle()},
                                    {.slot = 1, .buffer = view_buffer.handle()},
                                    {.slot = 2, .buffer = height_buffer.handle()},
                                    {.slot = 3, .buffer = colour_buffer.handle()}},
                                   "record");
  const gpu::BindingSet own(
      device,
      {{.slot = 0, .buffer = time_buffer.handle()}, {.slot = 1, .buffer = answers.handle()}},
      "answers");
  const gpu::Pipeline pipeline(device, test_shader_code("test_recorded_position.comp"),
                               {frame_set.layout(), record_set.layout(), own.layout()}, 0,
                               "recorded test");
  device.submit_now([&](VkCommandBuffer commands) {
    const VkDescriptorSet sets[] = {frame_set.set(), record_set.set(), own.set()};
    vkCmdBindPipeline(commands, VK_PIPELINE_BIND_POINT_COMPUTE, pipeline.handle());
    vkCmdBindDescriptorSets(commands, VK_PIPELINE_BIND_POINT_COMPUTE, pipeline.layout(), 0, 3, sets,
                            0, nullptr);
    vkCmdDispatch(commands, uint32_t(times.size() + 63) / 64, 1, 1);
  });
  std::vector<glm::vec4> found(times.size());
  std::memcpy(found.data(), answers.mapped(), found.size() * sizeof(glm::vec4));
  return found;
}

}  // namespace

TEST_CASE("10,000 recorded units stand where the CPU says: to 1 m and 0.5 px") {
  const test::NoValidationErrors watch;
  const auto device = test::make_device();
  const TemporaryFile file("a.cseg");
  test::write_record(file.path(), test::invented_segments(2, k_units, 20), k_units);
  const scene::RecordedScene record(open_store(file), test::invented_terrain());
  std::mt19937 random(7);
  const scene::Camera cameras[] = {{50.5, 41.5, 1'900'000, 0, 0},
                                   {49, 40, 40'000, 200, 60},
                                   {47.1, 45, 2'000, 30, 75},
                                   {55.9, 36.1, 500, 120, 50}};
  int in_sight = 0;
  double worst_m = 0, worst_px = 0;
  for (int step = 0; step < 10; ++step) {
    scene::FrameInputs inputs;
    inputs.camera = cameras[step % 4];
    inputs.size = {1280, 720};
    inputs.settings.exaggeration = 12;
    const double ground_m =
        12 * record.surface.height_m(inputs.camera.longitude_deg, inputs.camera.latitude_deg);
    const scene::CameraFrame camera = scene::frame_of(inputs.camera, inputs.size, ground_m);
    const auto segments = segments_about(record.store->box(), inputs.camera, random, 1000);
    std::vector<uint32_t> times;
    for (const record::PackedSegment& s : segments)
      times.push_back(s.start + uint32_t(random() % s.duration));
    const auto answers = ask(*device, record, inputs, camera, segments, times);
    for (size_t i = 0; i < answers.size(); ++i) {
      const record::PackedSegment& s = segments[i];
      const auto place = scene::recorded_place(record, {s.start, int64_t{s.start} + s.duration, s},
                                               {times[i]}, 12);
      REQUIRE(place);
      const glm::dvec3 gpu_m = camera.eye_m + glm::dvec3(glm::vec3(answers[i]));
      worst_m = std::max(worst_m, glm::length(gpu_m - place->drawn_m));
      const auto on_gpu = scene::project(camera, gpu_m);
      const auto on_cpu = scene::project(camera, place->drawn_m);
      if (!on_cpu.is_inside) continue;
      ++in_sight;
      worst_px = std::max(worst_px, std::hypot(on_gpu.x - on_cpu.x, on_gpu.y - on_cpu.y));
    }
  }
  MESSAGE("worst: " << worst_m << " m, " << worst_px << " px; in sight " << in_sight);
  CHECK(in_sight > 1'000);
  CHECK(worst_m < 1.0);
  CHECK(worst_px < 0.5);
}

TEST_CASE("blocks of a record come and go within their budget, whatever the way to the device") {
  const test::NoValidationErrors watch;
  const TemporaryFile file("a.cseg");
  test::write_record(file.path(), test::invented_segments(5, k_units, 2000), k_units);
  const auto store = open_store(file);
  REQUIRE(store->blocks().size() > 20);
  for (const bool staged : {false, true}) {
    const auto device = test::make_device(staged);
    gpu::FrameRing ring(*device);
    render::RecordedBlocks blocks(*device, *store, 1 << 20);
    const scene::FrameInputs inputs;
    const scene::CameraFrame camera{};
    std::mt19937 random(1);
    for (int step = 0; step < 60; ++step) {
      const gpu::Frame frame = ring.begin();
      const render::PassFrame pass_frame{.commands = frame.commands,
                                         .inputs = inputs,
                                         .camera = camera,
                                         .theme = scene::theme_of(scene::ThemeId::dusk),
                                         .arena = frame.arena};
      const auto index = uint32_t(random() % store->blocks().size());
      const record::BlockEntry& block = store->blocks()[index];
      blocks.next_frame();
      const uint32_t from = block.first_start + (block.last_start - block.first_start) / 3;
      const render::ResidentRun run = blocks.need(pass_frame, index, from, block.last_start);
      blocks.end_uploads(pass_frame);
      REQUIRE(run.first + run.count == block.count);
      const gpu::Buffer copy(*device, block.count * sizeof(record::PackedSegment), 0,
                             gpu::MemoryUse::readback, "copy");
      gpu::compute_writes_before_compute(frame.commands);
      const VkMemoryBarrier2 after{.sType = VK_STRUCTURE_TYPE_MEMORY_BARRIER_2,
                                   .srcStageMask = VK_PIPELINE_STAGE_2_ALL_COMMANDS_BIT,
                                   .srcAccessMask = VK_ACCESS_2_MEMORY_WRITE_BIT,
                                   .dstStageMask = VK_PIPELINE_STAGE_2_ALL_COMMANDS_BIT,
                                   .dstAccessMask = VK_ACCESS_2_MEMORY_READ_BIT};
      const VkDependencyInfo dependency{.sType = VK_STRUCTURE_TYPE_DEPENDENCY_INFO,
                                        .memoryBarrierCount = 1,
                                        .pMemoryBarriers = &after};
      vkCmdPipelineBarrier2(frame.commands, &dependency);
      const VkBufferCopy region{.size = copy.size()};
      vkCmdCopyBuffer(frame.commands, run.segments, copy.handle(), 1, &region);
      gpu::transfer_writes_before_host(frame.commands);
      ring.end(frame);
      ring.finish();
      const auto segments = store->segments(index);
      REQUIRE(std::memcmp(copy.mapped(), segments.data(), copy.size()) == 0);
      // Nothing that is wanted lies before the run.
      CHECK((run.first == 0 || segments[run.first].start < from));
    }
    CHECK(blocks.bytes() <= (1 << 20));
    CHECK(blocks.uploads() > 20);
  }
}

TEST_CASE("a recorded unit is found where it is drawn, and one behind the globe is not") {
  const test::NoValidationErrors silent;
  const TemporaryFile file("a.cseg");
  constexpr int64_t k_start = test::k_invented_start_ms;
  std::vector<record::Segment> all;
  std::mt19937 random(3);
  for (uint32_t i = 0; i < k_units; ++i)
    all.push_back({k_start, k_start + 3'600'000, i, false, test::random_place(random),
                   test::random_place(random)});
  test::write_record(file.path(), all, k_units);
  auto opened =
      app::Session::open({"", {.software = true, .validation = true}, {}, file.path().string()});
  REQUIRE(opened.ok());
  app::Session& session = **opened;
  app::SceneRequest request;
  request.hide = {"all"};
  request.layers = {{"nodes", false}};
  const auto state = app::set_up_scene(request, session.dataset(), session.assets());
  REQUIRE(state.ok());
  scene::FrameInputs inputs = app::frame_inputs_of(state.value(), {640, 480});
  inputs.time = {k_start + 1'200'000};
  const scene::RecordedScene& record = *session.recorded();
  const double exaggeration = inputs.settings.exaggeration;
  const auto seen_of = [&](const record::PlacedSegment& segment) {
    const auto place = scene::recorded_place(record, segment, inputs.time, exaggeration);
    REQUIRE(place);
    return scene::project(
        scene::frame_on_ground(inputs.camera, inputs.size, session.heights(), exaggeration),
        place->drawn_m);
  };
  const auto alive = record.store->alive(inputs.time, false);
  REQUIRE(alive.size() == k_units);
  int exact = 0, looked_at = 0;
  for (const scene::Camera& camera :
       {scene::Camera{51, 42, 1'500'000, 20, 10}, scene::Camera{51, 42, 400'000, 300, 50}}) {
    inputs.camera = camera;
    for (const record::PlacedSegment& segment : alive) {
      const auto seen = seen_of(segment);
      if (!seen.is_inside) continue;
      const auto found = session.pick(inputs, seen.x, seen.y);
      // A ridge may hide it; then nothing is there, or what else is near.
      if (camera.tilt_deg < 30) REQUIRE(found);
      if (!found || found->kind != scene::Pick::Kind::recorded) continue;
      ++looked_at;
      if (found->index == segment.packed.unit) ++exact;
      const auto other = std::find_if(alive.begin(), alive.end(), [&](const auto& one) {
        return one.packed.unit == found->index;
      });
      REQUIRE(other != alive.end());
      const auto at = seen_of(*other);
      CHECK(std::hypot(at.x - seen.x, at.y - seen.y) < 8);
    }
  }
  MESSAGE(exact << " of " << looked_at << " are themselves");
  CHECK(looked_at > 40);
  CHECK(exact > looked_at * 3 / 4);
  // What is not drawn is not there: filtered out, hidden with its layer, or beyond the globe.
  inputs.camera = {51, 42, 1'500'000, 0, 0};
  const auto shown = std::find_if(alive.begin(), alive.end(), [&](const auto& segment) {
    return segment.packed.unit % 3 == 0 && seen_of(segment).is_inside;
  });
  REQUIRE(shown != alive.end());
  const auto picks_it = [&](const scene::FrameInputs& asked, double x, double y) {
    const auto found = session.pick(asked, x, y);
    return found && found->kind == scene::Pick::Kind::recorded &&
           found->index == shown->packed.unit;
  };
  const auto seen = seen_of(*shown);
  CHECK(picks_it(inputs, seen.x, seen.y));
  scene::FrameInputs without = inputs;
  without.settings.filter.modes = {"rail"};  // it goes by sea
  CHECK_FALSE(picks_it(without, seen.x, seen.y));
  without = inputs;
  without.settings.layers.units = false;
  CHECK_FALSE(picks_it(without, seen.x, seen.y));
  inputs.camera = {51 - 180, -42, 3'000'000, 0, 0};
  const auto place = scene::recorded_place(record, *shown, inputs.time, exaggeration);
  const scene::CameraFrame behind =
      scene::frame_on_ground(inputs.camera, inputs.size, session.heights(), exaggeration);
  const glm::dvec4 clip = behind.view_projection * glm::dvec4(place->drawn_m - behind.eye_m, 1.0);
  REQUIRE(clip.w > 0);  // in front of the eye, with the globe between
  const double x = (clip.x / clip.w * 0.5 + 0.5) * 640, y = (clip.y / clip.w * 0.5 + 0.5) * 480;
  REQUIRE(std::abs(x - 320) < 320);
  REQUIRE(std::abs(y - 240) < 240);
  CHECK_FALSE(picks_it(inputs, x, y));
}

TEST_CASE("a picture of a record depends on its time alone") {
  const test::NoValidationErrors silent;
  const TemporaryFile file("a.cseg"), damaged("b.cseg");
  // Everybody is on the way at once, and in the middle of the picture.
  std::vector<record::Segment> all;
  for (uint32_t i = 0; i < 400; ++i)
    for (int64_t step = 0; step < 30; ++step) {
      const int64_t from = test::k_invented_start_ms + step * 60'000 + i;
      const bool is_gap = (i + uint32_t(step)) % 10 == 0;
      const auto at = [&](int64_t s) {
        return test::k_invented_box.pack(50 + 0.002 * i, 41 + 0.01 * double(s));
      };
      all.push_back({from, from + 60'000, i % k_units, is_gap, at(step), at(step + 1)});
    }
  std::stable_sort(all.begin(), all.end(), record::InFileOrder{});
  test::write_record(file.path(), all, k_units);
  auto opened =
      app::Session::open({"", {.software = true, .validation = true}, {}, file.path().string()});
  REQUIRE(opened.ok());
  app::Session& session = **opened;
  app::SceneRequest request;
  request.camera = scene::Camera{50.4, 41.15, 150'000, 0, 30};
  request.layers = {{"furniture", false},
                    {"labels", false},
                    {"nodes", false},
                    {"events", false},
                    {"ribbons", false}};
  request.hide = {"all"};
  const auto state = app::set_up_scene(request, session.dataset(), session.assets());
  REQUIRE(state.ok());
  // The record's time can be reached, and the scene opens on it.
  CHECK(state->clock.now == time::SimTime{test::k_invented_start_ms});
  CHECK(state->clock.range_from.ms <= test::k_invented_start_ms);
  app::PictureMaker maker(session, {320, 240}, 1);
  const auto picture = [&](int64_t after_ms, double trail_h = 0) {
    scene::FrameInputs inputs = app::frame_inputs_of(state.value(), {320, 240});
    inputs.time.ms += after_ms;
    inputs.settings.trail_h = trail_h;
    return maker.make(inputs);
  };
  const Image at_10 = picture(600'000), nobody = picture(-86'400'000);
  CHECK(at_10.rgba != nobody.rgba);
  CHECK(picture(900'000).rgba != at_10.rgba);
  CHECK(picture(600'000, 0.1).rgba != at_10.rgba);
  for (const int64_t history : {0, 1'700'000, -5'000, 599'000}) {
    picture(history);
    CHECK(picture(600'000).rgba == at_10.rgba);
  }
  CHECK(picture(86'400'000).rgba == nobody.rgba);  // no record: no units
}
