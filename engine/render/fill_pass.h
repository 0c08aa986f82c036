// Areas draped over land and water as a tint that leaves the relief to be seen: the countries of an
// organization, and polygons of the user's layers. Nothing is made before something is filled.
#pragma once
#include <array>
#include <optional>
#include <vector>

#include "gpu/pipeline.h"
#include "render/pass_context.h"
#include "render/terrain_pass.h"
#include "scene/fill_tiles.h"
#include "scene/scene_geometry.h"
#include "shared/fill.h"

namespace caspian::render {

class FillPass {
 public:
  /// `scene` and `terrain` must outlive the pass.
  FillPass(const PassSetup& setup, const scene::SceneGeometry& scene, const TerrainPass& terrain)
      : setup_(setup), scene_(scene), terrain_(terrain) {}

  /// Outside drawing, after the terrain has been prepared.
  void prepare(const PassFrame& frame);
  /// Inside drawing, over the water and under the lines.
  void draw(const PassFrame& frame) const;

 private:
  struct Made {
    Made(const PassSetup& setup, const scene::SceneGeometry& scene, const TerrainPass& terrain);
    gpu::BindingLayout layout;
    std::array<gpu::Pipeline, TerrainPass::k_shore_ways> pipelines;
    scene::FillTiles countries;
    std::vector<scene::FillTiles> overlays;  // per layer
  };
  struct Draw {
    const DrawnTile* tile = nullptr;
    VkDescriptorSet set = VK_NULL_HANDLE;
    shared::FillPush push;
  };
  void add(const PassFrame& frame, scene::FillTiles& tiles, std::span<const glm::vec4> styles,
           uint32_t flags);

  const PassSetup setup_;
  const scene::SceneGeometry& scene_;
  const TerrainPass& terrain_;
  std::optional<Made> made_;
  std::vector<Draw> draws_;  // of the frame
};

}  // namespace caspian::render
