// The cells of the frame's tiles go to the device with every frame: some hundred kilobytes.
#include "render/fill_pass.h"

#include <algorithm>
#include <array>
#include <cstddef>

#include "caspian_shaders.h"
#include "render/frame_target.h"
#include "scene/organizations.h"
#include "scene/overlay_style.h"
#include "scene/terrain_mesh.h"

namespace caspian::render {
namespace {

using scene::FillTile;

static_assert(sizeof(FillTile::Cell) == 8 && sizeof(FillTile::Entry) == 12);
static_assert(scene::k_fill_cells == shared::k_fill_side);
static_assert(float(scene::k_fill_reach_m) == shared::k_fill_reach_m);

constexpr VkDescriptorType k_storage = VK_DESCRIPTOR_TYPE_STORAGE_BUFFER;

std::array<gpu::Binding, 4> slots() {
  std::array<gpu::Binding, 4> all;
  for (uint32_t i = 0; i < all.size(); ++i)
    all[i] = {.slot = i, .type = k_storage, .stages = VK_SHADER_STAGE_FRAGMENT_BIT};
  return all;
}

gpu::GraphicsPipelineInfo pipeline_info(const PassSetup& setup, const TerrainPass& terrain,
                                        VkDescriptorSetLayout own, size_t shore_way) {
  gpu::GraphicsPipelineInfo info{.vertex = shader_code("fill.vert"),
                                 .fragment = shader_code("fill.frag"),
                                 .sets = {setup.frame_layout, terrain.layout(), own},
                                 .push_constant_bytes = sizeof(shared::FillPush),
                                 .constants = TerrainPass::shore_constants(shore_way),
                                 .blend = gpu::Blend::premultiplied,
                                 .depth = gpu::DepthUse::test,
                                 .colour_format = k_colour_format,
                                 .depth_format = k_depth_format,
                                 .name = "fills"};
  add_tile_vertices(info);
  return info;
}

std::vector<scene::FillShape> shapes_of(const std::vector<scene::CountryShape>& countries) {
  std::vector<scene::FillShape> shapes;
  auto shores = scene::shores_of(countries);
  for (size_t i = 0; i < countries.size(); ++i)
    shapes.push_back({countries[i].rings, std::move(shores[i])});
  return shapes;
}

/// One per feature, so that they are counted alike; only polygons have rings.
std::vector<scene::FillShape> shapes_of(const dataset::OverlayLayer& layer) {
  std::vector<scene::FillShape> shapes;
  for (const dataset::OverlayFeature& feature : layer.features) {
    scene::FillShape& shape = shapes.emplace_back();
    if (feature.shape == dataset::OverlayShape::polygons) shape.rings = feature.parts;
  }
  return shapes;
}

template <typename T>
uint32_t append(std::vector<T>& all, const std::vector<T>& more) {
  const auto first = static_cast<uint32_t>(all.size());
  all.insert(all.end(), more.begin(), more.end());
  return first;
}

}  // namespace

FillPass::Made::Made(const PassSetup& setup, const scene::SceneGeometry& scene,
                     const TerrainPass& terrain)
    : layout(setup.device, slots(), "fill layout"), countries(shapes_of(scene.countries)) {
  for (size_t way = 0; way < pipelines.size(); ++way)
    pipelines[way] =
        gpu::Pipeline(setup.device, pipeline_info(setup, terrain, layout.handle(), way));
  for (const dataset::OverlayLayer& layer : scene.overlays) overlays.emplace_back(shapes_of(layer));
}

void FillPass::prepare(const PassFrame& frame) {
  draws_.clear();
  const scene::ViewSettings& settings = frame.inputs.settings;
  const std::vector<glm::vec4> tints =
      scene::country_tints(scene_.dataset, scene_.countries, frame.inputs, frame.theme);
  const bool has_overlays = settings.layers.overlays && !scene_.overlays.empty();
  if (tints.empty() && !has_overlays) return;
  if (!made_) made_.emplace(setup_, scene_, terrain_);
  if (!tints.empty())
    add(frame, made_->countries, tints, shared::k_fill_on_land | shared::k_fill_side_by_side);
  if (!has_overlays) return;
  for (size_t i = 0; i < scene_.overlays.size(); ++i) {
    const std::vector<glm::vec4> styles =
        scene::overlay_fills(scene_.overlays[i], i, settings.highlight, frame.theme);
    if (!styles.empty()) add(frame, made_->overlays[i], styles, 0);
  }
}

void FillPass::add(const PassFrame& frame, scene::FillTiles& tiles,
                   std::span<const glm::vec4> styles, uint32_t flags) {
  std::vector<FillTile::Cell> cells;
  std::vector<FillTile::Entry> entries;
  std::vector<glm::vec4> edges;
  const size_t begin = draws_.size();
  for (const DrawnTile& drawn : terrain_.store().tiles()) {
    const FillTile& tile = tiles.tile(drawn.key);
    if (std::none_of(tile.shapes.begin(), tile.shapes.end(),
                     [&](uint32_t shape) { return styles[shape].a != 0; }))
      continue;
    const shared::FillPush push{.tile = drawn.push,
                                .first_cell = append(cells, tile.cells),
                                .first_entry = append(entries, tile.entries),
                                .first_edge = append(edges, tile.edges),
                                .flags = flags};
    draws_.push_back({&drawn, VK_NULL_HANDLE, push});
  }
  tiles.forget_unused();
  if (draws_.size() == begin) return;
  std::array<gpu::Binding, 4> bindings = slots();
  bindings[0] = gpu::bind_slice(0, k_storage, frame.arena.store(cells));
  bindings[1] = gpu::bind_slice(1, k_storage, frame.arena.store(entries));
  bindings[2] = gpu::bind_slice(2, k_storage, frame.arena.store(edges));
  bindings[3] = gpu::bind_slice(3, k_storage, frame.arena.store(styles));
  const VkDescriptorSet set = frame.arena.bind(made_->layout.handle(), bindings);
  for (size_t i = begin; i < draws_.size(); ++i) draws_[i].set = set;
}

void FillPass::draw(const PassFrame& frame) const {
  if (draws_.empty()) return;
  const VkCommandBuffer commands = frame.commands;
  const gpu::Pipeline& pipeline = made_->pipelines[terrain_.shore_way(frame)];
  const TerrainStore& store = terrain_.store();
  vkCmdBindPipeline(commands, VK_PIPELINE_BIND_POINT_GRAPHICS, pipeline.handle());
  store.bind_indices(commands);
  for (const Draw& draw : draws_) {
    const VkDescriptorSet sets[] = {frame.frame_set, terrain_.binding_of(*draw.tile), draw.set};
    vkCmdBindDescriptorSets(commands, VK_PIPELINE_BIND_POINT_GRAPHICS, pipeline.layout(), 0, 3,
                            sets, 0, nullptr);
    vkCmdPushConstants(commands, pipeline.layout(), pipeline.push_stages(), 0,
                       sizeof(shared::FillPush), &draw.push);
    store.draw_tile(commands, *draw.tile, false);
  }
}

}  // namespace caspian::render
