// The rules of "Status in time" in assets/scenarios/caspian/FORMAT.md, first match wins.
#include "dataset/status.h"

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

}  // namespace caspian::dataset
