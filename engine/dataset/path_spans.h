// When a path is open and takes goods in: the dates of its links and its own.
#pragma once
#include <vector>

#include "dataset/dataset.h"
#include "dataset/status.h"

namespace caspian::dataset {

/// When every link of a path operates, within a range. `is_plan`: planned openings happen.
std::vector<TimeSpan> open_spans(const Dataset& dataset, const Path& path, bool is_plan,
                                 TimeSpan range);

/// When goods can enter it: while it is open and holds (its `from` and `to`).
std::vector<TimeSpan> entry_spans(const Path& path, const std::vector<TimeSpan>& open);

/// Whether goods can enter at an instant.
bool takes_in(const Dataset& dataset, const Path& path, bool is_plan, time::SimTime when);

/// The calendar year.
TimeSpan span_of_year(int year);

/// The pieces into which the turns of years cut a span.
std::vector<TimeSpan> by_year(TimeSpan span);

}  // namespace caspian::dataset
