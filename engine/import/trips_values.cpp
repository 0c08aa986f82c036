// Straight paths for the usual forms; std::from_chars and the calendar for the rest.
#include "import/trips_values.h"

#include <charconv>
#include <cmath>
#include <cstring>

namespace caspian::import {
namespace {

const int64_t k_first_ms = time::from_calendar({1900, 1, 1}).ms;
const int64_t k_end_ms = time::from_calendar({2201, 1, 1}).ms;

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

std::optional<int> two_digits(const char* at, int most) {
  if (!is_digit(at[0]) || !is_digit(at[1])) return std::nullopt;
  const int value = (at[0] - '0') * 10 + (at[1] - '0');
  return value <= most ? std::optional(value) : std::nullopt;
}

std::optional<int64_t> in_range(int64_t ms) {
  return ms >= k_first_ms && ms < k_end_ms ? std::optional(ms) : std::nullopt;
}

/// `Z`, ` UTC`, `+05:00`, `-0530`, `+05`, or nothing: ms to subtract.
std::optional<int64_t> zone_ms(std::string_view text) {
  if (text.empty() || text == "Z" || text == "z" || text == "UTC" || text == " UTC") return 0;
  if (text[0] != '+' && text[0] != '-') return std::nullopt;
  const int64_t sign = text[0] == '-' ? -1 : 1;
  text.remove_prefix(1);
  if (text.size() != 2 && text.size() != 4 && text.size() != 5) return std::nullopt;
  const auto hours = two_digits(text.data(), 14);
  std::optional<int> minutes = 0;
  if (text.size() == 5 && text[2] != ':') return std::nullopt;
  if (text.size() > 2) minutes = two_digits(text.data() + text.size() - 2, 59);
  if (!hours || !minutes) return std::nullopt;
  return sign * (*hours * 60 + *minutes) * 60'000;
}

}  // namespace

std::optional<double> parse_finite(std::string_view text) {
  if (!text.empty() && text.front() == '+') text.remove_prefix(1);
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size() || !std::isfinite(value))
    return std::nullopt;
  return value;
}

std::optional<int32_t> parse_degrees_e7(std::string_view text, int limit_deg) {
  const int64_t limit = int64_t{limit_deg} * 10'000'000;
  const char* at = text.data();
  const char* const end = at + text.size();
  const bool is_negative = at != end && *at == '-';
  if (is_negative) ++at;
  int64_t value = 0;
  const char* const digits = at;
  while (at != end && is_digit(*at) && at - digits < 4) value = value * 10 + (*at++ - '0');
  bool is_plain = at != digits;
  int places = 0;
  if (is_plain && at != end && *at == '.') {
    ++at;
    while (at != end && is_digit(*at) && places < 7) {
      value = value * 10 + (*at++ - '0');
      ++places;
    }
  }
  for (; places < 7; ++places) value *= 10;
  if (at != end && is_digit(*at)) {  // an eighth decimal rounds, the others say nothing
    if (*at >= '5') ++value;
    while (at != end && is_digit(*at)) ++at;
  }
  if (is_plain && at == end) {
    if (value > limit) return std::nullopt;
    return static_cast<int32_t>(is_negative ? -value : value);
  }
  const auto number = parse_finite(text);
  if (!number || std::abs(*number) > limit_deg) return std::nullopt;
  return static_cast<int32_t>(std::llround(*number * 1e7));
}

std::optional<int64_t> TripTimes::parse(std::string_view text) {
  const bool is_calendar = text.size() > 4 && text[4] == '-' && is_digit(text[0]);
  return is_calendar ? parse_calendar(text) : parse_number(text);
}

