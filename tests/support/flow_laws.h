// The laws of moving units as judges (flows.md sections 2 and 3): each looks at units as they are
// drawn and says what is wrong with them. Written from the definitions, in long double; knows
// nothing of how flow_frame finds its runs.
#pragma once
#include <string>
#include <vector>

#include "scene/flow_frame.h"

namespace caspian::test {

/// A unit that is on its way by definition: it entered at the first instant with C >= (k + phi) w,
/// not longer ago than its journey takes, and the path has been open since.
struct LawfulUnit {
  int64_t number = 0;
  long double since_entry_ms = 0;
  long double share = 0;  // of its journey
  double travel_ms = 0;   // its journey's time
  double doubt_ms = 0;    // what the digits of a double leave open
  bool is_certain =
      true;  // false: it enters or arrives so close to the instant that rounding decides
};
std::vector<LawfulUnit> lawful_units(const dataset::PathFlow& flow, double size, time::SimTime when,
                                     double duration_ms);

/// A unit as a frame has it.
struct DrawnUnit {
  int64_t number = 0;
  uint32_t age = 0;  // ticks of the timetable
  const scene::FlowRun* run = nullptr;
};
/// In the order of the runs.
std::vector<DrawnUnit> drawn_units(const scene::FlowTracks& tracks, const scene::FlowFrame& frame,
                                   uint32_t flow);

/// True motion of one flow: exactly the lawful units, each once, each at its age to a tick (1 ms),
/// none ahead of one that entered before it. "" = all is well.
std::string judge_true(const scene::FlowTracks& tracks, const scene::FlowMoment& moment,
                       const scene::FlowFrame& frame, uint32_t flow);

/// From one true frame to a later one within an open span and within the shortest journey: exactly
/// floor(C(b)/w - phi) - floor(C(a)/w - phi) units came, all in order; who is in both has moved by
/// its speed times the time between, no faster.
std::string judge_step(const scene::FlowTracks& tracks, const scene::FlowMoment& before,
                       const scene::FlowFrame& frame_before, const scene::FlowMoment& after,
                       const scene::FlowFrame& frame_after, uint32_t flow);

/// Alphas of what is shown of a flow in two motions: together as strong as in one, the new one
/// alone counted.
std::string judge_cross_fade(const scene::FlowTracks& tracks, const scene::FlowMoment& moment,
                             const scene::FlowFrame& frame, uint32_t flow);

}  // namespace caspian::test
