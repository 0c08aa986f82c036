// Which units of a run have ages in a span: found from the span, not by looking at every unit.
#pragma once
#include <algorithm>
#include <cmath>
#include <cstdint>

#include "scene/flow_motion.h"

namespace caspian::scene {

/// Calls `take(unit, age)` for every unit of a run whose age is in [from, to), until it says no.
template <typename Take>
void for_each_unit(const FlowRun& run, uint32_t duration, uint32_t from, uint32_t to, Take&& take) {
  const double step = double(run.age_step) * 0x1p-32;
  const auto in_play = [&](uint32_t unit) {
    const uint32_t age = age_in_run(run, duration, unit);
    return age < from || age >= to || take(unit, age);
  };
  // Numbers are widened by one on either side, then each age is looked at.
  const auto numbers = [&](double low, double high, double count, auto&& call) {
    if (step <= 0) {
      if (count > 0) call(0u);
      return;
    }
    const double first = std::max(0.0, std::floor(low / step) - 1);
    const double last = std::min(count - 1, std::ceil(high / step) + 1);
    for (double k = first; k <= last; ++k)
      if (!call(static_cast<uint32_t>(k))) return;
  };
  if (!run.is_scaled) {
    numbers(double(run.age_first) - to, double(run.age_first) - from, run.count, in_play);
    return;
  }
  const double slots = std::exp2(double(run.rank_bits));
  for (const double turn : {0.0, double(duration)}) {
    bool goes_on = true;
    const double low = from + turn - run.age_first, high = to + turn - run.age_first;
    if (high < 0) continue;
    // Near the seam a slot may be in reach of both turns: it belongs to one.
    numbers(low, high, slots, [&](uint32_t slot) {
      const uint32_t unit = slot_of_rank(slot, run.rank_bits);  // its own inverse
      const bool is_second = run.age_first + std::floor(slot * step) >= duration;
      if (unit < run.count && is_second == (turn > 0)) goes_on = in_play(unit);
      return goes_on;
    });
    if (!goes_on) return;
  }
}

}  // namespace caspian::scene
