// The density view's grid as the device fills it: nothing is lost on the way, nothing depends on
// the order, and the camera decides only which cells are looked at.
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <numeric>

#include "gpu/barriers.h"
#include "render/density_pass.h"
#include "tests/support/flow_stage.h"
#include "tests/support/invented_flows.h"
#include "tests/support/test_device.h"

using namespace caspian;

namespace {

constexpr uint32_t k_side = scene::DensityGrid::k_side;

scene::FlowTracks tracks_with_amounts(uint32_t count) {
  scene::FlowTracks tracks = test::invented_tracks(count);
  const time::SimTime from = time::from_calendar({2023, 1, 1}),
                      to = time::from_calendar({2026, 1, 1});
  for (uint32_t i = 0; i < count; ++i) {
    const double amount = 1e5 * (1 + i * i);
    dataset::PathFlow flow{.path = i, .corridor = 0, .commodity = "oil", .scenario = "base"};
    flow.pieces = {{from, to, amount / double(to.ms - from.ms), 0, amount, from, to}};
    flow.open = {{from, to}};
    tracks.amounts.push_back(flow);
  }
  return tracks;
}

struct Grid {
  std::vector<uint32_t> cells;
  std::vector<float> exponents;
  double step = 0;

  double amount_in_cells() const { return step * std::accumulate(cells.begin(), cells.end(), 0.0); }
};

template <typename T>
std::vector<T> bytes_as(const gpu::Buffer& buffer) {
  std::vector<T> values(buffer.size() / sizeof(T));
  std::memcpy(values.data(), buffer.mapped(), buffer.size());
  return values;
}

Grid filled_grid(const gpu::Device& device, test::FlowStage& stage, render::DensityPass& pass,
                 const scene::FrameInputs& inputs) {
  const gpu::Frame frame = stage.ring().begin();
  const scene::CameraFrame camera = scene::frame_of(inputs.camera, inputs.size, 0);
  pass.compute(stage.frame_of(frame, inputs, camera));
  stage.ring().end(frame);
  stage.ring().finish();
  const gpu::Buffer cells(device, k_side * k_side * 4, 0, gpu::MemoryUse::readback, "cells"),
      exponents(device, k_side * k_side * 4, 0, gpu::MemoryUse::readback, "exponents");
  constexpr gpu::ImageState k_general{VK_PIPELINE_STAGE_2_ALL_COMMANDS_BIT,
                                      VK_ACCESS_2_MEMORY_WRITE_BIT, VK_IMAGE_LAYOUT_GENERAL};
  constexpr gpu::ImageState k_read{VK_PIPELINE_STAGE_2_ALL_TRANSFER_BIT,
                                   VK_ACCESS_2_TRANSFER_READ_BIT, VK_IMAGE_LAYOUT_GENERAL};
  device.submit_now([&](VkCommandBuffer commands) {
    const VkBufferCopy all{0, 0, cells.size()};
    vkCmdCopyBuffer(commands, pass.cells().handle(), cells.handle(), 1, &all);
    gpu::change_image(commands, pass.result().handle(), k_general, k_read);
    const VkBufferImageCopy region{.imageSubresource = {VK_IMAGE_ASPECT_COLOR_BIT, 0, 0, 1},
                                   .imageExtent = {k_side, k_side, 1}};
    vkCmdCopyImageToBuffer(commands, pass.result().handle(), VK_IMAGE_LAYOUT_GENERAL,
                           exponents.handle(), 1, &region);
    gpu::transfer_writes_before_host(commands);
  });
  return {bytes_as<uint32_t>(cells), bytes_as<float>(exponents), pass.step_amount()};
}

scene::FrameInputs inputs_of(double range_m) {
  scene::FrameInputs inputs;
  inputs.time = time::from_calendar({2025, 3, 1});
  inputs.camera = {48, 42, range_m, 0, 0};
  inputs.size = {64, 36};
  inputs.settings.layers.density = true;
  return inputs;
}

}  // namespace

TEST_CASE("the sum over the density's grid is the mean amount on the way, spread or not") {
  const test::NoValidationErrors watch;
  const auto device = test::make_device();
  const scene::FlowTracks tracks = tracks_with_amounts(12);
  test::FlowStage stage(*device, tracks);
  render::DensityPass pass(stage.setup(), tracks);
  for (const double range_m : {9e6, 4.4e6, 2.2e6}) {
    const scene::FrameInputs inputs = inputs_of(range_m);
    const double total =
        scene::density_amounts(tracks, scene::flow_moment(tracks, inputs), 30).total;
    const Grid grid = filled_grid(*device, stage, pass, inputs);
    // Each part of a journey is rounded to a step.
    const double rounding = grid.step * 12 * scene::DensityFlow::k_parts;
    CHECK(std::abs(grid.amount_in_cells() - total) <= rounding);
    CHECK(rounding < 1e-3 * total);
    double spread = 0;
    for (uint32_t row = 0; row < k_side; ++row)
      for (uint32_t column = 0; column < k_side; ++column)
        spread += std::pow(10.0, grid.exponents[row * k_side + column]) / 1000 *
                  scene::cell_area_km2(scene::density_grid(inputs.camera), row);
    CHECK(spread == doctest::Approx(total).epsilon(0.01));
  }
}

TEST_CASE("the density does not depend on what was shown before; filters show in it at once") {
  const test::NoValidationErrors watch;
  const auto device = test::make_device();
  const scene::FlowTracks tracks = tracks_with_amounts(8);
  test::FlowStage stage(*device, tracks);
  render::DensityPass pass(stage.setup(), tracks), fresh(stage.setup(), tracks);
  const scene::FrameInputs inputs = inputs_of(2.2e6);
  const Grid first = filled_grid(*device, stage, pass, inputs);
  scene::FrameInputs others = inputs_of(600'000);
  others.time.ms += 40 * time::k_ms_per_day;
  filled_grid(*device, stage, pass, others);
  others = inputs;
  others.settings.hidden = {tracks.flows[0].corridor_id};
  const Grid without = filled_grid(*device, stage, pass, others);
  CHECK(without.amount_in_cells() < 0.99 * first.amount_in_cells());
  const Grid again = filled_grid(*device, stage, pass, inputs);
  CHECK(again.cells == first.cells);
  CHECK(again.exponents == first.exponents);
  CHECK(filled_grid(*device, stage, fresh, inputs).exponents == first.exponents);
  // A journey's amount lies in the cells of its places.
  const scene::DensityGrid grid = scene::density_grid(inputs.camera);
  const auto places = scene::journey_places(tracks.timetables[3], 64);
  for (size_t i = 1; i + 1 < places.size(); ++i) {
    const auto column = uint32_t((places[i].x - grid.west_deg()) / grid.cell_lon_deg);
    const auto row = uint32_t((places[i].y - grid.south_deg()) / grid.cell_lat_deg);
    REQUIRE(std::max(column, row) < k_side);
    CHECK(first.exponents[row * k_side + column] > 0);
  }
}

TEST_CASE("the density of nothing is clear everywhere") {
  const auto device = test::make_device();
  const scene::FlowTracks tracks = tracks_with_amounts(2);
  test::FlowStage stage(*device, tracks);
  render::DensityPass pass(stage.setup(), tracks);
  scene::FrameInputs inputs = inputs_of(2.2e6);
  inputs.time = time::from_calendar({1999, 1, 1});
  const Grid grid = filled_grid(*device, stage, pass, inputs);
  CHECK(grid.amount_in_cells() == 0);
  CHECK(*std::max_element(grid.exponents.begin(), grid.exponents.end()) < -5);
}
