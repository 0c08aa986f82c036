// Amounts become counts and ages; doubles up to here, integers from here on.
#include "scene/flow_frame.h"

#include <algorithm>
#include <cmath>

namespace caspian::scene {
namespace {

using dataset::PathFlow;

constexpr double k_ticks_per_ms = k_ticks_per_s / 1000.0;
/// Gas and freight cannot be added: the budget is shared between them.
constexpr double k_gas_share_of_budget = 0.15;

/// The smallest number of the series 1-2-5 that is not below `least`.
double round_up_1_2_5(double least) {
  double decade = std::pow(10.0, std::floor(std::log10(least)));
  for (const double step : {1.0, 2.0, 5.0, 10.0})
    if (decade * step >= least * (1 - 1e-12)) return decade * step;
  return decade * 20;
}

/// Each flow may show one unit more than its amount: the room for them is taken off first.
double size_for(double peak, uint32_t flows, double budget) {
  if (peak <= 0) return 1;
  return round_up_1_2_5(peak / std::max(budget - flows, budget / 2));
}

/// How much of a journey the motion time has run, in ticks. In integers, so that a century later
/// the pattern is still exact.
double ticks_run(time::SimTime motion_time, uint32_t duration) {
  const int64_t cycle = int64_t{duration} * 125;  // 1 ms = 128/125 ticks
  int64_t rest = motion_time.ms * 128 % cycle;
  if (rest < 0) rest += cycle;
  return static_cast<double>(rest) / 125.0;
}

void add_scaled(const FlowTracks& tracks, uint32_t index, const FlowMoment& moment,
                FlowFrame& frame) {
  const PathFlow& flow = tracks.amounts[index];
  const Timetable& timetable = tracks.timetables[flow.path];
  const double size = moment.sizes.of(flow);
  const double shown = flow.on_path(moment.time, timetable.duration_ms()) / size - flow.phase;
  if (shown <= 0) return;
  const double whole = std::ceil(shown);
  const double slots = std::max(1.0, std::ceil(tracks.most_on_path[index] / size));
  const uint32_t duration = timetable.duration();
  FlowRun run{.flow = index, .timetable = flow.path, .is_scaled = true};
  run.rank_bits = static_cast<uint32_t>(std::ceil(std::log2(slots)));
  run.count = static_cast<uint32_t>(std::min(whole, std::exp2(run.rank_bits)));
  run.last_alpha = static_cast<float>(std::clamp(shown - (run.count - 1.0), 0.0, 1.0));
  const double first =
      std::fmod(ticks_run(moment.motion_time, duration) + flow.scatter * duration, duration);
  run.age_first = std::min(static_cast<uint32_t>(first), duration - 1);
  run.age_step = (uint64_t{duration} << 32) >> run.rank_bits;
  frame.runs.push_back(run);
}

/// Units that entered during one piece of constant rate and are still on their way.
void add_true_piece(const Timetable& timetable, uint32_t index, const PathFlow& flow,
                    const PathFlow::Piece& piece, const FlowMoment& moment, FlowFrame& frame) {
  const double size = moment.sizes.of(flow);
  const double now_ms = static_cast<double>(moment.time.ms - piece.from.ms);
  const double length_ms = static_cast<double>(piece.to.ms - piece.from.ms);
  const double begin_ms = std::max(0.0, now_ms - timetable.duration_ms());
  const double end_ms = std::min(now_ms, length_ms);
  if (begin_ms >= end_ms) return;
  const auto entered = [&](double since_ms) {
    if (since_ms <= 0) return piece.entered_before;
    return since_ms >= length_ms ? piece.entered_after
                                 : piece.entered_before + piece.per_ms * since_ms;
  };
  const double first = std::floor(entered(begin_ms) / size - flow.phase) + 1;
  const double last = std::floor(entered(end_ms) / size - flow.phase);
  if (last < first) return;
  const auto age_of = [&](double unit) {
    const double entry_ms = ((unit + flow.phase) * size - piece.entered_before) / piece.per_ms;
    return std::clamp((now_ms - entry_ms) * k_ticks_per_ms, 0.0, timetable.duration() - 1.0);
  };
  FlowRun run{.flow = index, .timetable = flow.path};
  run.count = static_cast<uint32_t>(std::min(last - first + 1, 4294967295.0));
  run.first_unit = static_cast<int64_t>(first);
  run.age_first = static_cast<uint32_t>(age_of(first));
  if (run.count > 1) {
    const double step = size / piece.per_ms * k_ticks_per_ms;
    run.age_step =
        static_cast<uint64_t>(std::min(step, run.age_first / (run.count - 1.0)) * 0x1p32);
  }
  frame.runs.push_back(run);
}

void add_true(const FlowTracks& tracks, uint32_t index, const FlowMoment& moment,
              FlowFrame& frame) {
  const PathFlow& flow = tracks.amounts[index];
  const Timetable& timetable = tracks.timetables[flow.path];
  const auto after = std::upper_bound(
      flow.pieces.begin(), flow.pieces.end(), moment.time,
      [](time::SimTime when, const PathFlow::Piece& piece) { return when < piece.from; });
  auto first = after;
  const auto is_in_play = [&](const PathFlow::Piece& piece) {
    return moment.time < piece.open_to &&
           static_cast<double>(moment.time.ms - piece.to.ms) < timetable.duration_ms();
  };
  while (first != flow.pieces.begin() && is_in_play(*(first - 1))) --first;
  for (; first != after; ++first) add_true_piece(timetable, index, flow, *first, moment, frame);
}

}  // namespace

UnitSizes unit_sizes(const FlowTracks& tracks, const std::string& variant, int budget) {
  UnitSizes sizes;
  for (const FlowPeak& peak : tracks.peaks) {
    if (peak.variant != variant) continue;
    const double gas_budget = peak.bcm <= 0      ? 0
                              : peak.tonnes <= 0 ? budget
                                                 : budget * k_gas_share_of_budget;
    sizes.tonnes = size_for(peak.tonnes, peak.mass_flows, budget - gas_budget);
    sizes.bcm = size_for(peak.bcm, peak.gas_flows, gas_budget);
  }
  return sizes;
}

FlowMoment flow_moment(const FlowTracks& tracks, const FrameInputs& inputs) {
  const ViewSettings& settings = inputs.settings;
  return {.time = inputs.time,
          .motion_time = inputs.motion_time,
          .is_scaled = settings.motion != MotionMode::true_motion,
          .variant = settings.variant,
          .hidden = settings.hidden,
          .sizes = unit_sizes(tracks, settings.variant, settings.unit_budget)};
}

bool is_in_moment(const FlowTracks& tracks, const FlowMoment& moment, uint32_t flow) {
  const PathFlow& amount = tracks.amounts[flow];
  if (amount.scenario != "base" && amount.scenario != moment.variant) return false;
  return std::find(moment.hidden.begin(), moment.hidden.end(), tracks.flows[flow].corridor_id) ==
         moment.hidden.end();
}

UnitRange units_on_path(const FlowTracks& tracks, const FlowMoment& moment, uint32_t index) {
  const PathFlow& flow = tracks.amounts[index];
  const double size = moment.sizes.of(flow);
  const dataset::TimeSpan* open = dataset::span_at(flow.open, moment.time);
  const double last = std::floor(flow.entered(moment.time) / size - flow.phase);
  if (!open) return {static_cast<int64_t>(last) + 1, static_cast<int64_t>(last)};
  const double back_ms = std::min(tracks.timetables[flow.path].duration_ms(),
                                  static_cast<double>(moment.time.ms - open->from.ms));
  const double first = std::floor(flow.entered(moment.time, back_ms) / size - flow.phase) + 1;
  return {static_cast<int64_t>(first), static_cast<int64_t>(last)};
}

FlowFrame flow_frame(const FlowTracks& tracks, const FlowMoment& moment) {
  FlowFrame frame;
  for (uint32_t i = 0; i < tracks.amounts.size(); ++i) {
    if (!is_in_moment(tracks, moment, i)) continue;
    if (moment.is_scaled)
      add_scaled(tracks, i, moment, frame);
    else
      add_true(tracks, i, moment, frame);
  }
  return frame;
}

}  // namespace caspian::scene
