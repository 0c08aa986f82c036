// Trip GeoJSON: LineStrings whose fourth coordinate is a time (kepler's form). Read whole.
#pragma once
#include <filesystem>
#include <functional>

#include "import/trips_rows.h"

namespace caspian::import {

constexpr uint64_t k_largest_trips_geojson = 512ull << 20;

struct TripsGeojson {
  uint64_t rows = 0, bad_rows = 0;
  ProblemList problems;
};

/// Every good position goes to `take`.
Result<TripsGeojson> read_trips_geojson(const std::filesystem::path& path, TripTimes& times,
                                        TripNames& names,
                                        const std::function<void(const TripSample&)>& take);

}  // namespace caspian::import
