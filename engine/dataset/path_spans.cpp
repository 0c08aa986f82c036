// Spans of links, cut with each other.
#include "dataset/path_spans.h"

#include <algorithm>

namespace caspian::dataset {

std::vector<TimeSpan> open_spans(const Dataset& data, const Path& path, bool is_plan,
                                 TimeSpan range) {
  std::vector<TimeSpan> spans{range};
  for (const PathStep& step : path.steps)
    spans = shared_spans(spans, operating_spans(data.links[step.link].dates, is_plan, range));
  return spans;
}

std::vector<TimeSpan> entry_spans(const Path& path, const std::vector<TimeSpan>& open) {
  if (open.empty()) return {};
  TimeSpan holds{open.front().from, open.back().to};
  if (path.from) holds.from = std::max(holds.from, *path.from);
  if (path.to) holds.to = std::min(holds.to, *path.to);
  if (holds.from >= holds.to) return {};
  return shared_spans(open, {holds});
}

bool takes_in(const Dataset& data, const Path& path, bool is_plan, time::SimTime when) {
  if ((path.from && when < *path.from) || (path.to && when >= *path.to)) return false;
  return std::all_of(path.steps.begin(), path.steps.end(), [&](const PathStep& step) {
    return status_at(data.links[step.link].dates, when, is_plan) == Status::operating;
  });
}

TimeSpan span_of_year(int year) {
  return {time::from_calendar({year, 1, 1}), time::from_calendar({year + 1, 1, 1})};
}

std::vector<TimeSpan> by_year(TimeSpan span) {
  std::vector<TimeSpan> pieces;
  while (span.from < span.to) {
    const time::SimTime turn = span_of_year(time::calendar_of(span.from).year).to;
    pieces.push_back({span.from, std::min(span.to, turn)});
    span.from = pieces.back().to;
  }
  return pieces;
}

}  // namespace caspian::dataset
