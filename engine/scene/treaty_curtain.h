// Seabed lines as curtains from the surface of the sea down to its floor. Knows no styles.
#pragma once
#include <vector>

#include <glm/glm.hpp>

#include "dataset/dataset.h"
#include "geo/height_field.h"

namespace caspian::scene {

/// Two per point of the line: at the surface and on the floor.
struct CurtainVertex {
  glm::vec3 base_m{0};  // at height 0, relative to the origin, axes earth-centred
  float height_m = 0;
  float distance_m = 0;   // along the line
  float depth_share = 0;  // 0 at the surface, 1 on the floor
};
static_assert(sizeof(CurtainVertex) == 24);

struct CurtainStrip {
  glm::dvec3 origin_m{0};
  uint32_t first_vertex = 0, vertex_count = 0;  // none for a single point
};

struct CurtainMesh {
  std::vector<CurtainVertex> vertices;
  std::vector<CurtainStrip> strips;  // one per treaty line
};

CurtainMesh build_curtains(const std::vector<dataset::TreatyLine>& lines,
                           const geo::HeightField& heights);

}  // namespace caspian::scene
