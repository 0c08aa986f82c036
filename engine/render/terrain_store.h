// Terrain on the device: relief textures, and the meshes of tiles used lately in one vertex buffer.
// Chooses a frame's tiles, builds and uploads those that are not there.
#pragma once
#include <cstdint>
#include <span>
#include <unordered_map>
#include <vector>

#include "gpu/buffer.h"
#include "gpu/image.h"
#include "render/pass_context.h"
#include "scene/terrain_mesh.h"
#include "scene/terrain_tiles.h"
#include "shared/terrain.h"

namespace caspian::render {

struct DrawnTile {
  scene::TileKey key;
  shared::TerrainTile push;
  int32_t first_vertex = 0;
  int density = 0;          // index into TerrainStore::parts
  bool is_primary = false;  // which relief texture
  bool has_sea = false;
  float least_upright = 1;  // cosine of the most grazing view of its surface, about
};

class TerrainStore {
 public:
  /// `lakes` are those among the lines, finest level first.
  TerrainStore(const gpu::Device& device, const geo::HeightField& heights,
               const std::vector<scene::MapLineLevel>& lakes);

  /// Outside drawing: uploads what the frame needs; earlier frames may still be read from.
  void prepare(const PassFrame& frame);
  /// The frame's tiles, nearest first.
  std::span<const DrawnTile> tiles() const { return tiles_; }
  const gpu::DeviceImage& primary_relief() const { return primary_; }
  const scene::ReliefTexture& primary_frame() const { return primary_frame_; }  // without texels
  const scene::ReliefTexture& extended_frame() const { return extended_frame_; }
  const gpu::DeviceImage& extended_relief() const { return extended_; }
  /// Of the relief: sharper the more the view is tilted.
  VkSampler sampler(double tilt_deg) const;
  glm::vec4 data_box() const;

  void bind_meshes(VkCommandBuffer commands) const;
  const scene::TileIndices::Part& part(int density) const { return parts_[size_t(density)]; }

 private:
  struct Slot {
    uint32_t index = 0;
    uint64_t last_used = 0;
    glm::dvec3 origin_m{};
    std::array<float, scene::k_tile_densities> height_error_m{}, curve_error_m{};
    bool has_sea = false;
  };
  uint32_t free_slot();
  void upload(const PassFrame& frame, std::span<const scene::TileKey> keys);
  DrawnTile drawn(const scene::ChosenTile& tile, const Slot& slot, const PassFrame& frame) const;

  const gpu::Device& device_;
  const geo::HeightField& heights_;
  scene::TileChooser chooser_;
  bool is_anisotropic_ = false;
  scene::ReliefTexture primary_frame_, extended_frame_;  // the extended one with its texels
  gpu::DeviceImage primary_, extended_;
  std::vector<gpu::Sampler> samplers_;  // from straight down to the most grazing
  gpu::Buffer vertices_, indices_;
  std::array<scene::TileIndices::Part, scene::k_tile_densities> parts_{};
  std::unordered_map<scene::TileKey, Slot, scene::TileKeyHash> slots_;
  std::vector<uint32_t> free_;
  uint64_t frame_count_ = 0;
  std::vector<DrawnTile> tiles_;
};

}  // namespace caspian::render
