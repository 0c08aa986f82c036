// Film frame number -> date and motion time, with exact frame rates. Integers throughout: frame k
// of a film is the same instant on every machine, and drawing it alone gives the same picture.
#pragma once
#include <optional>
#include <string_view>

#include "time/sim_time.h"

namespace caspian::time {

/// Frames per second as a fraction, e.g. 30/1 or 30000/1001.
struct FrameRate {
  int64_t numerator = 30;
  int64_t denominator = 1;
  bool operator==(const FrameRate&) const = default;
};

/// Reads `30`, `30000/1001`, `12.5`; the customary 23.976, 29.97 and 59.94 mean the exact
/// fractions. From 1 to 240.
std::optional<FrameRate> parse_frame_rate(std::string_view text);

struct FrameTimes {
  SimTime time;    // the date
  SimTime motion;  // how far the pattern has run
};

struct FrameSchedule {
  SimTime from, to;  // to < from: the film runs backward
  int64_t duration_ms = 10'000;
  FrameRate rate;
  SimTime motion_from;  // m_0; equal to `from` unless chosen

  /// duration x rate, rounded to the nearest frame, at least 1. Frame 0 shows `from`; `to` is where
  /// the next frame after the last would stand.
  int64_t frame_count() const;
  /// t_k = from + k/fps x speed; m_k = m_0 + k/fps x the speed, held to the limit (flows.md section
  /// 3).
  FrameTimes frame(int64_t k) const;
  double speed_ms_per_s() const;
  bool is_scaled() const;  // the film's speed is beyond the limit
};

}  // namespace caspian::time
