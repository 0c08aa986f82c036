// C(t) is kept as pieces of constant rate with the amount at their ends, so that it is exact at any
// distance.
#include "dataset/path_flows.h"

#include <algorithm>
#include <cmath>

#include "dataset/flow_bins.h"
#include "dataset/path_spans.h"

namespace caspian::dataset {
namespace {

constexpr double k_tonnes_per_mt = 1e6;
constexpr double k_ms_per_h = 3'600'000;

/// FNV-1a, then mixed, as a fraction of one.
double hash_fraction(const std::string& text) {
  uint64_t hash = 14695981039346656037ull;
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211ull;
  hash ^= hash >> 33;
  hash *= 0xff51afd7ed558ccdull;
  hash ^= hash >> 33;
  return static_cast<double>(hash >> 11) * 0x1p-53;
}

double ms_of_year(int year) {
  return static_cast<double>(length_ms({span_of_year(year)}));
}

/// Appends what enters evenly over ordered spans; each is cut by when the path is open.
void add_piece(PathFlow& flow, TimeSpan span, double per_ms, double travel_ms = 0) {
  const TimeSpan* open = span_at(flow.open, span.from);
  if (!open || per_ms <= 0) return;
  const double before = flow.pieces.empty() ? 0 : flow.pieces.back().entered_after;
  const double after = before + per_ms * static_cast<double>(span.to.ms - span.from.ms);
  flow.pieces.push_back(
      {span.from, span.to, per_ms, before, after, open->from, open->to, travel_ms});
}

/// A piece of a series lies within one year, so the year's amount is exact.
void add_yearly(const RateSeries::Piece& piece, const Path& path,
                const std::vector<TimeSpan>& displaced, PathFlow& flow) {
  const double per_year =
      piece.per_year * piece.while_open * path.share * (flow.is_gas ? 1 : k_tonnes_per_mt);
  const double per_ms = per_year / ms_of_year(time::calendar_of(piece.from).year);
  const std::vector<TimeSpan> entries =
      shared_spans(entry_spans(path, flow.open), {{piece.from, piece.to}});
  for (const TimeSpan& span : spans_without(entries, displaced)) add_piece(flow, span, per_ms);
}

void hash_into(PathFlow& flow, const std::string& key) {
  flow.phase = hash_fraction(key);
  flow.scatter = hash_fraction(key + "/scatter");
}

/// The last ones arrive within a year.
TimeSpan range_of(time::SimTime from, time::SimTime to) {
  return {from, {to.ms + 366 * time::k_ms_per_day}};
}

void add_yearly_flows(const Dataset& data, uint32_t index, const RateSeries& series,
                      const std::vector<TimeSpan>& displaced, std::vector<PathFlow>& flows) {
  const Path& path = data.paths[index];
  for (const bool is_plan : {false, true}) {
    PathFlow flow{.path = index,
                  .corridor = path.corridor,
                  .commodity = series.commodity,
                  .scenario = series.scenario,
                  .is_gas = series.unit == "bcm",
                  .is_plan = is_plan};
    hash_into(flow,
              path.id + '/' + flow.commodity + '/' + flow.scenario + (is_plan ? "/plan" : ""));
    flow.open = open_spans(data, path, data.is_plan(path.scenario),
                           range_of(series.pieces.front().from, series.pieces.back().to));
    for (const RateSeries::Piece& piece : series.pieces)
      if ((piece.kind != Kind::actual) == is_plan) add_yearly(piece, path, displaced, flow);
    if (!flow.pieces.empty()) flows.push_back(std::move(flow));
  }
}

/// One flow per layer (actual, plan) and quality.
void add_stamped_flows(const Dataset& data, BinGroup group, std::vector<PathFlow>& flows) {
  const FlowBin& first = group.front();
  const Path& path = data.paths[first.path];
  const std::vector<TimeSpan> open =
      open_spans(data, path, data.is_plan(first.scenario), range_of(first.from, group.back().to));
  const std::vector<TimeSpan> entries = entry_spans(path, open);
  for (const bool is_plan : {false, true})
    for (const Quality quality : {Quality::measured, Quality::modelled, Quality::assumed}) {
      PathFlow flow{.path = first.path,
                    .corridor = path.corridor,
                    .commodity = first.commodity,
                    .scenario = first.scenario,
                    .is_gas = first.is_gas,
                    .is_plan = is_plan,
                    .quality = quality,
                    .is_time_stamped = true};
      hash_into(flow, path.id + '/' + flow.commodity + '/' + flow.scenario + '/' +
                          std::string(quality_id(quality)) + (is_plan ? "/plan" : "") + "/bins");
      flow.open = open;
      for (const FlowBin& bin : group) {
        if ((bin.kind != Kind::actual) != is_plan || bin.quality != quality) continue;
        const std::vector<TimeSpan> spans = entries_of(bin, entries);
        const double per_ms =
            bin.amount / static_cast<double>(std::max<int64_t>(length_ms(spans), 1));
        for (const TimeSpan& span : spans)
          add_piece(flow, span, per_ms, bin.travel_h.value_or(0) * k_ms_per_h);
      }
      if (!flow.pieces.empty()) flows.push_back(std::move(flow));
    }
}

/// A change of a piecewise linear sum: of its slope, and by a jump.
struct Change {
  double at_ms = 0, slope = 0, jump = 0;
};

void add_changes(const PathFlow& flow, double duration_ms, std::vector<Change>& changes) {
  for (const PathFlow::Piece& piece : flow.pieces) {
    const double from = static_cast<double>(piece.from.ms), to = static_cast<double>(piece.to.ms);
    const double closes = static_cast<double>(piece.open_to.ms);
    const double travel_ms = piece.travel_or(duration_ms);
    const double begins_to_leave = std::min(from + travel_ms, closes);
    const double has_left = std::min(to + travel_ms, closes);
    changes.push_back({from, piece.per_ms, 0});
    changes.push_back({to, -piece.per_ms, 0});
    changes.push_back({begins_to_leave, -piece.per_ms, 0});
    changes.push_back({has_left, piece.per_ms, 0});
    const double left_over = piece.per_ms * ((to - from) - (has_left - begins_to_leave));
    changes.push_back({has_left, 0, -left_over});
  }
}

}  // namespace

double PathFlow::Piece::entered_by(double since_ms) const {
  if (since_ms <= 0) return entered_before;
  if (since_ms >= static_cast<double>(to.ms - from.ms)) return entered_after;
  return std::min(entered_before + per_ms * since_ms, entered_after);
}

const PathFlow::Piece* PathFlow::piece_at(time::SimTime when) const {
  const auto after =
      std::upper_bound(pieces.begin(), pieces.end(), when,
                       [](time::SimTime t, const Piece& piece) { return t < piece.from; });
  return after == pieces.begin() || when >= (after - 1)->to ? nullptr : &*(after - 1);
}

double PathFlow::entered(time::SimTime when, double back_ms) const {
  const auto after = std::upper_bound(pieces.begin(), pieces.end(), when,
                                      [&](time::SimTime t, const Piece& piece) {
                                        return static_cast<double>(t.ms - piece.from.ms) < back_ms;
                                      });
  if (after == pieces.begin()) return 0;
  const Piece& piece = *(after - 1);
  return piece.entered_by(static_cast<double>(when.ms - piece.from.ms) - back_ms);
}

std::span<const PathFlow::Piece> PathFlow::in_play(time::SimTime when, double duration_ms) const {
  const auto end =
      std::upper_bound(pieces.begin(), pieces.end(), when,
                       [](time::SimTime t, const Piece& piece) { return t < piece.from; });
  const auto begin = std::partition_point(pieces.begin(), end, [&](const Piece& piece) {
    return when >= piece.open_to ||
           static_cast<double>(when.ms - piece.to.ms) >= piece.travel_or(duration_ms);
  });
  return {begin, end};
}

double PathFlow::left(time::SimTime when, double duration_ms) const {
  const std::span<const Piece> pieces_in_play = in_play(when, duration_ms);
  if (pieces_in_play.empty()) return entered(when);
  const Piece& oldest = pieces_in_play.front();
  return oldest.entered_by(static_cast<double>(when.ms - oldest.from.ms) -
                           oldest.travel_or(duration_ms));
}

double PathFlow::on_path(time::SimTime when, double duration_ms) const {
  return entered(when) - left(when, duration_ms);
}

double PathFlow::most_on_path(double duration_ms) const {
  return most_on_paths({this}, {duration_ms});
}

double most_on_paths(const std::vector<const PathFlow*>& flows,
                     const std::vector<double>& durations_ms) {
  std::vector<Change> changes;
  for (size_t i = 0; i < flows.size(); ++i) add_changes(*flows[i], durations_ms[i], changes);
  std::sort(changes.begin(), changes.end(),
            [](const Change& a, const Change& b) { return a.at_ms < b.at_ms; });
  double sum = 0, slope = 0, most = 0, at = changes.empty() ? 0 : changes[0].at_ms;
  for (const Change& change : changes) {
    sum += slope * (change.at_ms - at);
    most = std::max(most, sum);
    at = change.at_ms;
    slope += change.slope;
    sum += change.jump;
  }
  return most;
}

std::vector<PathFlow> build_path_flows(const Dataset& data, const std::vector<RateSeries>& all) {
  std::vector<PathFlow> flows;
  const std::vector<BinGroup> groups = bin_groups(data);
  for (uint32_t i = 0; i < data.paths.size(); ++i) {
    const Path& path = data.paths[i];
    for (const RateSeries& series : all) {
      if (series.path != k_none || series.corridor != path.corridor ||
          series.scenario != path.scenario || series.pieces.empty())
        continue;
      const auto bins = std::find_if(groups.begin(), groups.end(), [&](BinGroup group) {
        const FlowBin& first = group.front();
        return first.path == i && first.commodity == series.commodity &&
               first.scenario == series.scenario;
      });
      add_yearly_flows(data, i, series,
                       bins == groups.end() ? std::vector<TimeSpan>{} : covered_spans(*bins),
                       flows);
    }
  }
  for (const BinGroup group : groups) add_stamped_flows(data, group, flows);
  return flows;
}

}  // namespace caspian::dataset
