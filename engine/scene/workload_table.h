// The unit benchmark's paths and units as the device reads them: every path cut into 2^n bins of
// equal length with at most one bend each, so that a unit's place is two look-ups without a search;
// every unit a phase and a rate, so that its age is one product of integers. And the same places in
// double, from the definition.
#pragma once
#include <cstdint>
#include <vector>

#include <glm/glm.hpp>

#include "dataset/workload.h"
#include "geo/geo_point.h"

namespace caspian::scene {

/// Where a unit is at an instant, from the definition.
geo::GeoPoint workload_place(const dataset::Workload& work, const dataset::WorkloadUnit& unit,
                             double t_s);
/// Place at a distance from a path's beginning, linear between the two points around it.
geo::GeoPoint place_on_path(std::span<const dataset::WorkloadPoint> path, double distance_m);
/// Earth-centred, heights exaggerated.
glm::dvec3 drawn_place(const geo::GeoPoint& place, double exaggeration);

/// Knots of a path: 2 b is the beginning of bin b, 2 b + 1 its bend, the last one the path's end.
/// xyz: metres from the origin, axes earth-centred; w of a bend: the share of the bin that lies
/// before it, 1 when there is none.
struct WorkloadPaths {
  uint32_t bin_bits = 0;
  glm::dvec3 origin_m{};
  std::vector<glm::vec4> knots;  // path by path
  double worst_m = 0;            // between the table and the definition, at bends and middles

  uint32_t knots_per_path() const { return (2u << bin_bits) + 1; }
};
WorkloadPaths make_workload_paths(const dataset::Workload& work, double exaggeration);

/// Instants as the units count them: ticks since the first one.
struct WorkloadClock {
  double first_s = 0;
  uint32_t ticks_per_s = 1;
  uint32_t rate_shift = 0;  // a rate is in 2^-(32 + shift) of the path per tick

  uint32_t ticks_at(double t_s) const;
};

/// What moves a unit: phase(t) = phase + (ticks * rate >> shift), both 2^-32 of the path.
struct WorkloadMotion {
  uint32_t phase = 0, rate = 0;
};

/// Units path by path, in groups of one path each that workgroups of the device take: `k_group`
/// places, the last group of a path filled up with places that hold no unit (id = k_no_unit).
struct WorkloadUnits {
  static constexpr uint32_t k_group = 256, k_no_unit = 0xffffffffu, k_no_rate = 0xffffffffu;
  WorkloadClock clock;
  std::vector<WorkloadMotion> motions;
  std::vector<uint32_t> colours;      // RGBA8
  std::vector<uint32_t> ids;          // place in the file
  std::vector<uint32_t> group_paths;  // one per group
};
WorkloadUnits make_workload_units(const dataset::Workload& work);

/// The phase of a unit, as the device computes it.
uint32_t workload_phase(const WorkloadClock& clock, const WorkloadMotion& motion, double t_s);

}  // namespace caspian::scene
