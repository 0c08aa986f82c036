// Trips (CSV, Trip GeoJSON) -> segment store, in bounded memory: sorted runs by unit and time, one
// merge that makes segments, sorted runs of those, one merge that writes the store. An interrupted
// conversion goes on from its last finished run.
#pragma once
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "core/result.h"
#include "time/sim_time.h"

namespace caspian::import {

struct TripsOptions {
  std::filesystem::path input, output;
  int64_t gap_limit_ms = 2 * 3'600'000;
  std::optional<time::SimTime> epoch;  // numbers in the time column are seconds since then
  uint64_t memory_bytes = 512ull << 20;
  std::string source, licence;
  std::string quality = "measured";
};

struct TripsProgress {
  enum class Stage { reading, joining, writing } stage = Stage::reading;
  double share = 0;  // of the stage, 0..1
  uint64_t rows = 0;
};

struct TripsReport {
  std::string dialect, time_decision;
  uint64_t rows = 0, bad_rows = 0;
  uint64_t units = 0, unit_entries = 0;  // ids; entries, a new one at each change of load
  uint64_t units_without_way = 0;        // with a single sample
  uint64_t segments = 0, gaps = 0;
  uint64_t repeated_rows = 0;     // same unit, time and place: one is kept
  uint64_t conflicting_rows = 0;  // same unit and time, another place or load: the first is kept
  uint64_t over_date_line = 0;    // segments over the 180th meridian, left out
  time::SimTime first, last;
  double west_deg = 0, south_deg = 0, east_deg = 0, north_deg = 0;
  uint64_t bytes = 0;
  uint64_t resumed_rows = 0;  // taken over from an interrupted conversion
  std::string source_problem;
  ProblemList problems;  // the first ones
};

/// Returns false to end the work; what is done so far is kept for the next time.
using TripsWatch = std::function<bool(const TripsProgress&)>;

Result<TripsReport> convert_trips(const TripsOptions& options, const TripsWatch& watch);

}  // namespace caspian::import
