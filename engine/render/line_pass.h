// Coasts, borders and rivers, seabed lines, and the corridors' tracks: strips of constant width in
// px, draped on the drawn ground, smoothed at their edges by the shader. They test the depth and
// write none.
#pragma once
#include <memory>
#include <vector>

#include "gpu/buffer.h"
#include "gpu/pipeline.h"
#include "render/pass_context.h"
#include "scene/line_style.h"
#include "scene/map_line_mesh.h"
#include "scene/track_mesh.h"
#include "shared/line.h"

namespace caspian::render {

class LinePass {
 public:
  /// `scene` must outlive the pass.
  LinePass(const PassSetup& setup, const scene::SceneGeometry& scene);

  /// Outside drawing: what is to be drawn, and how; uploads what is needed for the first time.
  void prepare(const PassFrame& frame);
  /// Inside drawing, after terrain and sea: land borders, rivers, coasts, seabed lines, then
  /// corridors.
  void draw(const PassFrame& frame);

  uint32_t drawn_triangles() const { return drawn_triangles_; }

 private:
  struct Strip {
    VkBuffer vertices = VK_NULL_HANDLE;
    shared::LinePush push;
    uint32_t first_vertex = 0, vertex_count = 0;
  };
  struct MapLevel {
    bool is_built = false;
    scene::MapLineMesh mesh;  // its vertices are dropped once they are on the device
    gpu::Buffer vertices;
  };
  void add_map_lines(const PassFrame& frame);
  void add_treaty_lines(const PassFrame& frame);
  void add_links(const PassFrame& frame);
  void add_course(const PassFrame& frame, const scene::LineCourse& course, VkBuffer vertices,
                  shared::LinePush push);
  MapLevel& map_level(size_t degree);

  const gpu::Device& device_;
  const scene::SceneGeometry& scene_;
  gpu::Pipeline pipeline_;
  scene::LineMesh tracks_, treaties_;  // without their vertices
  gpu::Buffer track_vertices_, treaty_vertices_;
  std::vector<scene::MapLineDegree> map_degrees_;
  scene::MapLineIndex map_index_;
  std::vector<MapLevel> map_levels_;
  std::vector<Strip> strips_;
  uint32_t drawn_triangles_ = 0;
};

}  // namespace caspian::render
