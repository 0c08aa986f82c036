// Lines, outlines and dots of the user's layers as courses of a mesh, draped on land and water.
#pragma once
#include <vector>

#include "dataset/overlay_layer.h"
#include "geo/height_field.h"
#include "scene/line_mesh.h"

namespace caspian::scene {

struct OverlayMesh {
  LineMesh lines;
  struct Source {
    uint32_t layer = 0, feature = 0;
  };
  std::vector<Source> sources;  // of the courses; in the order of drawing
};

/// Between their points lines follow the relief, in steps of a kilometre and a half or, where they
/// are very long, as fine as lets the whole keep to a bounded size.
OverlayMesh build_overlay_mesh(const std::vector<dataset::OverlayLayer>& layers,
                               const geo::HeightField& heights);

}  // namespace caspian::scene
