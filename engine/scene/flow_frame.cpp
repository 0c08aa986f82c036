// Amounts become counts and ages; doubles up to here, integers from here on.
#include "scene/flow_frame.h"

#include <algorithm>
#include <cmath>

#include "scene/flow_peaks.h"

namespace caspian::scene {
namespace {

using dataset::PathFlow;

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

/// A motion in which a flow is shown, and how strongly.
struct Shown {
  time::SimTime motion_time;
  bool is_scaled = true;
  float alpha = 1;
  bool is_counted = true;
};

/// The number of the last unit that has entered when so much has: floor(C / w - phi).
double last_unit(double amount, double size, double phase) {
  return std::floor(amount / size - phase);
}

void add_scaled(const FlowTracks& tracks, uint32_t index, const FlowMoment& moment,
                const Shown& shown, FlowFrame& frame) {
  const PathFlow& flow = tracks.amounts[index];
  const Timetable& timetable = tracks.timetables[flow.path];
  const double size = moment.sizes.of(flow);
  const double units = flow.on_path(moment.time, timetable.duration_ms()) / size - flow.phase;
  if (units <= 0) return;
  const double whole = std::ceil(units);
  const double slots = std::max(1.0, std::ceil(tracks.most_on_path[index] / size));
  const uint32_t duration = timetable.duration();
  FlowRun run{.flow = index,
              .timetable = flow.path,
              .is_scaled = true,
              .alpha = shown.alpha,
              .is_counted = shown.is_counted};
  run.rank_bits = static_cast<uint32_t>(std::ceil(std::log2(slots)));
  run.count = static_cast<uint32_t>(std::min(whole, std::exp2(run.rank_bits)));
  run.last_alpha = static_cast<float>(std::clamp(units - (run.count - 1.0), 0.0, 1.0));
  const double first =
      std::fmod(ticks_run(shown.motion_time, duration) + flow.scatter * duration, duration);
  run.age_first = std::min(static_cast<uint32_t>(first), duration - 1);
  run.age_step = (uint64_t{duration} << 32) >> run.rank_bits;
  frame.runs.push_back(run);
}

/// Units that entered during one piece of constant rate and are still on their way. A unit that
/// takes longer or shorter than the timetable stands where one of the timetable's would stand after
/// the same share of its journey.
void add_true_piece(const Timetable& timetable, uint32_t index, const PathFlow& flow,
                    const PathFlow::Piece& piece, const FlowMoment& moment, const Shown& shown,
                    FlowFrame& frame) {
  const double size = moment.sizes.of(flow);
  const double now_ms = static_cast<double>(moment.time.ms - piece.from.ms);
  const double travel_ms = piece.travel_or(timetable.duration_ms());
  const double first =
      last_unit(piece.entered_by(std::max(0.0, now_ms - travel_ms)), size, flow.phase) + 1;
  const double last = last_unit(piece.entered_by(now_ms), size, flow.phase);
  if (last < first) return;
  const double ticks_per_ms = timetable.duration() / travel_ms;
  // With 64 bits: after a century of freight the amounts leave a double too few digits for the
  // moment of entry.
  const long double entry_ms =
      ((static_cast<long double>(first) + flow.phase) * size - piece.entered_before) / piece.per_ms;
  const double age = std::clamp(static_cast<double>(now_ms - entry_ms) * ticks_per_ms, 0.0,
                                timetable.duration() - 1.0);
  FlowRun run{
      .flow = index, .timetable = flow.path, .alpha = shown.alpha, .is_counted = shown.is_counted};
  run.count = static_cast<uint32_t>(std::min(last - first + 1, 4294967295.0));
  run.first_unit = static_cast<int64_t>(first);
  run.age_first = static_cast<uint32_t>(age);
  if (run.count > 1) {
    const double step = size / piece.per_ms * ticks_per_ms;
    run.age_step =
        static_cast<uint64_t>(std::min(step, run.age_first / (run.count - 1.0)) * 0x1p32);
  }
  frame.runs.push_back(run);
}

void add_flow(const FlowTracks& tracks, uint32_t index, const FlowMoment& moment,
              const Shown& shown, FlowFrame& frame) {
  if (shown.alpha <= 0 && !shown.is_counted) return;
  if (shown.is_scaled) return add_scaled(tracks, index, moment, shown, frame);
  const PathFlow& flow = tracks.amounts[index];
  const Timetable& timetable = tracks.timetables[flow.path];
  for (const PathFlow::Piece& piece : flow.in_play(moment.time, timetable.duration_ms()))
    add_true_piece(timetable, index, flow, piece, moment, shown, frame);
}

bool yearly_is_scaled(bool motion_is_scaled, MotionMode mode) {
  return motion_is_scaled || mode != MotionMode::true_motion;
}

bool stamped_is_scaled(bool motion_is_scaled, MotionMode mode) {
  return motion_is_scaled || mode == MotionMode::scaled;
}

}  // namespace

UnitSizes unit_sizes(const FlowTracks& tracks, const std::string& variant, int budget,
                     const dataset::FlowFilter& filter) {
  const FlowPeak peak = peak_of(tracks, variant, filter);
  const double gas_budget = peak.bcm <= 0      ? 0
                            : peak.tonnes <= 0 ? budget
                                               : budget * k_gas_share_of_budget;
  UnitSizes sizes;
  if (peak.tonnes > 0) sizes.tonnes = size_for(peak.tonnes, peak.mass_flows, budget - gas_budget);
  if (peak.bcm > 0) sizes.bcm = size_for(peak.bcm, peak.gas_flows, gas_budget);
  return sizes;
}

FlowMoment flow_moment(const FlowTracks& tracks, const FrameInputs& inputs) {
  const ViewSettings& settings = inputs.settings;
  FlowMoment moment{
      .time = inputs.time,
      .motion_time = inputs.motion_time,
      .is_scaled = yearly_is_scaled(inputs.motion_is_scaled, settings.motion),
      .variant = settings.variant,
      .hidden = settings.hidden,
      .sizes = unit_sizes(tracks, settings.variant, settings.unit_budget, settings.filter),
      .stamped_is_scaled = stamped_is_scaled(inputs.motion_is_scaled, settings.motion),
      .filter = settings.filter};
  const FormerMotion& former = inputs.former;
  if (inputs.mode_fade > 0)
    moment.former = {
        .share = std::min(inputs.mode_fade, 1.0),
        .motion_time = former.motion_time,
        .is_scaled = yearly_is_scaled(former.motion_is_scaled, former.motion),
        .stamped_is_scaled = stamped_is_scaled(former.motion_is_scaled, former.motion)};
  return moment;
}

std::string_view motion_id(const FlowTracks& tracks, const FlowMoment& moment) {
  bool any_scaled = false, any_true = false;
  for (uint32_t i = 0; i < tracks.amounts.size(); ++i)
    if (is_in_moment(tracks, moment, i))
      (moment.scales(tracks.amounts[i]) ? any_scaled : any_true) = true;
  if (any_scaled && any_true) return "mixed";
  if (!any_scaled && !any_true) return moment.is_scaled ? "scaled" : "true";
  return any_scaled ? "scaled" : "true";
}

bool is_in_moment(const FlowTracks& tracks, const FlowMoment& moment, uint32_t flow) {
  const PathFlow& amount = tracks.amounts[flow];
  if (amount.scenario != "base" && amount.scenario != moment.variant) return false;
  if (!moment.filter.is_empty() && !dataset::passes(moment.filter, tracks.traits[flow]))
    return false;
  return std::find(moment.hidden.begin(), moment.hidden.end(), tracks.flows[flow].corridor_id) ==
         moment.hidden.end();
}

UnitRange units_on_path(const FlowTracks& tracks, const FlowMoment& moment, uint32_t index) {
  const PathFlow& flow = tracks.amounts[index];
  const double size = moment.sizes.of(flow);
  const double left = flow.left(moment.time, tracks.timetables[flow.path].duration_ms());
  return {static_cast<int64_t>(last_unit(left, size, flow.phase)) + 1,
          static_cast<int64_t>(last_unit(flow.entered(moment.time), size, flow.phase))};
}

double closing_alpha(const PathFlow& flow, time::SimTime when, double duration_ms) {
  const dataset::TimeSpan* open = dataset::span_at(flow.open, when);
  if (!open) return 0;
  const double fade_ms = std::min(k_closing_fade_ms, k_closing_fade_share * duration_ms);
  return std::min(1.0, static_cast<double>(open->to.ms - when.ms) / fade_ms);
}

FlowFrame flow_frame(const FlowTracks& tracks, const FlowMoment& moment) {
  FlowFrame frame;
  const FlowMoment::Former& former = moment.former;
  for (uint32_t i = 0; i < tracks.amounts.size(); ++i) {
    if (!is_in_moment(tracks, moment, i)) continue;
    const PathFlow& flow = tracks.amounts[i];
    const double alpha =
        closing_alpha(flow, moment.time, tracks.timetables[flow.path].duration_ms());
    const bool is_scaled = moment.scales(flow);
    const bool was_scaled = flow.is_time_stamped ? former.stamped_is_scaled : former.is_scaled;
    const bool fades =
        former.share > 0 &&
        (is_scaled != was_scaled || (is_scaled && former.motion_time != moment.motion_time));
    const double share = fades ? former.share : 0;
    add_flow(tracks, i, moment,
             {moment.motion_time, is_scaled, static_cast<float>(alpha * (1 - share)), true}, frame);
    if (fades)
      add_flow(tracks, i, moment,
               {former.motion_time, was_scaled, static_cast<float>(alpha * share), false}, frame);
  }
  return frame;
}

}  // namespace caspian::scene
