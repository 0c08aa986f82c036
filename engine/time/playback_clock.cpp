// Moves date and motion time by elapsed wall time.
#include "time/playback_clock.h"

#include <algorithm>
#include <cmath>

namespace caspian::time {
namespace {

/// Whole milliseconds of `amount_ms` and what was left over before; the rest is kept for the next
/// step, so that slow play does not lose its fractions.
int64_t whole_step(double amount_ms, double& rest_ms) {
  const double total = amount_ms + rest_ms;
  const double whole = std::floor(total);
  rest_ms = total - whole;
  return static_cast<int64_t>(whole);
}

}  // namespace

void PlaybackClock::advance(double elapsed_s) {
  if (!is_playing || elapsed_s <= 0) return;
  const double motion_speed =
      std::clamp(speed_ms_per_s, -k_true_speed_limit_ms_per_s, k_true_speed_limit_ms_per_s);
  now.ms += whole_step(speed_ms_per_s * elapsed_s, now_rest_ms);
  motion.ms += whole_step(motion_speed * elapsed_s, motion_rest_ms);
  if (now >= range_from && now <= range_to) return;
  if (loop == Loop::stop) {
    now = std::clamp(now, range_from, range_to);
    is_playing = false;
  } else {
    const int64_t span = std::max<int64_t>(range_to.ms - range_from.ms, 1);
    const int64_t beyond = ((now.ms - range_from.ms) % span + span) % span;
    now.ms = range_from.ms + beyond;
  }
  if (!is_scaled()) motion_at_date();
}

void PlaybackClock::seek(SimTime when) {
  now = motion = std::clamp(when, range_from, std::max(range_from, range_to));
  now_rest_ms = motion_rest_ms = 0;
}

void PlaybackClock::motion_at_date() {
  motion = now;
  motion_rest_ms = now_rest_ms;  // else the two drift apart by a millisecond
}

bool PlaybackClock::is_scaled() const {
  return std::abs(speed_ms_per_s) > k_true_speed_limit_ms_per_s;
}

}  // namespace caspian::time
