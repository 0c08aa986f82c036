// Draws land and sea floor, and the water's surface over it, from the tiles of a TerrainStore.
#pragma once
#include <array>

#include "gpu/pipeline.h"
#include "render/pass_context.h"
#include "render/terrain_store.h"

namespace caspian::render {

/// Set 1 of a frame for terrain and sea: theme and light, and one of the two relief textures.
struct TerrainBindings {
  VkDescriptorSet primary = VK_NULL_HANDLE, extended = VK_NULL_HANDLE;
};

class TerrainPass {
 public:
  TerrainPass(const PassSetup& setup, const geo::HeightField& heights,
              const std::vector<scene::MapLineLevel>& lakes = {});

  /// Outside drawing: tiles and uniforms of the frame.
  void prepare(const PassFrame& frame);
  void draw_ground(const PassFrame& frame);
  /// The ground alone, into a picking target (shared/pick.h): it hides and has no id.
  void draw_pick_ground(const PassFrame& frame);
  /// After all that lies under water. Draws nothing where the surface would not be seen.
  void draw_water(const PassFrame& frame);

  const TerrainStore& store() const { return store_; }

 private:
  void draw(const PassFrame& frame, const gpu::Pipeline& pipeline, bool is_water);

  TerrainStore store_;
  gpu::DeviceImage tints_;
  gpu::Sampler tint_sampler_;
  gpu::BindingLayout layout_;
  gpu::Pipeline ground_, water_, pick_ground_;
  TerrainBindings bindings_;
};

}  // namespace caspian::render
