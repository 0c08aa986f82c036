// The clock around frames.
#include "app/frame_timing.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <ctime>

namespace caspian::app {
namespace {
using Clock = std::chrono::steady_clock;
}  // namespace

void add_passes(std::vector<PassRounds>& passes, std::span<const gpu::PassTime> times) {
  for (const gpu::PassTime& time : times) {
    auto known = std::find_if(passes.begin(), passes.end(),
                              [&](const PassRounds& pass) { return pass.name == time.name; });
    if (known == passes.end()) known = passes.insert(passes.end(), {time.name, {}});
    known->ms.values.push_back(time.ms);
  }
}
double Rounds::median() const {
  if (values.empty()) return 0;
  std::vector<double> sorted = values;
  std::sort(sorted.begin(), sorted.end());
  const size_t middle = sorted.size() / 2;
  return sorted.size() % 2 ? sorted[middle] : 0.5 * (sorted[middle - 1] + sorted[middle]);
}

double Rounds::best() const {
  return values.empty() ? 0 : *std::min_element(values.begin(), values.end());
}

double Rounds::worst() const {
  return values.empty() ? 0 : *std::max_element(values.begin(), values.end());
}

double Rounds::quantile(double share) const {
  if (values.empty()) return 0;
  std::vector<double> sorted = values;
  std::sort(sorted.begin(), sorted.end());
  const auto rank = static_cast<size_t>(std::ceil(share * static_cast<double>(sorted.size())));
  return sorted[std::clamp<size_t>(rank, 1, sorted.size()) - 1];
}

FrameTiming time_frames(gpu::FrameRing& ring, int rounds, int frames,
                        const std::function<void(const gpu::Frame&, int)>& record) {
  FrameTiming timing;
  int number = 0;
  const auto draw = [&] {
    const gpu::Frame frame = ring.begin();
    record(frame, number++);
    ring.end(frame);
  };
  draw();
  draw();
  ring.finish();
  for (int round = 0; round < rounds; ++round) {
    const auto began = Clock::now();
    const std::clock_t cpu_began = std::clock();
    for (int i = 0; i < frames; ++i) {
      draw();
      if (i >= int(gpu::k_frames_in_flight)) add_passes(timing.passes, ring.last_times());
    }
    ring.finish();
    add_passes(timing.passes, ring.last_times());
    const std::chrono::duration<double, std::milli> passed = Clock::now() - began;
    timing.frame_ms.values.push_back(passed.count() / frames);
    timing.cpu_ms.values.push_back(1000.0 * double(std::clock() - cpu_began) / CLOCKS_PER_SEC /
                                   frames);
  }
  return timing;
}

}  // namespace caspian::app
