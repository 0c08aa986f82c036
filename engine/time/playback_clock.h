// Play, pause, seek, speed, loop: elapsed wall time in, instants out. Reads no clock itself.
#pragma once
#include "time/sim_time.h"

namespace caspian::time {

/// Beyond this many simulated ms per second the motion of units is not to scale (flows.md section
/// 3): 12 h/s.
constexpr double k_true_speed_limit_ms_per_s = 12.0 * 3600.0 * 1000.0;

enum class Loop { stop, repeat };

struct PlaybackClock {
  SimTime now;     // the date
  SimTime motion;  // how far the pattern has run
  bool is_playing = false;
  double speed_ms_per_s = 6.0 * 3600.0 * 1000.0;  // simulated ms per second; negative = backward
  SimTime range_from, range_to;
  Loop loop = Loop::repeat;
  double now_rest_ms = 0,
         motion_rest_ms = 0;  // fractions of a millisecond not yet in `now` and `motion`

  /// Moves by `elapsed_s` of wall time; the motion time runs at most at the limit. At the end of
  /// the range it stops or goes on from the other end (where motion = date again, unless it is
  /// scaled).
  void advance(double elapsed_s);
  /// Jumps; motion = date again.
  void seek(SimTime when);
  /// The pattern belongs to its date again.
  void motion_at_date();
  bool is_scaled() const;  // the speed chosen is beyond the limit
};

}  // namespace caspian::time
