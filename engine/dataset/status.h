// Status of a corridor or link as a function of the date. Rules: facts README, "Status in time".
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

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

/// [from, to)
struct TimeSpan {
  time::SimTime from, to;
  bool contains(time::SimTime when) const { return from <= when && when < to; }
  bool operator==(const TimeSpan&) const = default;
};

/// When something operates within a range, in order; spans do not touch each other.
std::vector<TimeSpan> operating_spans(const StatusDates& dates, bool plan, TimeSpan range);
/// What two ordered lists of spans share.
std::vector<TimeSpan> shared_spans(const std::vector<TimeSpan>& a, const std::vector<TimeSpan>& b);
/// What is left of ordered spans where others, ordered too, are cut out.
std::vector<TimeSpan> spans_without(const std::vector<TimeSpan>& spans,
                                    const std::vector<TimeSpan>& cut);
/// Sum of their lengths.
int64_t length_ms(const std::vector<TimeSpan>& spans);
/// The span that contains an instant, nullptr when none does.
const TimeSpan* span_at(const std::vector<TimeSpan>& spans, time::SimTime when);

}  // namespace caspian::dataset
