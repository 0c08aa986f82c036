// The rules of "Status in time" in assets/scenarios/caspian/FORMAT.md, first match wins.
#include "dataset/status.h"

#include <algorithm>

namespace caspian::dataset {
namespace {

using MaybeDate = std::optional<WrittenDate>;

bool reached(const MaybeDate& date, time::SimTime when) {
  return date && date->first <= when;
}

bool is_later(const MaybeDate& date, const MaybeDate& than) {
  return date && (!than || date->first > than->first);
}

/// A suspension that has begun and not ended: an old line may be rebuilt meanwhile.
Status status_while_suspended(const StatusDates& dates, time::SimTime when, bool plan) {
  if (plan && reached(dates.planned_opening, when)) return Status::operating;
  const auto happened_since = [&](const MaybeDate& date) {
    return is_later(date, dates.suspended_from) && reached(date, when);
  };
  if (happened_since(dates.construction_started)) return Status::under_construction;
  if (happened_since(dates.announced)) return Status::planned;
  return Status::suspended;
}

}  // namespace

std::string_view status_id(Status status) {
  switch (status) {
    case Status::none:
      return "none";
    case Status::planned:
      return "planned";
    case Status::under_construction:
      return "under_construction";
    case Status::operating:
      return "operating";
    case Status::suspended:
      return "suspended";
    case Status::closed:
      return "closed";
  }
  return "none";
}

Status status_at(const StatusDates& dates, time::SimTime when, bool plan) {
  if (reached(dates.closed, when)) return Status::closed;
  if (reached(dates.suspended_from, when) && !reached(dates.suspended_to, when))
    return status_while_suspended(dates, when, plan);
  if (!dates.announced && !dates.construction_started && !dates.opened && !dates.planned_opening)
    return Status::operating;
  const MaybeDate& opening = dates.opened || !plan ? dates.opened : dates.planned_opening;
  if (reached(opening, when)) return Status::operating;
  if (reached(dates.construction_started, when)) return Status::under_construction;
  if (reached(dates.announced, when)) return Status::planned;
  return Status::none;
}

std::vector<TimeSpan> operating_spans(const StatusDates& dates, bool plan, TimeSpan range) {
  // Status changes on the dates only: look once after each.
  std::vector<time::SimTime> cuts{range.from};
  for (const MaybeDate* date :
       {&dates.announced, &dates.construction_started, &dates.opened, &dates.suspended_from,
        &dates.suspended_to, &dates.closed, &dates.planned_opening})
    if (*date && (*date)->first > range.from && (*date)->first < range.to)
      cuts.push_back((*date)->first);
  cuts.push_back(range.to);
  std::sort(cuts.begin(), cuts.end());
  std::vector<TimeSpan> spans;
  for (size_t i = 0; i + 1 < cuts.size(); ++i) {
    if (cuts[i] == cuts[i + 1] || status_at(dates, cuts[i], plan) != Status::operating) continue;
    if (!spans.empty() && spans.back().to == cuts[i])
      spans.back().to = cuts[i + 1];
    else
      spans.push_back({cuts[i], cuts[i + 1]});
  }
  return spans;
}

std::vector<TimeSpan> shared_spans(const std::vector<TimeSpan>& a, const std::vector<TimeSpan>& b) {
  std::vector<TimeSpan> shared;
  for (size_t i = 0, j = 0; i < a.size() && j < b.size();) {
    const TimeSpan both{std::max(a[i].from, b[j].from), std::min(a[i].to, b[j].to)};
    if (both.from < both.to) shared.push_back(both);
    if (a[i].to < b[j].to)
      ++i;
    else
      ++j;
  }
  return shared;
}

std::vector<TimeSpan> spans_without(const std::vector<TimeSpan>& spans,
                                    const std::vector<TimeSpan>& cut) {
  std::vector<TimeSpan> left;
  size_t first = 0;
  for (TimeSpan span : spans) {
    while (first < cut.size() && cut[first].to <= span.from) ++first;
    for (size_t i = first; i < cut.size() && cut[i].from < span.to; ++i) {
      if (cut[i].from > span.from) left.push_back({span.from, cut[i].from});
      span.from = std::max(span.from, cut[i].to);
    }
    if (span.from < span.to) left.push_back(span);
  }
  return left;
}

int64_t length_ms(const std::vector<TimeSpan>& spans) {
  int64_t sum = 0;
  for (const TimeSpan& span : spans) sum += span.to.ms - span.from.ms;
  return sum;
}

const TimeSpan* span_at(const std::vector<TimeSpan>& spans, time::SimTime when) {
  const auto after =
      std::upper_bound(spans.begin(), spans.end(), when,
                       [](time::SimTime t, const TimeSpan& span) { return t < span.from; });
  if (after == spans.begin()) return nullptr;
  const TimeSpan& span = *(after - 1);
  return when < span.to ? &span : nullptr;
}

}  // namespace caspian::dataset
