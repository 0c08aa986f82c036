// The shader's ages and places of units against the same in double on the CPU.
#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <random>

#include "caspian_test_shaders.h"
#include "geo/ellipsoid.h"
#include "gpu/barriers.h"
#include "scene/flow_motion.h"
#include "tests/support/flow_stage.h"
#include "tests/support/invented_flows.h"
#include "tests/support/test_device.h"

using namespace caspian;

namespace {
struct Query {
  uint32_t run, j;
};
struct Answer {
  glm::vec4 position_m;
  glm::vec4 direction;
  glm::vec4 clip;
  uint32_t age, run, unused[2];
};

/// Course of a direction at a place, clockwise from north, less `reference`, -180 .. 180.
double heading_deg(const glm::dvec3& place_m, const glm::vec4& direction, double reference) {
  const geo::GeoPoint place = geo::to_geodetic(place_m);
  const glm::dvec3 way{glm::vec3(direction)};
  const double east = glm::dot(way, geo::east_at(place.longitude_deg));
  const double north = glm::dot(way, geo::north_at(place.longitude_deg, place.latitude_deg));
  return std::remainder(glm::degrees(std::atan2(east, north)) - reference, 360.0);
}

/// Px of a clip position, from the top left.
glm::dvec2 px_of(const glm::vec4& clip, PixelSize size) {
  const glm::dvec2 shares = glm::dvec2(clip.x, clip.y) / double(clip.w) * 0.5 + 0.5;
  return shares * glm::dvec2(size.width, size.height);
}

std::vector<Answer> ask(const gpu::Device& device, test::FlowStage& stage,
                        const scene::FrameInputs& inputs, const scene::FlowFrame& flows,
                        const std::vector<Query>& queries) {
  const gpu::Buffer query_buffer = gpu::make_filled_buffer(
      device, std::as_bytes(std::span(queries)), VK_BUFFER_USAGE_STORAGE_BUFFER_BIT, "queries");
  const gpu::Buffer answer_buffer(device, queries.size() * sizeof(Answer),
                                  VK_BUFFER_USAGE_STORAGE_BUFFER_BIT, gpu::MemoryUse::readback,
                                  "answers");
  const gpu::BindingSet own(
      device,
      {{.slot = 0, .buffer = query_buffer.handle()}, {.slot = 1, .buffer = answer_buffer.handle()}},
      "flow test");
  const render::FlowTables& tables = stage.pass().tables();
  const gpu::Pipeline pipeline(device, test_shader_code("test_flow_position.comp"),
                               {stage.setup().frame_layout, tables.layout(), own.layout()}, 4,
                               "flow test");
  const scene::CameraFrame camera = scene::frame_of(inputs.camera, inputs.size, 0);
  const gpu::Frame frame = stage.ring().begin();
  const render::PassFrame pass_frame = stage.frame_of(frame, inputs, camera);
  stage.pass().prepare(pass_frame, flows);
  const render::FlowRuns& runs = stage.pass().runs();
  const VkDescriptorSet sets[] = {pass_frame.frame_set, runs.set, own.set()};
  vkCmdBindPipeline(frame.commands, VK_PIPELINE_BIND_POINT_COMPUTE, pipeline.handle());
  vkCmdBindDescriptorSets(frame.commands, VK_PIPELINE_BIND_POINT_COMPUTE, pipeline.layout(), 0, 3,
                          sets, 0, nullptr);
  vkCmdPushConstants(frame.commands, pipeline.layout(), pipeline.push_stages(), 0, 4,
                     &runs.push.run_count);
  vkCmdDispatch(frame.commands, uint32_t(queries.size() + 63) / 64, 1, 1);
  stage.ring().end(frame);
  stage.ring().finish();
  std::vector<Answer> answers(queries.size());
  std::memcpy(answers.data(), answer_buffer.mapped(), queries.size() * sizeof(Answer));
  return answers;
}
}  // namespace

