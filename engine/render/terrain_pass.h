// Draws land and sea floor, and the water's surface over it, from the tiles of a TerrainStore.
#pragma once
#include <array>
#include <vector>

#include "gpu/pipeline.h"
#include "render/flood_texture.h"
#include "render/pass_context.h"
#include "render/shore_texture.h"
#include "render/terrain_store.h"

namespace caspian::render {

class TerrainPass {
 public:
  TerrainPass(const PassSetup& setup, const geo::HeightField& heights,
              const std::vector<scene::MapLineLevel>& lakes = {},
              const std::vector<scene::CoastLine>& coast = {});

  /// Outside drawing: tiles and uniforms of the frame.
  void prepare(const PassFrame& frame);
  void draw_ground(const PassFrame& frame);
  /// The ground alone, into a picking target (shared/pick.h): it hides and has no id.
  void draw_pick_ground(const PassFrame& frame);
  /// The ground through a fragment shader of one's own: for checks.
  gpu::GraphicsPipelineInfo pipeline_for(const PassSetup& setup,
                                         std::span<const uint32_t> fragment) const;
  void draw_ground_with(const PassFrame& frame, const gpu::Pipeline& pipeline);
  /// After all that lies under water. Draws nothing where the surface would not be seen.
  void draw_water(const PassFrame& frame);

  const TerrainStore& store() const { return store_; }
  /// Set 1 as the ground is drawn with, for passes that lie on it; of the frame last prepared.
  VkDescriptorSetLayout layout() const { return layout_.handle(); }
  VkDescriptorSet binding_of(const DrawnTile& tile) const { return bindings_[tile.relief]; }
  /// How include/water.glsl finds the shore in a frame, and the specialization constants of each
  /// such way.
  static constexpr size_t k_shore_ways = 4;
  size_t shore_way(const PassFrame& frame) const;
  static std::vector<int32_t> shore_constants(size_t way) {
    return {int32_t(way & 1), int32_t(way >> 1)};
  }

 private:
  /// With the Caspian at the data's level, or at another one; with a near shore or without.
  struct Pipelines {
    Pipelines(const PassSetup& setup, VkDescriptorSetLayout layout, int sea_moves,
              int shore_is_near);
    gpu::Pipeline ground, water, waves;  // waves: water with them
  };
  const Pipelines& pipelines(const PassFrame& frame) const;
  void draw(const PassFrame& frame, const gpu::Pipeline& pipeline, bool is_water);

  TerrainStore store_;
  gpu::DeviceImage tints_;
  FloodTexture flooding_;
  ShoreTexture near_shore_;
  const geo::HeightField& heights_;
  gpu::Sampler tint_sampler_;
  gpu::BindingLayout layout_;
  std::array<Pipelines, k_shore_ways> pipelines_;  // sea_moves + 2 * shore_is_near
  gpu::Pipeline pick_ground_;
  std::vector<VkDescriptorSet> bindings_;  // set 1 of this frame, for every relief texture
};

}  // namespace caspian::render
