// Tables, the three compute passes, and the drape over the terrain's tiles.
#include "render/density_pass.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstring>

#include "caspian_shaders.h"
#include "geo/polyline.h"
#include "gpu/barriers.h"
#include "render/frame_target.h"

namespace caspian::render {
namespace {

using scene::DensityGrid;

constexpr VkDescriptorType k_storage = VK_DESCRIPTOR_TYPE_STORAGE_BUFFER;
constexpr uint32_t k_side = DensityGrid::k_side;
constexpr double k_most_steps = 0x1p31;   // the sum of all cells fits 32 bits
constexpr uint32_t k_most_samples = 128;  // per part
static_assert(shared::k_density_parts == scene::DensityFlow::k_parts);

constexpr gpu::ImageState k_written{VK_PIPELINE_STAGE_2_COMPUTE_SHADER_BIT,
                                    VK_ACCESS_2_SHADER_STORAGE_WRITE_BIT, VK_IMAGE_LAYOUT_GENERAL};

std::array<gpu::Binding, 8> work_slots() {
  std::array<gpu::Binding, 8> all;
  for (uint32_t i = 0; i < all.size(); ++i)
    all[i] = {.slot = i, .type = k_storage, .stages = VK_SHADER_STAGE_COMPUTE_BIT};
  all[0].type = VK_DESCRIPTOR_TYPE_UNIFORM_BUFFER;
  all[5].type = all[7].type = VK_DESCRIPTOR_TYPE_STORAGE_IMAGE;
  all[6].type = VK_DESCRIPTOR_TYPE_COMBINED_IMAGE_SAMPLER;
  for (const uint32_t slot : {5, 6, 7}) all[slot].layout = VK_IMAGE_LAYOUT_GENERAL;
  return all;
}

std::array<gpu::Binding, 2> draw_slots() {
  return {gpu::Binding{.slot = 0, .type = VK_DESCRIPTOR_TYPE_UNIFORM_BUFFER},
          gpu::Binding{.slot = 1,
                       .type = VK_DESCRIPTOR_TYPE_COMBINED_IMAGE_SAMPLER,
                       .stages = VK_SHADER_STAGE_FRAGMENT_BIT,
                       .layout = VK_IMAGE_LAYOUT_GENERAL}};
}

gpu::DeviceImage grid_image(const gpu::Device& device, const char* name) {
  return gpu::DeviceImage(device,
                          {.extent = {k_side, k_side},
                           .format = VK_FORMAT_R32_SFLOAT,
                           .usage = VK_IMAGE_USAGE_STORAGE_BIT | VK_IMAGE_USAGE_SAMPLED_BIT |
                                    VK_IMAGE_USAGE_TRANSFER_SRC_BIT,
                           .name = name});
}

/// Smooth where the device can.
gpu::Filter grid_filter(const gpu::Device& device) {
  VkFormatProperties properties;
  vkGetPhysicalDeviceFormatProperties(device.physical(), VK_FORMAT_R32_SFLOAT, &properties);
  const bool is_linear =
      properties.optimalTilingFeatures & VK_FORMAT_FEATURE_SAMPLED_IMAGE_FILTER_LINEAR_BIT;
  return is_linear ? gpu::Filter::linear : gpu::Filter::nearest;
}

gpu::Pipeline make_drape(const PassSetup& setup, VkDescriptorSetLayout layout) {
  gpu::GraphicsPipelineInfo info{.vertex = shader_code("density.vert"),
                                 .fragment = shader_code("density.frag"),
                                 .sets = {setup.frame_layout, layout},
                                 .push_constant_bytes = sizeof(shared::TerrainTile),
                                 .blend = gpu::Blend::premultiplied,
                                 .depth = gpu::DepthUse::test,
                                 .colour_format = k_colour_format,
                                 .depth_format = k_depth_format,
                                 .name = "density"};
  add_tile_vertices(info);
  return gpu::Pipeline(setup.device, info);
}

double length_km(const scene::Timetable& timetable) {
  double metres = 0;
  for (size_t i = 1; i < timetable.vertices.size(); ++i)
    metres += glm::distance(timetable.vertices[i - 1].base_m, timetable.vertices[i].base_m);
  return metres / 1000;
}

}  // namespace

DensityPass::Made::Made(const PassSetup& setup, const scene::FlowTracks& tracks)
    : places(setup.device,
             std::max<size_t>(tracks.timetables.size(), 1) * (shared::k_density_intervals + 1) *
                 sizeof(glm::vec2),
             VK_BUFFER_USAGE_STORAGE_BUFFER_BIT, gpu::MemoryUse::upload, "density places"),
      cells(setup.device, VkDeviceSize{k_side} * k_side * sizeof(uint32_t),
            VK_BUFFER_USAGE_STORAGE_BUFFER_BIT, gpu::MemoryUse::gpu, "density cells"),
      spread(grid_image(setup.device, "density spread")),
      result(grid_image(setup.device, "density result")),
      nearest(setup.device, gpu::Filter::nearest),
      smooth(setup.device, grid_filter(setup.device)),
      work_layout(setup.device, work_slots(), "density work"),
      draw_layout(setup.device, draw_slots(), "density draw"),
      drape(make_drape(setup, draw_layout.handle())) {
  const auto compute = [&](const char* shader) {
    return gpu::Pipeline(setup.device, shader_code(shader), {work_layout.handle()}, 0, shader);
  };
  deposit = compute("density_deposit.comp");
  spread_x = compute("density_spread_x.comp");
  spread_y = compute("density_spread_y.comp");
  std::byte* out = places.mapped();
  for (const scene::Timetable& timetable : tracks.timetables) {
    const auto along = scene::journey_places(timetable, shared::k_density_intervals);
    std::memcpy(out, along.data(), along.size() * sizeof(glm::vec2));
    out += along.size() * sizeof(glm::vec2);
    lengths_km.push_back(length_km(timetable));
  }
}

shared::DensityUniforms DensityPass::uniforms(const PassFrame& frame,
                                              const DensityGrid& grid) const {
  const double deviation_km = grid.spread_km / 2.3548;  // of a bell by its width at half height
  const double km_per_deg = 6371.0088 * 3.14159265358979 / 180;
  const double area = km_per_deg * grid.cell_lat_deg * km_per_deg * grid.cell_lon_deg / 1000;
  const double per_step = step_amount_ * (is_gas_ ? 1000 : 1);  // bcm are told in million m3
  const scene::DensityScale scale = scene::density_scale(grid, is_gas_);
  const auto colours = scene::density_colours(frame.theme);
  const bool is_light = frame.theme.id == scene::ThemeId::map;
  shared::DensityUniforms result{
      .box = glm::vec4(grid.west_deg(), grid.south_deg(), grid.cell_lon_deg, grid.cell_lat_deg),
      .spread = glm::vec4(deviation_km / (km_per_deg * grid.cell_lon_deg),
                          deviation_km / (km_per_deg * grid.cell_lat_deg), area, per_step),
      .scale = glm::vec4(scale.low, scene::DensityScale::k_decades, is_light ? 0.86f : 0.9f, 0),
      .side = k_side};
  for (size_t i = 0; i < colours.size(); ++i) result.colours[i] = glm::vec4(colours[i], 1);
  return result;
}

void DensityPass::compute(const PassFrame& frame) {
  const scene::FlowMoment moment = scene::flow_moment(tracks_, frame.inputs);
  const scene::ViewSettings& settings = frame.inputs.settings;
  const Key key{.time = moment.time,
                .window_days = settings.density_window_days,
                .variant = settings.variant,
                .hidden = settings.hidden,
                .filter = settings.filter,
                .grid = scene::density_grid(frame.inputs.camera)};
  const bool is_known = key_ == key;
  if (!made_) made_.emplace(setup_, tracks_);
  scene::DensityAmounts amounts;
  if (!is_known) {
    amounts = scene::density_amounts(tracks_, moment, settings.density_window_days);
    is_gas_ = amounts.is_gas;
    step_amount_ =
        amounts.total > 0 ? std::exp2(std::ceil(std::log2(amounts.total / k_most_steps))) : 1;
  }
  const shared::DensityUniforms values = uniforms(frame, key.grid);
  uniforms_ = frame.arena.store(std::span(&values, 1));
  if (!is_known) fill(frame, key.grid, amounts);
  key_ = key;
}

void DensityPass::fill(const PassFrame& frame, const DensityGrid& grid,
                       const scene::DensityAmounts& amounts) {
  std::vector<shared::DensityEntry> entries;
  std::vector<uint32_t> steps;
  uint32_t most_samples = 1;
  const double cell_km = grid.spread_km / 4.71;
  for (const scene::DensityFlow& flow : amounts.flows) {
    // Half a cell from place to place, on average.
    const double wanted =
        made_->lengths_km[flow.timetable] / (0.5 * cell_km) / scene::DensityFlow::k_parts;
    const auto samples =
        static_cast<uint32_t>(std::clamp(std::ceil(wanted), 1.0, double(k_most_samples)));
    most_samples = std::max(most_samples, samples);
    entries.push_back({flow.timetable * (shared::k_density_intervals + 1), samples, 0, 0});
    for (const double part : flow.parts)
      steps.push_back(static_cast<uint32_t>(std::llround(part / step_amount_)));
  }
  const std::array<gpu::Binding, 8> bindings = [&] {
    std::array<gpu::Binding, 8> all = work_slots();
    all[0] = gpu::bind_slice(0, VK_DESCRIPTOR_TYPE_UNIFORM_BUFFER, uniforms_);
    all[1] = gpu::bind_slice(1, k_storage, frame.arena.store(entries));
    all[2] = gpu::bind_slice(2, k_storage, frame.arena.store(steps));
    all[3].buffer = made_->places.handle();
    all[4].buffer = made_->cells.handle();
    all[5].view = all[6].view = made_->spread.view();
    all[6].sampler = made_->nearest.handle();
    all[7].view = made_->result.view();
    return all;
  }();
  const VkCommandBuffer commands = frame.commands;
  const VkDescriptorSet set = frame.arena.bind(made_->work_layout.handle(), bindings);
  const auto run = [&](const gpu::Pipeline& pipeline, uint32_t across, uint32_t down) {
    vkCmdBindPipeline(commands, VK_PIPELINE_BIND_POINT_COMPUTE, pipeline.handle());
    vkCmdBindDescriptorSets(commands, VK_PIPELINE_BIND_POINT_COMPUTE, pipeline.layout(), 0, 1, &set,
                            0, nullptr);
    vkCmdDispatch(commands, across, down, 1);
  };
  gpu::earlier_reads_before_compute_writes(commands);
  if (!made_->is_in_layout)
    for (const gpu::DeviceImage* image : {&made_->spread, &made_->result})
      gpu::change_image(commands, image->handle(), gpu::k_discarded, k_written);
  made_->is_in_layout = true;
  vkCmdFillBuffer(commands, made_->cells.handle(), 0, VK_WHOLE_SIZE, 0);
  gpu::transfer_writes_before_compute(commands);
  const uint32_t groups = (most_samples * shared::k_density_parts + 255) / 256;
  if (!entries.empty()) run(made_->deposit, groups, uint32_t(entries.size()));
  gpu::compute_writes_before_compute(commands);
  run(made_->spread_x, k_side / 256, k_side);
  gpu::compute_writes_before_compute(commands);
  run(made_->spread_y, k_side / 256, k_side);
  gpu::compute_writes_before_draws(commands);
}

void DensityPass::draw(const PassFrame& frame, const TerrainStore& terrain) const {
  std::array<gpu::Binding, 2> bindings = draw_slots();
  bindings[0] = gpu::bind_slice(0, VK_DESCRIPTOR_TYPE_UNIFORM_BUFFER, uniforms_);
  bindings[1].view = made_->result.view();
  bindings[1].sampler = made_->smooth.handle();
  const VkDescriptorSet sets[] = {frame.frame_set,
                                  frame.arena.bind(made_->draw_layout.handle(), bindings)};
  const VkCommandBuffer commands = frame.commands;
  const gpu::Pipeline& drape = made_->drape;
  vkCmdBindPipeline(commands, VK_PIPELINE_BIND_POINT_GRAPHICS, drape.handle());
  vkCmdBindDescriptorSets(commands, VK_PIPELINE_BIND_POINT_GRAPHICS, drape.layout(), 0, 2, sets, 0,
                          nullptr);
  terrain.bind_indices(commands);
  for (const DrawnTile& tile : terrain.tiles()) {
    vkCmdPushConstants(commands, drape.layout(), drape.push_stages(), 0,
                       sizeof(shared::TerrainTile), &tile.push);
    terrain.draw_tile(commands, tile, false);
  }
}

}  // namespace caspian::render
