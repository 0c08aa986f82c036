// Puts the bins of time-stamped flows in order and makes sense of them: none overlap, who enters
// later arrives later. Knows no files.
#pragma once
#include <span>
#include <vector>

#include "dataset/dataset.h"
#include "dataset/dataset_checks.h"

namespace caspian::dataset {

/// Sorts Dataset::flow_bins by path, commodity, scenario and time. A bin that overlaps an earlier
/// one is taken out; a travel time with which somebody would overtake those before is raised to the
/// least that keeps the order. Says what it did.
std::vector<Finding> settle_flow_bins(Dataset& dataset);

/// Bins of one path, commodity and scenario, in order of time; none overlap.
using BinGroup = std::span<const FlowBin>;
std::vector<BinGroup> bin_groups(const Dataset& dataset);

/// The path's own travel time where a bin gives none.
double travel_h_of(const Dataset& dataset, const FlowBin& bin);

/// When goods of a group can enter, over its whole time: while the path is open and holds.
std::vector<TimeSpan> entry_spans(const Dataset& dataset, BinGroup group);
/// What of that lies in a bin. Empty = its amount cannot enter.
std::vector<TimeSpan> entries_of(const FlowBin& bin, const std::vector<TimeSpan>& entries);

/// The spans that a group covers, in order; bins that touch make one.
std::vector<TimeSpan> covered_spans(BinGroup group);

/// What bins contradict besides: a path that does not take in, freight that its corridor's yearly
/// figure counts too.
std::vector<Finding> check_flow_bins(const Dataset& dataset);

}  // namespace caspian::dataset