TEST_CASE("10,000 units stand where the CPU says: ages exactly, places to 1 m and 0.5 px") {
  const test::NoValidationErrors watch;
  const auto device = test::make_device();
  scene::FlowTracks tracks = test::invented_tracks(24);
  // Half of them sail: over floors of all depths, at levels that bare some of them.
  for (size_t i = 0; i < tracks.timetables.size(); i += 2)
    for (size_t k = 0; k < tracks.timetables[i].vertices.size(); ++k)
      tracks.timetables[i].vertices[k].height_m =
          float(geo::afloat_height_m(-28.1 - double(k * k % 13)));
  test::FlowStage stage(*device, tracks);
  std::mt19937 random(7);
  int checked = 0, in_sight = 0;
  double worst_m = 0, worst_px = 0, worst_clip_px = 0;
  const scene::Camera cameras[] = {
      {50.5, 41.5, 1'900'000, 0, 0}, {49, 40, 40'000, 200, 60}, {47, 42, 4'000, 30, 75}};
  for (uint32_t step = 0; step < 10; ++step) {
    const scene::FlowFrame flows = test::invented_frame(tracks, 40 + 97 * step, step);
    scene::FrameInputs inputs;
    inputs.camera = cameras[step % 3];
    inputs.size = {1280, 720};
    inputs.settings.exaggeration = 12;
    inputs.sea_level.level_m = step % 4 == 0 ? -28 : -36 + 1.5 * step;
    inputs.settings.lane_spacing_px = 0;  // the clip position is that of the place itself
    const scene::CameraFrame camera = scene::frame_of(inputs.camera, inputs.size, 0);
    std::vector<Query> queries(1000);
    for (Query& query : queries) {
      query.run = uint32_t(random() % flows.runs.size());
      query.j = uint32_t(random() % flows.runs[query.run].count);
    }
    const auto answers = ask(*device, stage, inputs, flows, queries);
    for (size_t i = 0; i < queries.size(); ++i) {
      const scene::FlowRun& run = flows.runs[queries[i].run];
      const scene::Timetable& timetable = tracks.timetables[run.timetable];
      const uint32_t age = scene::age_in_run(run, timetable.duration(), queries[i].j);
      REQUIRE(answers[i].age == age);
      REQUIRE(answers[i].run == queries[i].run);
      const scene::UnitPlace place = scene::place_on(timetable, age, inputs.settings.exaggeration,
                                                     scene::sea_level_of(inputs));
      const glm::dvec3 gpu_m = camera.eye_m + glm::dvec3(glm::vec3(answers[i].position_m));
      worst_m = std::max(worst_m, glm::length(gpu_m - place.drawn_m));
      CHECK(std::abs(heading_deg(place.drawn_m, answers[i].direction, place.heading_deg)) < 1);
      CHECK(answers[i].position_m.w == doctest::Approx(place.lane));
      const auto on_gpu = scene::project(camera, gpu_m);
      const auto on_cpu = scene::project(camera, place.drawn_m);
      in_sight += on_cpu.is_inside;
      if (on_cpu.is_inside) {
        worst_px = std::max(worst_px, std::hypot(on_gpu.x - on_cpu.x, on_gpu.y - on_cpu.y));
        const glm::dvec2 px = px_of(answers[i].clip, inputs.size);
        worst_clip_px = std::max(worst_clip_px, std::hypot(px.x - on_cpu.x, px.y - on_cpu.y));
      }
      ++checked;
    }
  }
  CHECK(checked == 10'000);
  CHECK(in_sight > 1'000);
  CAPTURE(worst_m);
  CAPTURE(worst_px);
  CAPTURE(worst_clip_px);
  CHECK(worst_m < 1.0);
  CHECK(worst_px < 0.5);
  CHECK(worst_clip_px < 0.5);
  MESSAGE("worst: " << worst_m << " m, " << worst_px << " px, as points " << worst_clip_px
                    << " px");
}
