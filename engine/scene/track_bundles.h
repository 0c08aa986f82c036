// Where links of different corridors run side by side: tracks cut into cells of a few km, and for
// every cell the strands (links of one corridor and mode) that run beside it. Knows places and
// directions only.
#pragma once
#include <cstdint>
#include <optional>
#include <vector>

#include <glm/glm.hpp>

#include "scene/track_geometry.h"

namespace caspian::scene {

constexpr double k_bundle_reach_m =
    6000;  // tracks nearer than this and nearly parallel are one bundle

/// Another strand beside a cell.
struct CellNeighbour {
  uint32_t strand = 0;
  uint32_t link = 0;
  uint32_t cell = 0;         // of that link
  float to_the_right_m = 0;  // where it lies, seen along this link
  bool opposite = false;     // its link runs the other way
};

struct TrackCell {
  double longitude_deg = 0, latitude_deg = 0;  // middle
  glm::dvec2 direction{1, 0};                  // east, north; unit length
  double from_m = 0, to_m = 0;
  std::vector<CellNeighbour> neighbours;  // by strand, each once
};

struct Bundles {
  std::vector<uint32_t> strand_of_link;
  uint32_t strand_count = 0;
  std::vector<std::vector<TrackCell>> cells;  // per link

  const CellNeighbour* neighbour(uint32_t link, uint32_t cell, uint32_t strand) const;
};

Bundles find_bundles(const dataset::Dataset& dataset, const std::vector<LinkTrack>& tracks);

}  // namespace caspian::scene