std::optional<int64_t> TripTimes::parse_calendar(std::string_view text) {
  if (text.size() < 16 || (text[10] != 'T' && text[10] != ' ' && text[10] != 't')) {
    const auto when = time::parse_time(text);
    if (when) has_calendar_ = true;
    return when ? std::optional(when->ms) : std::nullopt;
  }
  if (std::memcmp(day_text_.data(), text.data(), day_text_.size()) != 0) {
    const auto day = time::parse_time(text.substr(0, 10));
    if (!day) return std::nullopt;
    std::memcpy(day_text_.data(), text.data(), day_text_.size());
    day_ms_ = day->ms;
  }
  const auto hour = two_digits(text.data() + 11, 23), minute = two_digits(text.data() + 14, 59);
  if (!hour || text[13] != ':' || !minute) return std::nullopt;
  int64_t ms = day_ms_ + (*hour * 60 + *minute) * 60'000;
  std::string_view rest = text.substr(16);
  if (rest.size() >= 3 && rest[0] == ':') {
    const auto second = two_digits(rest.data() + 1, 60);  // a leap second is the next one
    if (!second) return std::nullopt;
    ms += *second * 1000;
    rest.remove_prefix(3);
    if (rest.size() >= 2 && rest[0] == '.' && is_digit(rest[1])) {
      rest.remove_prefix(1);
      for (int64_t scale = 100; !rest.empty() && is_digit(rest[0]); scale /= 10) {
        ms += (rest[0] - '0') * scale;
        rest.remove_prefix(1);
      }
    }
  }
  const auto zone = zone_ms(rest);
  if (!zone) return std::nullopt;
  has_calendar_ = true;
  return in_range(ms - *zone);
}

std::optional<int64_t> TripTimes::parse_number(std::string_view text) {
  const auto number = parse_finite(text);
  if (!number || std::abs(*number) > 1e14) return std::nullopt;
  if (numbers_ == NumberedTime::undecided)
    numbers_ = std::abs(*number) < 1e11 ? NumberedTime::seconds : NumberedTime::milliseconds;
  const double ms = numbers_ == NumberedTime::milliseconds ? *number : *number * 1000;
  if (std::abs(ms) > 1e14) return std::nullopt;
  return in_range(epoch_ms_ + std::llround(ms));
}

std::string_view TripTimes::decision() const {
  switch (numbers_) {
    case NumberedTime::seconds:
      return "Unix seconds";
    case NumberedTime::milliseconds:
      return "Unix milliseconds";
    case NumberedTime::since_epoch:
      return has_calendar_ ? "ISO 8601" : "seconds since the epoch given";
    case NumberedTime::undecided:
      break;
  }
  return "ISO 8601";
}

NameTable::NameTable() : begins_{0}, slots_(1024, 0) {}

namespace {
uint64_t hash_of(std::string_view text) {
  uint64_t hash = 0x9e3779b97f4a7c15u ^ text.size();
  while (text.size() >= 8) {
    uint64_t word;
    std::memcpy(&word, text.data(), 8);
    hash = (hash ^ word) * 0xff51afd7ed558ccdu;
    hash ^= hash >> 32;
    text.remove_prefix(8);
  }
  uint64_t word = 0;
  std::memcpy(&word, text.data(), text.size());
  hash = (hash ^ word) * 0xc4ceb9fe1a85ec53u;
  return hash ^ hash >> 29;
}
}  // namespace

uint32_t NameTable::number_of(std::string_view text, bool& is_new) {
  is_new = false;
  size_t slot = hash_of(text) & (slots_.size() - 1);
  for (; slots_[slot]; slot = (slot + 1) & (slots_.size() - 1))
    if ((*this)[slots_[slot] - 1] == text) return slots_[slot] - 1;
  is_new = true;
  const uint32_t number = size();
  chars_.append(text);
  begins_.push_back(chars_.size());
  slots_[slot] = number + 1;
  if (begins_.size() * 2 > slots_.size()) grow();
  return number;
}

void NameTable::grow() {
  slots_.assign(slots_.size() * 2, 0);
  for (uint32_t number = 0; number < size(); ++number) {
    size_t slot = hash_of((*this)[number]) & (slots_.size() - 1);
    while (slots_[slot]) slot = (slot + 1) & (slots_.size() - 1);
    slots_[slot] = number + 1;
  }
}

}  // namespace caspian::import
