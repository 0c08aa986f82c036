// Lakes, borders and rivers, seabed lines, and the corridors' tracks: strips of constant width in
// px, draped on the drawn ground, smoothed at their edges by the shader. They test the depth and
// write none.
#pragma once
#include <map>
#include <span>
#include <variant>
#include <vector>

#include "gpu/buffer.h"
#include "gpu/pipeline.h"
#include "render/pass_context.h"
#include "scene/line_style.h"
#include "scene/map_line_set.h"
#include "scene/overlay_mesh.h"
#include "scene/track_mesh.h"
#include "shared/line.h"

namespace caspian::render {

class LinePass {
 public:
  /// `scene` must outlive the pass.
  LinePass(const PassSetup& setup, const scene::SceneGeometry& scene);

  /// Outside drawing: what is to be drawn, and how; uploads what is needed for the first time.
  void prepare(const PassFrame& frame);
  /// Inside drawing, after terrain and sea: land borders, rivers, lakes, zones, the user's own
  /// lines, seabed lines, then corridors.
  void draw(const PassFrame& frame);

  /// The same two steps for a picking target: corridors and seabed lines as ids (shared/pick.h).
  void prepare_ids(const PassFrame& frame);
  void draw_ids(const PassFrame& frame);

  uint32_t drawn_triangles() const { return drawn_triangles_; }

 private:
  /// How a strip is drawn: as a line or as a ribbon.
  using Push = std::variant<shared::LinePush, shared::RibbonPush>;
  struct Strip {
    VkBuffer vertices = VK_NULL_HANDLE;
    Push push;
    uint32_t first_vertex = 0, vertex_count = 0;
    uint32_t id = 0;  // of what can be picked
  };
  struct MapCell {
    glm::dvec3 origin_m{0};
    std::vector<scene::MapLineStrip> strips;  // counted from the block's start
    VkBuffer vertices = VK_NULL_HANDLE;
  };
  void add_map_lines(const PassFrame& frame);
  void add_overlays(const PassFrame& frame);
  void add_zones(const PassFrame& frame);
  void add_treaty_lines(const PassFrame& frame);
  void add_links(const PassFrame& frame);
  /// The first layer is drawn in its place, the others above all first layers (add_upper).
  void add_course(const PassFrame& frame, const scene::LineCourse& course, VkBuffer vertices,
                  std::span<const Push> layers);
  void add_upper();
  const MapCell& map_cell(const scene::MapLineChoice& choice);

  const gpu::Device& device_;
  const scene::SceneGeometry& scene_;
  gpu::Pipeline lines_, ribbons_, ids_;
  scene::LineMesh tracks_, treaties_, zones_;  // without their vertices
  gpu::Buffer track_vertices_, treaty_vertices_;
  scene::OverlayMesh overlays_;  // without its vertices
  gpu::Buffer overlay_vertices_, zone_vertices_;
  std::vector<scene::ChainPlace> chains_;  // per link
  scene::MapLineSet map_lines_;
  std::map<scene::MapLineChoice, MapCell> map_cells_;  // made when first seen
  std::vector<gpu::Buffer> map_blocks_;                // their vertices, one after the other
  uint32_t map_block_used_ = 0;                        // of the last block, in vertices
  std::vector<Strip> strips_, upper_;
  uint32_t adding_id_ = 0;  // of the strips being added
  uint32_t drawn_triangles_ = 0;
};

}  // namespace caspian::render
