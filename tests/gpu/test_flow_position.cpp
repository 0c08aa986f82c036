// The shader's ages and places of units against the same in double on the CPU.
#include <doctest/doctest.h>

#include <algorithm>
#include <cstring>
#include <random>

#include "caspian_test_shaders.h"
#include "geo/ellipsoid.h"
#include "gpu/barriers.h"
#include "gpu/bindings.h"
#include "gpu/pipeline.h"
#include "render/flow_pass.h"
#include "scene/camera.h"
#include "scene/flow_motion.h"
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

std::vector<Answer> ask(const gpu::Device& device, const render::FlowTables& tables,
                        const scene::FlowFrame& frame, const glm::dvec3& eye_m,
                        const std::vector<Query>& queries, float exaggeration) {
  std::vector<shared::FlowRun> runs;
  uint32_t before = 0;
  for (const scene::FlowRun& run : frame.runs) {
    runs.push_back(tables.shared_run(run, before));
    before += run.count;
  }
  const auto storage = [&](const auto& values, const char* name) {
    return gpu::make_filled_buffer(device, std::as_bytes(std::span(values)),
                                   VK_BUFFER_USAGE_STORAGE_BUFFER_BIT, name);
  };
  const gpu::Buffer chunk_buffer = storage(tables.chunks_from(eye_m), "chunks");
  const gpu::Buffer run_buffer = storage(runs, "runs");
  const gpu::Buffer query_buffer = storage(queries, "queries");
  const gpu::Buffer answer_buffer(device, queries.size() * sizeof(Answer),
                                  VK_BUFFER_USAGE_STORAGE_BUFFER_BIT, gpu::MemoryUse::readback,
                                  "answers");
  std::vector<gpu::Binding> bindings;
  for (VkBuffer buffer :
       {tables.arrivals().handle(), tables.vertices().handle(), chunk_buffer.handle(),
        run_buffer.handle(), query_buffer.handle(), answer_buffer.handle()})
    bindings.push_back({.slot = uint32_t(bindings.size()), .buffer = buffer});
  const gpu::BindingSet set(device, bindings, "flow test");
  const gpu::BindingLayout no_frame(device, {}, "nothing");
  const gpu::Pipeline pipeline(device, test_shader_code("test_flow_position.comp"),
                               {no_frame.handle(), set.layout()}, 8, "flow test");
  const struct {
    float exaggeration;
    uint32_t run_count;
  } push{exaggeration, uint32_t(runs.size())};
  device.submit_now([&](VkCommandBuffer commands) {
    const VkDescriptorSet handle = set.set();
    vkCmdBindPipeline(commands, VK_PIPELINE_BIND_POINT_COMPUTE, pipeline.handle());
    vkCmdBindDescriptorSets(commands, VK_PIPELINE_BIND_POINT_COMPUTE, pipeline.layout(), 1, 1,
                            &handle, 0, nullptr);
    vkCmdPushConstants(commands, pipeline.layout(), pipeline.push_stages(), 0, 8, &push);
    vkCmdDispatch(commands, uint32_t(queries.size() + 63) / 64, 1, 1);
  });
  std::vector<Answer> answers(queries.size());
  std::memcpy(answers.data(), answer_buffer.mapped(), queries.size() * sizeof(Answer));
  return answers;
}
}  // namespace

TEST_CASE("10,000 units stand where the CPU says: ages exactly, places to 1 m and 0.5 px") {
  const test::NoValidationErrors watch;
  const auto device = test::make_device();
  const scene::FlowTracks tracks = test::invented_tracks(24);
  const render::FlowTables tables(*device, tracks);
  const double exaggeration = 12;
  std::mt19937 random(7);
  int checked = 0, in_sight = 0;
  double worst_m = 0, worst_px = 0;
  const scene::Camera cameras[] = {
      {50.5, 41.5, 1'900'000, 0, 0}, {49, 40, 40'000, 200, 60}, {47, 42, 4'000, 30, 75}};
  for (uint32_t step = 0; step < 10; ++step) {
    const scene::FlowFrame flows = test::invented_frame(tracks, 40 + 97 * step, step);
    const scene::CameraFrame camera = scene::frame_of(cameras[step % 3], {1280, 720}, 0);
    std::vector<Query> queries(1000);
    for (Query& query : queries) {
      query.run = uint32_t(random() % flows.runs.size());
      query.j = uint32_t(random() % flows.runs[query.run].count);
    }
    const auto answers = ask(*device, tables, flows, camera.eye_m, queries, float(exaggeration));
    for (size_t i = 0; i < queries.size(); ++i) {
      const scene::FlowRun& run = flows.runs[queries[i].run];
      const scene::Timetable& timetable = tracks.timetables[run.timetable];
      const uint32_t age = scene::age_in_run(run, timetable.duration(), queries[i].j);
      REQUIRE(answers[i].age == age);
      REQUIRE(answers[i].run == queries[i].run);
      const scene::UnitPlace place = scene::place_on(timetable, age, exaggeration);
      const glm::dvec3 gpu_m = camera.eye_m + glm::dvec3(glm::vec3(answers[i].position_m));
      worst_m = std::max(worst_m, glm::length(gpu_m - place.drawn_m));
      CHECK(std::abs(heading_deg(place.drawn_m, answers[i].direction, place.heading_deg)) < 1);
      CHECK(answers[i].position_m.w == doctest::Approx(place.lane));
      const auto on_gpu = scene::project(camera, gpu_m);
      const auto on_cpu = scene::project(camera, place.drawn_m);
      in_sight += on_cpu.is_inside;
      if (on_cpu.is_inside)
        worst_px = std::max(worst_px, std::hypot(on_gpu.x - on_cpu.x, on_gpu.y - on_cpu.y));
      ++checked;
    }
  }
  CHECK(checked == 10'000);
  CHECK(in_sight > 1'000);
  CAPTURE(worst_m);
  CAPTURE(worst_px);
  CHECK(worst_m < 1.0);
  CHECK(worst_px < 0.5);
}
