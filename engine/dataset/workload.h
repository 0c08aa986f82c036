// A unit benchmark's input as its files hold it: corridors of an invented terrain, and units that
// go round on them. The records are laid out as in the files. Knows no files and no drawing.
#pragma once
#include <array>
#include <cstdint>
#include <span>
#include <vector>

namespace caspian::dataset {

struct WorkloadPoint {
  float longitude_deg = 0, latitude_deg = 0;
  float height_m = 0;    // before exaggeration
  float distance_m = 0;  // from the path's beginning
};

/// At t it stands (t - departure) * speed, modulo the path's length, from the path's beginning.
struct WorkloadUnit {
  uint32_t path = 0;
  float departure_s = 0;
  float speed_mps = 1;
  std::array<uint8_t, 4> rgba{};
};

static_assert(sizeof(WorkloadPoint) == 16 && sizeof(WorkloadUnit) == 16);

struct Workload {
  double first_s = 0, last_s = 0;     // instants that are shown
  std::vector<uint32_t> path_first;   // first point of each path, and the number of points
  std::vector<WorkloadPoint> points;  // at least two per path; distances rise from 0
  std::vector<WorkloadUnit> units;

  uint32_t path_count() const { return static_cast<uint32_t>(path_first.size()) - 1; }
  std::span<const WorkloadPoint> path(uint32_t index) const {
    return std::span(points).subspan(path_first[index], path_first[index + 1] - path_first[index]);
  }
  double length_m(uint32_t index) const { return points[path_first[index + 1] - 1].distance_m; }
};

/// Heights on a grid in degrees: row 0 is the northernmost, samples lie on the edges of the box.
struct WorkloadTerrain {
  uint32_t width = 0, height = 0;
  double west_deg = 0, south_deg = 0, east_deg = 0, north_deg = 0;
  std::vector<float> heights_m;
};

}  // namespace caspian::dataset
