// Calendar arithmetic of the proleptic Gregorian calendar by counting days in years that begin on 1
// March, so that the leap day is the last of its year.
#include "time/sim_time.h"

#include <charconv>

namespace caspian::time {
namespace {

constexpr int64_t k_days_per_400_years = 146'097;
constexpr int64_t k_days_to_epoch = 719'468;  // from 0000-03-01 to 1970-01-01
constexpr int k_first_year = 1900, k_last_year = 2200;

constexpr int64_t floor_div(int64_t a, int64_t b) {
  return a / b - (a % b < 0 ? 1 : 0);
}

int64_t days_since_epoch(CalendarDate date) {
  const int64_t year = date.month > 2 ? date.year : date.year - 1;
  const int64_t cycle = floor_div(year, 400);
  const int64_t year_of_cycle = year - cycle * 400;
  const int64_t month_from_march = (date.month + 9) % 12;
  const int64_t day_of_year = (153 * month_from_march + 2) / 5 + date.day - 1;
  const int64_t day_of_cycle =
      year_of_cycle * 365 + year_of_cycle / 4 - year_of_cycle / 100 + day_of_year;
  return cycle * k_days_per_400_years + day_of_cycle - k_days_to_epoch;
}

CalendarDate date_of_days(int64_t days) {
  const int64_t from_march_0000 = days + k_days_to_epoch;
  const int64_t cycle = floor_div(from_march_0000, k_days_per_400_years);
  const int64_t day_of_cycle = from_march_0000 - cycle * k_days_per_400_years;
  const int64_t year_of_cycle =
      (day_of_cycle - day_of_cycle / 1460 + day_of_cycle / 36'524 - day_of_cycle / 146'096) / 365;
  const int64_t day_of_year =
      day_of_cycle - (365 * year_of_cycle + year_of_cycle / 4 - year_of_cycle / 100);
  const int64_t month_from_march = (5 * day_of_year + 2) / 153;
  const int64_t day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
  const int64_t month = month_from_march < 10 ? month_from_march + 3 : month_from_march - 9;
  const int64_t year = cycle * 400 + year_of_cycle + (month <= 2 ? 1 : 0);
  return {static_cast<int>(year), static_cast<int>(month), static_cast<int>(day)};
}

int days_in_month(int year, int month) {
  constexpr int days[12] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  const bool is_leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  return month == 2 && is_leap ? 29 : days[month - 1];
}

/// Takes fixed-width numbers off the front of a text.
class DigitReader {
 public:
  explicit DigitReader(std::string_view text) : rest_(text) {}

  bool at_end() const { return rest_.empty(); }
  bool take(char wanted) {
    if (rest_.empty() || rest_.front() != wanted) return false;
    rest_.remove_prefix(1);
    return true;
  }
  std::optional<int> digits(size_t count, int min, int max) {
    if (rest_.size() < count) return std::nullopt;
    int value = 0;
    for (size_t i = 0; i < count; ++i) {
      if (rest_[i] < '0' || rest_[i] > '9') return std::nullopt;
      value = value * 10 + (rest_[i] - '0');
    }
    rest_.remove_prefix(count);
    return value < min || value > max ? std::nullopt : std::optional<int>(value);
  }

 private:
  std::string_view rest_;
};

/// The date part; `whole` tells whether the day was given.
std::optional<CalendarDate> take_date(DigitReader& reader, int first_year, int last_year,
                                      bool& is_whole) {
  const auto year = reader.digits(4, first_year, last_year);
  if (!year) return std::nullopt;
  CalendarDate date{*year, 1, 1};
  is_whole = false;
  if (!reader.take('-')) return date;
  const auto month = reader.digits(2, 1, 12);
  if (!month) return std::nullopt;
  date.month = *month;
  if (!reader.take('-')) return date;
  const auto day = reader.digits(2, 1, days_in_month(*year, *month));
  if (!day) return std::nullopt;
  date.day = *day;
  is_whole = true;
  return date;
}

std::optional<int64_t> take_time_of_day(DigitReader& reader) {
  const auto hour = reader.digits(2, 0, 23);
  if (!hour || !reader.take(':')) return std::nullopt;
  const auto minute = reader.digits(2, 0, 59);
  if (!minute) return std::nullopt;
  int64_t ms = (*hour * 60 + *minute) * 60'000;
  if (!reader.take(':')) return ms;
  const auto second = reader.digits(2, 0, 59);
  if (!second) return std::nullopt;
  ms += *second * 1000;
  if (!reader.take('.')) return ms;
  const auto thousandths = reader.digits(3, 0, 999);
  if (!thousandths) return std::nullopt;
  return ms + *thousandths;
}

void append_number(std::string& text, int64_t value, size_t width) {
  char digits[24];
  const auto end = std::to_chars(digits, digits + sizeof digits, value).ptr;
  const size_t count = static_cast<size_t>(end - digits);
  if (count < width) text.append(width - count, '0');
  text.append(digits, count);
}

}  // namespace

SimTime from_calendar(CalendarDate date, int64_t ms_of_day) {
  return {days_since_epoch(date) * k_ms_per_day + ms_of_day};
}

CalendarDate calendar_of(SimTime time) {
  return date_of_days(floor_div(time.ms, k_ms_per_day));
}

std::optional<SimTime> parse_date(std::string_view text, int first_year, int last_year) {
  DigitReader reader(text);
  bool is_whole = false;
  const auto date = take_date(reader, first_year, last_year, is_whole);
  if (!date || !reader.at_end()) return std::nullopt;
  return from_calendar(*date);
}

std::optional<SimTime> parse_time(std::string_view text) {
  DigitReader reader(text);
  bool is_whole = false;
  const auto date = take_date(reader, k_first_year, k_last_year, is_whole);
  if (!date) return std::nullopt;
  if (reader.at_end()) return from_calendar(*date);
  if (!is_whole || !reader.take('T')) return std::nullopt;
  const auto ms_of_day = take_time_of_day(reader);
  if (!ms_of_day) return std::nullopt;
  reader.take('Z');
  if (!reader.at_end()) return std::nullopt;
  return from_calendar(*date, *ms_of_day);
}

std::string date_text(SimTime time) {
  const CalendarDate date = calendar_of(time);
  std::string text;
  append_number(text, date.year, 4);
  text += '-';
  append_number(text, date.month, 2);
  text += '-';
  append_number(text, date.day, 2);
  return text;
}

std::string iso_text(SimTime time) {
  const int64_t ms = time.ms - floor_div(time.ms, k_ms_per_day) * k_ms_per_day;
  std::string text = date_text(time) + "T";
  append_number(text, ms / 3'600'000, 2);
  text += ':';
  append_number(text, ms / 60'000 % 60, 2);
  text += ':';
  append_number(text, ms / 1000 % 60, 2);
  if (ms % 1000 != 0) {
    text += '.';
    append_number(text, ms % 1000, 3);
  }
  return text + "Z";
}

}  // namespace caspian::time
