// How long goods take along a path: travel on each link and the waits between, from the travel
// assumptions.
#pragma once
#include <vector>

#include "dataset/dataset.h"

namespace caspian::dataset {

/// Hours on a link, and of the wait at its end before the next one.
struct Leg {
  double travel_h = 0;
  double wait_after_h = 0;
};

double speed_kmh(const TravelAssumptions& travel, Mode mode);

/// One leg per step of the path. Goods wait where they change between land and water (port) and, on
/// land, at the end of a link that led into another country (border); nothing waits in pipelines or
/// at the journey's end.
std::vector<Leg> legs_of(const Dataset& dataset, const Path& path);

double journey_h(const Dataset& dataset, const Path& path);

/// Ages are 32 bits of 1/1024 s (flows.md, Precision).
constexpr double k_longest_journey_h = 4294967295.0 / 1024 / 3600;

}  // namespace caspian::dataset
