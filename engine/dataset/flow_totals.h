// Yearly figures and time-stamped amounts -> rates over time (flows.md section 4): what a corridor
// carries at a date, of which kind and quality, whole or as far as a filter lets it pass.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "dataset/dataset.h"

namespace caspian::dataset {

struct FlowFilter;

/// The rate of one commodity of one corridor at a date.
struct Rate {
  std::string commodity;
  double per_year = 0;  // in `unit`
  std::string unit;     // Mt or bcm, as published
  Kind kind = Kind::actual;
  Quality quality = Quality::assumed;
  bool is_interpolated = false;
  std::optional<int> held_from_year;  // the last figure held: "2024 figure held"
  uint32_t volume = k_none;           // the row it comes from (the earlier one when interpolated)
  std::string source;
  std::string scenario;
  bool is_time_stamped = false;  // from path_flows.csv: the sum over the corridor's paths
  uint32_t bin = k_none;         // its first row there
  double share = 1;  // of the yearly figure: what passes the filter and is not time-stamped
};

/// One commodity's amount over time: piecewise linear and non-decreasing in between its gaps.
struct RateSeries {
  uint32_t corridor = k_none;
  std::string commodity, unit, scenario;
  uint32_t path = k_none;  // of time-stamped amounts; k_none = the corridor's yearly figures
  struct Piece {           // constant rate in [from, to)
    time::SimTime from, to;
    double per_year = 0;
    Kind kind = Kind::actual;
    bool is_interpolated = false;
    std::optional<int> held_from_year;
    uint32_t volume = k_none;
    /// An actual figure counts its year whole: where paths are closed for a part of it, the rate of
    /// the rest is this many times `per_year`.
    double while_open = 1;
    uint32_t bin = k_none;  // of Dataset::flow_bins
  };
  std::vector<Piece> pieces;  // sorted, disjoint, none longer than its year; a gap is "no data"

  /// The piece that holds at an instant, nullptr when none does.
  const Piece* piece_at(time::SimTime when) const;
};

/// Every flow series of the dataset: rows marked `flow`, by corridor, commodity, scenario; after
/// them those of path_flows.csv, by path, commodity, scenario.
std::vector<RateSeries> build_rate_series(const Dataset& dataset);

/// Rates of a corridor at a date in a variant (base rows always; the variant's on top). Empty = no
/// figure.
std::vector<Rate> rates_at(const Dataset& dataset, const std::vector<RateSeries>& series,
                           uint32_t corridor, time::SimTime when, const std::string& variant);

/// What of it passes a filter. A yearly figure passes in part when the filter tells its paths
/// apart: with the shares of those that pass among all that take in at the date. Where a path has
/// time-stamped amounts, they stand in place of its share.
std::vector<Rate> rates_at(const Dataset& dataset, const std::vector<RateSeries>& series,
                           uint32_t corridor, time::SimTime when, const std::string& variant,
                           const FlowFilter& filter);

}  // namespace caspian::dataset
