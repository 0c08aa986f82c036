// Instants as int64 milliseconds UTC since 1970-01-01, and their calendar text. Knows no clock.
#pragma once
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace caspian::time {

struct SimTime {
  int64_t ms = 0;
  auto operator<=>(const SimTime&) const = default;
};

constexpr int64_t k_ms_per_day = 86'400'000;

struct CalendarDate {
  int year = 1970;
  int month = 1;
  int day = 1;
};

SimTime from_calendar(CalendarDate date, int64_t ms_of_day = 0);
CalendarDate calendar_of(SimTime time);

/// Reads `2025`, `2025-10`, `2025-10-21`, `2025-10-21T14:30[:15[.250]][Z]`; a shortened date counts
/// from its first day. Years 1900..2200 (targets S3). Nothing else is accepted.
std::optional<SimTime> parse_time(std::string_view text);

/// The date forms of parse_time alone (no time of day), within the years given: railways are older
/// than 1900.
std::optional<SimTime> parse_date(std::string_view text, int first_year, int last_year);

/// `2025-10-21`
std::string date_text(SimTime time);
/// `2025-10-21T14:30:15.250Z`, milliseconds only when there are any.
std::string iso_text(SimTime time);

}  // namespace caspian::time
