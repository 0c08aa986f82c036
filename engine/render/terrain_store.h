// Terrain on the device: relief textures, and the meshes of tiles used lately in one vertex buffer.
// Chooses a frame's tiles, builds and uploads those that are not there, and every frame how high
// their vertices stand.
#pragma once
#include <cstdint>
#include <memory>
#include <span>
#include <unordered_map>
#include <vector>

#include "gpu/buffer.h"
#include "gpu/image.h"
#include "gpu/pipeline.h"
#include "render/pass_context.h"
#include "scene/terrain_mesh.h"
#include "scene/terrain_surface.h"
#include "shared/terrain.h"

namespace caspian::render {

struct DrawnTile {
  scene::TileKey key;
  shared::TerrainTile push;
  VkDeviceSize mesh_offset = 0, heights_offset = 0;  // bytes in their buffers
  size_t relief = 0;                                 // index into TerrainStore::reliefs
  bool has_sea = false;                              // some of it may lie under water
  float least_upright = 1;  // cosine of the most grazing view of its surface, about
};

/// For pipelines that draw tiles: see shaders/include/terrain_place.glsl.
void add_tile_vertices(gpu::GraphicsPipelineInfo& info);

class TerrainStore {
 public:
  /// `lakes` are those among the lines, finest level first.
  TerrainStore(const gpu::Device& device, const geo::HeightField& heights,
               const std::vector<scene::MapLineLevel>& lakes);

  /// Outside drawing: uploads what the frame needs; earlier frames may still be read from.
  void prepare(const PassFrame& frame);
  /// The frame's tiles, nearest first.
  std::span<const DrawnTile> tiles() const { return tiles_; }
  struct Relief {
    scene::ReliefTexture frame;  // texels of the extended one only
    gpu::DeviceImage image;
  };
  /// Of a user's heights, if there are any; primary, extended: a tile has the first that holds it.
  std::span<const Relief> reliefs() const { return reliefs_; }
  /// Of the relief: sharper the more the view is tilted.
  VkSampler sampler(double tilt_deg) const;
  glm::vec4 data_box() const;

  /// Once before draw_tile.
  void bind_indices(VkCommandBuffer commands) const;
  /// The tile's surface; its skirt too where what is drawn is solid.
  void draw_tile(VkCommandBuffer commands, const DrawnTile& tile, bool with_skirt) const;

 private:
  struct Slot {
    uint32_t index = 0;
    uint64_t last_used = 0;
    glm::dvec3 origin_m{};
    float skirt_m = 0, highest_sea_level_m = 0;
  };
  uint32_t free_slot();
  void upload(const PassFrame& frame, std::span<const scene::TileKey> keys);
  DrawnTile drawn(const scene::SurfaceTile& tile, const Slot& slot, const PassFrame& frame) const;

  const gpu::Device& device_;
  const geo::HeightField& heights_;
  bool is_anisotropic_ = false;
  std::vector<Relief> reliefs_;
  std::unique_ptr<scene::TerrainSurface> surface_;
  std::vector<gpu::Sampler> samplers_;  // from straight down to the most grazing
  gpu::Buffer vertices_, indices_;
  uint32_t surface_indices_ = 0, all_indices_ = 0;
  gpu::ArenaSlice heights_slice_;  // of this frame's tiles
  std::unordered_map<scene::TileKey, Slot, scene::TileKeyHash> slots_;
  std::vector<uint32_t> free_;
  uint64_t frame_count_ = 0;
  std::vector<DrawnTile> tiles_;
};

}  // namespace caspian::render
