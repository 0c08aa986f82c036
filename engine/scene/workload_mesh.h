// The unit benchmark's terrain as one triangle mesh, lit by its normals, and its corridors as
// lines.
#pragma once
#include <cstdint>
#include <vector>

#include <glm/glm.hpp>

#include "dataset/workload.h"

namespace caspian::scene {

struct WorkloadVertex {
  glm::vec3 place;    // metres from the origin, axes earth-centred, height exaggerated
  int8_t normal[4];   // signed normalised
  uint8_t colour[4];  // unsigned normalised
};
static_assert(sizeof(WorkloadVertex) == 20);

struct WorkloadMesh {
  std::vector<WorkloadVertex> vertices;
  std::vector<uint32_t>
      indices;  // triangles, counter-clockwise from above, near ones (south) first
};

/// Every n-th sample so that no side has more than `most_side`.
WorkloadMesh make_workload_ground(const dataset::WorkloadTerrain& terrain, uint32_t most_side,
                                  double exaggeration, const glm::dvec3& origin_m);

struct WorkloadLines {
  std::vector<glm::vec3> places;
  std::vector<uint32_t> indices;  // pairs
};
WorkloadLines make_workload_lines(const dataset::Workload& work, double exaggeration,
                                  const glm::dvec3& origin_m);

}  // namespace caspian::scene
