// Yearly figures -> rates over time (flows.md section 4): what a corridor carries at a date, of
// which kind and quality.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "dataset/dataset.h"

namespace caspian::dataset {

enum class Quality { measured, modelled, assumed };

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
};

/// One commodity's amount over time: piecewise linear and non-decreasing in between its gaps.
struct RateSeries {
  uint32_t corridor = k_none;
  std::string commodity, unit, scenario;
  struct Piece {  // constant rate in [from, to)
    time::SimTime from, to;
    double per_year = 0;
    Kind kind = Kind::actual;
    bool is_interpolated = false;
    std::optional<int> held_from_year;
    uint32_t volume = k_none;
  };
  std::vector<Piece> pieces;  // sorted, disjoint; a gap is "no data"
};

/// Every flow series of the dataset: rows marked `flow`, by corridor, commodity, scenario.
std::vector<RateSeries> build_rate_series(const Dataset& dataset);

/// Rates of a corridor at a date in a variant (base rows always; the variant's on top). Empty = no
/// figure.
std::vector<Rate> rates_at(const Dataset& dataset, const std::vector<RateSeries>& series,
                           uint32_t corridor, time::SimTime when, const std::string& variant);

std::string_view quality_id(Quality quality);

}  // namespace caspian::dataset
