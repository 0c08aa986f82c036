// C(t) is kept as pieces of constant rate with the amount at their ends, so that it is exact at any
// distance.
#include "dataset/path_flows.h"

#include <algorithm>
#include <cmath>

namespace caspian::dataset {
namespace {

constexpr double k_tonnes_per_mt = 1e6;

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
  return static_cast<double>(time::from_calendar({year + 1, 1, 1}).ms -
                             time::from_calendar({year, 1, 1}).ms);
}

std::vector<TimeSpan> open_spans(const Dataset& data, const Path& path, TimeSpan range) {
  std::vector<TimeSpan> spans{range};
  for (const PathStep& step : path.steps)
    spans = shared_spans(
        spans, operating_spans(data.links[step.link].dates, data.is_plan(path.scenario), range));
  return spans;
}

void add_pieces(const RateSeries::Piece& piece, const Path& path, PathFlow& flow) {
  TimeSpan entries{piece.from, piece.to};
  if (path.from) entries.from = std::max(entries.from, *path.from);
  if (path.to) entries.to = std::min(entries.to, *path.to);
  if (entries.from >= entries.to || piece.per_year <= 0) return;
  const double per_year = piece.per_year * path.share * (flow.is_gas ? 1 : k_tonnes_per_mt);
  for (const TimeSpan& open : flow.open) {
    const TimeSpan span{std::max(entries.from, open.from), std::min(entries.to, open.to)};
    if (span.from >= span.to) continue;
    // A piece of a series lies within one year, so the year's amount is exact.
    const double per_ms = per_year / ms_of_year(time::calendar_of(piece.from).year);
    const double before = flow.pieces.empty() ? 0 : flow.pieces.back().entered_after;
    const double after = before + per_ms * static_cast<double>(span.to.ms - span.from.ms);
    flow.pieces.push_back({span.from, span.to, per_ms, before, after, open.from, open.to});
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
    const double begins_to_leave = std::min(from + duration_ms, closes);
    const double has_left = std::min(to + duration_ms, closes);
    changes.push_back({from, piece.per_ms, 0});
    changes.push_back({to, -piece.per_ms, 0});
    changes.push_back({begins_to_leave, -piece.per_ms, 0});
    changes.push_back({has_left, piece.per_ms, 0});
    const double left_over = piece.per_ms * ((to - from) - (has_left - begins_to_leave));
    changes.push_back({has_left, 0, -left_over});
  }
}

}  // namespace

double PathFlow::entered(time::SimTime when, double back_ms) const {
  const auto after = std::upper_bound(pieces.begin(), pieces.end(), when,
                                      [&](time::SimTime t, const Piece& piece) {
                                        return static_cast<double>(t.ms - piece.from.ms) < back_ms;
                                      });
  if (after == pieces.begin()) return 0;
  const Piece& piece = *(after - 1);
  const double since = static_cast<double>(when.ms - piece.from.ms) - back_ms;
  if (since >= static_cast<double>(piece.to.ms - piece.from.ms)) return piece.entered_after;
  return piece.entered_before + piece.per_ms * since;
}

double PathFlow::on_path(time::SimTime when, double duration_ms) const {
  const TimeSpan* span = span_at(open, when);
  if (!span) return 0;
  const double back = std::min(duration_ms, static_cast<double>(when.ms - span->from.ms));
  return entered(when) - entered(when, back);
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
  for (uint32_t i = 0; i < data.paths.size(); ++i) {
    const Path& path = data.paths[i];
    for (const RateSeries& series : all) {
      if (series.corridor != path.corridor || series.scenario != path.scenario ||
          series.pieces.empty())
        continue;
      const TimeSpan range{
          series.pieces.front().from,
          {series.pieces.back().to.ms + 366 * time::k_ms_per_day}};  // the last ones arrive
      for (const bool is_plan : {false, true}) {
        PathFlow flow{.path = i,
                      .corridor = path.corridor,
                      .commodity = series.commodity,
                      .scenario = series.scenario,
                      .is_gas = series.unit == "bcm",
                      .is_plan = is_plan};
        const std::string key =
            path.id + '/' + flow.commodity + '/' + flow.scenario + (is_plan ? "/plan" : "");
        flow.phase = hash_fraction(key);
        flow.scatter = hash_fraction(key + "/scatter");
        flow.open = open_spans(data, path, range);
        for (const RateSeries::Piece& piece : series.pieces)
          if ((piece.kind != Kind::actual) == is_plan) add_pieces(piece, path, flow);
        if (!flow.pieces.empty()) flows.push_back(std::move(flow));
      }
    }
  }
  return flows;
}

}  // namespace caspian::dataset
