// Recording of ground and water.
#include "render/terrain_pass.h"

#include <algorithm>

#include "caspian_shaders.h"
#include "render/frame_target.h"
#include "render/terrain_uniforms.h"

namespace caspian::render {
namespace {

// Steeper views than this show nothing of the sky in the water (sea.frag).
constexpr float k_upright_without_sheen = 0.5f;

gpu::Binding texture_slot(uint32_t slot, VkImageView view, VkSampler sampler) {
  return {.slot = slot,
          .type = VK_DESCRIPTOR_TYPE_COMBINED_IMAGE_SAMPLER,
          .stages = VK_SHADER_STAGE_FRAGMENT_BIT,
          .view = view,
          .sampler = sampler};
}

std::array<gpu::Binding, 5> slots() {
  return {gpu::Binding{.slot = 0, .type = VK_DESCRIPTOR_TYPE_UNIFORM_BUFFER},
          texture_slot(1, VK_NULL_HANDLE, VK_NULL_HANDLE),
          texture_slot(2, VK_NULL_HANDLE, VK_NULL_HANDLE),
          texture_slot(3, VK_NULL_HANDLE, VK_NULL_HANDLE),
          texture_slot(4, VK_NULL_HANDLE, VK_NULL_HANDLE)};
}

gpu::DeviceImage make_tints(const gpu::Device& device) {
  const TintTexels tints = make_tint_texels();
  const std::span<const std::byte> bytes = std::as_bytes(std::span(tints.texels));
  return gpu::make_texture(device, {tints.width, tints.height}, VK_FORMAT_R16G16B16A16_UNORM,
                           {&bytes, 1}, "terrain tints");
}

gpu::GraphicsPipelineInfo pipeline_info(const PassSetup& setup, VkDescriptorSetLayout layout) {
  gpu::GraphicsPipelineInfo info{.sets = {setup.frame_layout, layout},
                                 .push_constant_bytes = sizeof(shared::TerrainTile),
                                 .colour_format = k_colour_format,
                                 .depth_format = k_depth_format};
  add_tile_vertices(info);
  return info;
}

gpu::GraphicsPipelineInfo ground_info(const PassSetup& setup, VkDescriptorSetLayout layout,
                                      std::vector<int32_t> constants) {
  gpu::GraphicsPipelineInfo info = pipeline_info(setup, layout);
  info.constants = std::move(constants);
  info.vertex = shader_code("terrain.vert");
  info.fragment = shader_code("terrain.frag");
  info.name = "terrain";
  return info;
}

gpu::GraphicsPipelineInfo pick_info(const PassSetup& setup, VkDescriptorSetLayout layout) {
  gpu::GraphicsPipelineInfo info = pipeline_info(setup, layout);
  info.vertex = shader_code("terrain.vert");
  info.fragment = shader_code("pick_ground.frag");
  info.colour_format = k_pick_format;
  info.name = "terrain under picking";
  return info;
}

gpu::GraphicsPipelineInfo water_info(const PassSetup& setup, VkDescriptorSetLayout layout,
                                     std::vector<int32_t> constants) {
  gpu::GraphicsPipelineInfo info = pipeline_info(setup, layout);
  info.constants = std::move(constants);
  info.vertex = shader_code("sea.vert");
  info.fragment = shader_code("sea.frag");
  info.blend = gpu::Blend::premultiplied;
  info.depth = gpu::DepthUse::test;
  info.name = "sea";
  return info;
}

}  // namespace

TerrainPass::TerrainPass(const PassSetup& setup, const geo::HeightField& heights,
                         const std::vector<scene::MapLineLevel>& lakes,
                         const std::vector<scene::CoastLine>& coast)
    : store_(setup.device, heights, lakes),
      tints_(make_tints(setup.device)),
      flooding_(setup.device, heights.flooding()),
      near_shore_(setup.device, coast),
      heights_(heights),
      tint_sampler_(setup.device, gpu::Filter::linear),
      layout_(setup.device, slots(), "terrain layout"),
      pipelines_{Pipelines(setup, layout_.handle(), 0, 0), Pipelines(setup, layout_.handle(), 1, 0),
                 Pipelines(setup, layout_.handle(), 0, 1),
                 Pipelines(setup, layout_.handle(), 1, 1)},
      pick_ground_(setup.device, pick_info(setup, layout_.handle())) {}

void TerrainPass::prepare(const PassFrame& frame) {
  store_.prepare(frame);
  near_shore_.prepare(frame, heights_);
  shared::TerrainUniforms uniforms = make_terrain_uniforms(frame, store_.data_box());
  const VkSampler sampler = store_.sampler(frame.inputs.camera.tilt_deg);
  const std::span<const TerrainStore::Relief> reliefs = store_.reliefs();
  bindings_.clear();
  for (const TerrainStore::Relief& relief : reliefs) {
    // Of the extended relief, the last one, no tile lies in the Caspian's basin.
    uniforms.flooding =
        &relief == &reliefs.back() ? FloodTexture::outside() : flooding_.from_relief(relief.frame);
    uniforms.near_shore = near_shore_.from_relief(relief.frame);
    const gpu::ArenaSlice slice =
        frame.arena.store(std::span<const shared::TerrainUniforms>(&uniforms, 1));
    const std::array<gpu::Binding, 5> bindings{
        gpu::bind_slice(0, VK_DESCRIPTOR_TYPE_UNIFORM_BUFFER, slice),
        texture_slot(1, relief.image.view(), sampler),
        texture_slot(2, tints_.view(), tint_sampler_.handle()),
        texture_slot(3, flooding_.view(), sampler),
        texture_slot(4, near_shore_.view(), tint_sampler_.handle())};
    bindings_.push_back(frame.arena.bind(layout_.handle(), bindings));
  }
}

TerrainPass::Pipelines::Pipelines(const PassSetup& setup, VkDescriptorSetLayout layout,
                                  int sea_moves, int shore_is_near)
    : ground(setup.device, ground_info(setup, layout, {sea_moves, shore_is_near})),
      water(setup.device, water_info(setup, layout, {sea_moves, shore_is_near, 0})),
      waves(setup.device, water_info(setup, layout, {sea_moves, shore_is_near, 1})) {}

size_t TerrainPass::shore_way(const PassFrame& frame) const {
  const bool sea_moves = scene::sea_level_of(frame.inputs) != geo::k_caspian_surface_m;
  return (sea_moves ? 1u : 0u) + (near_shore_.is_used() ? 2u : 0u);
}

const TerrainPass::Pipelines& TerrainPass::pipelines(const PassFrame& frame) const {
  return pipelines_[shore_way(frame)];
}

void TerrainPass::draw_ground(const PassFrame& frame) {
  draw(frame, pipelines(frame).ground, false);
}

void TerrainPass::draw_pick_ground(const PassFrame& frame) {
  draw(frame, pick_ground_, false);
}

gpu::GraphicsPipelineInfo TerrainPass::pipeline_for(const PassSetup& setup,
                                                    std::span<const uint32_t> fragment) const {
  gpu::GraphicsPipelineInfo info = pipeline_info(setup, layout_.handle());
  info.vertex = shader_code("terrain.vert");
  info.fragment = fragment;
  info.name = "terrain, otherwise";
  return info;
}

void TerrainPass::draw_ground_with(const PassFrame& frame, const gpu::Pipeline& pipeline) {
  draw(frame, pipeline, false);
}

void TerrainPass::draw_water(const PassFrame& frame) {
  const scene::ViewSettings& settings = frame.inputs.settings;
  if (settings.layers.sea && settings.sea_opacity > 0 && frame.theme.sheen > 0)
    draw(frame, settings.layers.waves ? pipelines(frame).waves : pipelines(frame).water, true);
}

void TerrainPass::draw(const PassFrame& frame, const gpu::Pipeline& pipeline, bool is_water) {
  const VkCommandBuffer commands = frame.commands;
  vkCmdBindPipeline(commands, VK_PIPELINE_BIND_POINT_GRAPHICS, pipeline.handle());
  store_.bind_indices(commands);
  VkDescriptorSet bound = VK_NULL_HANDLE;
  for (const DrawnTile& tile : store_.tiles()) {
    if (is_water && (!tile.has_sea || tile.least_upright > k_upright_without_sheen)) continue;
    const VkDescriptorSet relief = binding_of(tile);
    if (relief != bound) {
      const VkDescriptorSet sets[] = {frame.frame_set, relief};
      vkCmdBindDescriptorSets(commands, VK_PIPELINE_BIND_POINT_GRAPHICS, pipeline.layout(), 0, 2,
                              sets, 0, nullptr);
      bound = relief;
    }
    vkCmdPushConstants(commands, pipeline.layout(), pipeline.push_stages(), 0,
                       sizeof(shared::TerrainTile), &tile.push);
    store_.draw_tile(commands, tile, !is_water);
  }
}

}  // namespace caspian::render
