// Products of three 64-bit numbers are carried in 128 bits, and rounded once.
#include "time/frame_schedule.h"

#include <charconv>
#include <cmath>
#include <numeric>

#include "time/playback_clock.h"

namespace caspian::time {
namespace {

__extension__ using Wide = __int128;
constexpr int64_t k_limit_ms_per_s = static_cast<int64_t>(k_true_speed_limit_ms_per_s);

/// Nearest integer to numerator/denominator, halves away from zero; denominator > 0.
int64_t rounded_ratio(Wide numerator, Wide denominator) {
  const Wide half = denominator / 2;
  return static_cast<int64_t>((numerator >= 0 ? numerator + half : numerator - half) / denominator);
}

template <typename T>
std::optional<T> whole_number(std::string_view text) {
  T value{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return value;
}

}  // namespace

std::optional<FrameRate> parse_frame_rate(std::string_view text) {
  FrameRate rate;
  if (const size_t slash = text.find('/'); slash != text.npos) {
    const auto numerator = whole_number<int64_t>(text.substr(0, slash));
    const auto denominator = whole_number<int64_t>(text.substr(slash + 1));
    if (!numerator || !denominator || *denominator <= 0 || *numerator > 1'000'000 ||
        *denominator > 1'000'000)
      return std::nullopt;
    rate = {*numerator, *denominator};
  } else if (text == "23.976" || text == "29.97" || text == "59.94") {
    rate = {text == "23.976" ? 24000 : text == "29.97" ? 30000 : 60000, 1001};
  } else {
    const auto value = whole_number<double>(text);
    if (!value || !(*value >= 1 && *value <= 240)) return std::nullopt;
    rate = {std::llround(*value * 1000), 1000};
  }
  if (rate.numerator < rate.denominator || rate.numerator > 240 * rate.denominator)
    return std::nullopt;
  const int64_t common = std::gcd(rate.numerator, rate.denominator);
  return FrameRate{rate.numerator / common, rate.denominator / common};
}

int64_t FrameSchedule::frame_count() const {
  const int64_t count =
      rounded_ratio(Wide(duration_ms) * rate.numerator, Wide(rate.denominator) * 1000);
  return count < 1 ? 1 : count;
}

FrameTimes FrameSchedule::frame(int64_t k) const {
  const int64_t span = to.ms - from.ms;
  const int64_t run =
      rounded_ratio(Wide(span) * k * rate.denominator * 1000, Wide(duration_ms) * rate.numerator);
  FrameTimes times{{from.ms + run}, {motion_from.ms + run}};
  if (is_scaled()) {
    const int64_t limited =
        rounded_ratio(Wide(k) * rate.denominator * k_limit_ms_per_s, rate.numerator);
    times.motion.ms = motion_from.ms + (span < 0 ? -limited : limited);
  }
  return times;
}

double FrameSchedule::speed_ms_per_s() const {
  return double(to.ms - from.ms) * 1000.0 / double(duration_ms);
}

bool FrameSchedule::is_scaled() const {
  return Wide(std::abs(to.ms - from.ms)) * 1000 > Wide(k_limit_ms_per_s) * duration_ms;
}

}  // namespace caspian::time
