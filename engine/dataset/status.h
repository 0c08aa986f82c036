// Status of a corridor or link as a function of the date. Rules: facts README, "Status in time".
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "time/sim_time.h"

namespace caspian::dataset {

enum class Status { none, planned, under_construction, operating, suspended, closed };

std::string_view status_id(Status status);

/// A date as written; a shortened one counts from its first day.
struct WrittenDate {
  std::string text;
  time::SimTime first;
};

struct StatusDates {
  std::optional<WrittenDate> announced, construction_started, opened, suspended_from, suspended_to,
      closed, planned_opening;
  std::string grade;  // A, B, C
  std::string note;
};

/// `plan`: planned openings happen (the plan variant).
Status status_at(const StatusDates& dates, time::SimTime when, bool plan);

}  // namespace caspian::dataset
