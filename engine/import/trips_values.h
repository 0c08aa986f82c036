// Numbers, instants and names of trip files, read fast: this is where an import spends its time.
#pragma once
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "time/sim_time.h"

namespace caspian::import {

/// Degrees in steps of 1e-7 (1 cm), of a magnitude up to `limit_deg`; nothing for anything else.
std::optional<int32_t> parse_degrees_e7(std::string_view text, int limit_deg);

/// A finite number, the whole text.
std::optional<double> parse_finite(std::string_view text);

/// What numbers in a time column are.
enum class NumberedTime { undecided, seconds, milliseconds, since_epoch };

/// Instants of one file: ISO 8601 (`2025-10-21T14:30:15.250+05:00`, blank for T, UTC when no zone
/// is given), or numbers. The first number decides for the file: below 1e11 they are Unix seconds,
/// else milliseconds; with an epoch they are seconds since then. 1900 to 2200, else nothing.
class TripTimes {
 public:
  explicit TripTimes(std::optional<time::SimTime> epoch)
      : numbers_(epoch ? NumberedTime::since_epoch : NumberedTime::undecided),
        epoch_ms_(epoch ? epoch->ms : 0) {}

  std::optional<int64_t> parse(std::string_view text);
  NumberedTime numbers() const { return numbers_; }
  void decide(NumberedTime numbers) { numbers_ = numbers; }
  /// For people: `Unix seconds`.
  std::string_view decision() const;

 private:
  std::optional<int64_t> parse_calendar(std::string_view text);
  std::optional<int64_t> parse_number(std::string_view text);

  NumberedTime numbers_;
  int64_t epoch_ms_;
  bool has_calendar_ = false;
  std::array<char, 10> day_text_{};  // the day read last, and its beginning
  int64_t day_ms_ = 0;
};

/// Numbers texts in the order in which they first come.
class NameTable {
 public:
  NameTable();
  uint32_t number_of(std::string_view text, bool& is_new);
  std::string_view operator[](uint32_t number) const {
    return std::string_view(chars_).substr(begins_[number], begins_[number + 1] - begins_[number]);
  }
  uint32_t size() const { return static_cast<uint32_t>(begins_.size() - 1); }

 private:
  void grow();
  std::string chars_;
  std::vector<uint64_t> begins_;
  std::vector<uint32_t> slots_;  // number + 1; 0 = free
};

}  // namespace caspian::import
