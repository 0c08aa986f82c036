// Measures how long frames take: wall time per frame and device time per pass, in rounds, so that a
// busy machine shows as a spread and not as a wrong number.
#pragma once
#include <functional>
#include <string>
#include <vector>

#include "app/session.h"

namespace caspian::app {

/// Measurements of one thing, one per round.
struct Rounds {
  std::vector<double> values;
  double median() const;  // 0 when there are none
  double best() const;
  double worst() const;
  /// The value below which `share` (0..1) of them lie, e.g. 0.95.
  double quantile(double share) const;
};

struct PassRounds {
  std::string name;
  Rounds ms;  // one per frame whose times came back
};

struct FrameTiming {
  Rounds frame_ms;  // one per round: its mean over the round's frames
  Rounds cpu_ms;    // the same in processor time of all threads: a busy machine does not change it
  std::vector<PassRounds> passes;
};

/// Adds a frame's pass times to those of their names.
void add_passes(std::vector<PassRounds>& passes, std::span<const gpu::PassTime> times);

/// Draws `rounds` x `frames` frames with two in flight, after two frames to warm up; `record` gets
/// the number of the frame.
FrameTiming time_frames(gpu::FrameRing& ring, int rounds, int frames,
                        const std::function<void(const gpu::Frame&, int)>& record);

}  // namespace caspian::app
