// What each path carries: C(t), the amount that has entered it by an instant (flows.md section 1),
// and from it what is on the path. Knows no units and no drawing.
#pragma once
#include <span>
#include <string>
#include <vector>

#include "dataset/dataset.h"
#include "dataset/flow_totals.h"

namespace caspian::dataset {

/// (path, commodity, scenario), actual figures apart from plans and forecasts: those are a layer of
/// their own. Time-stamped amounts are flows apart from yearly figures, one per quality.
struct PathFlow {
  uint32_t path = k_none;
  uint32_t corridor = k_none;
  std::string commodity, scenario;
  bool is_gas = false;                 // amounts in bcm, else in tonnes
  bool is_plan = false;                // plan or forecast
  Quality quality = Quality::assumed;  // yearly figures spread over paths are assumed
  bool is_time_stamped = false;        // else from yearly figures
  double phase = 0;                    // phi of flows.md: a fixed hash of the flow, [0, 1)
  double scatter =
      0;  // another one: where its slots begin, so that flows of one path do not coincide

  struct Piece {  // constant rate
    time::SimTime from, to;
    double per_ms = 0;
    double entered_before = 0, entered_after = 0;  // C at its ends
    time::SimTime open_from, open_to;  // all links of the path are open: around this piece
    double travel_ms = 0;              // of who enters in this piece; 0 = the path's own time

    /// C at so many ms after `from`; within [entered_before, entered_after].
    double entered_by(double since_ms) const;
    double travel_or(double duration_ms) const { return travel_ms > 0 ? travel_ms : duration_ms; }
  };
  /// Sorted, disjoint, rates above zero. Who enters later arrives later: entry + travel time never
  /// decreases.
  std::vector<Piece> pieces;
  std::vector<TimeSpan> open;  // when every link of the path is open

  /// C at `back_ms` before an instant.
  double entered(time::SimTime when, double back_ms = 0) const;
  /// The piece in which goods enter at an instant, nullptr when none do.
  const Piece* piece_at(time::SimTime when) const;
  /// The pieces of which something may be on the path, whose own time is `duration_ms`. Found by
  /// bisection.
  std::span<const Piece> in_play(time::SimTime when, double duration_ms) const;
  /// C at the entry of what arrives just now: everything up to it has left the path. What was
  /// under way when a link closed is gone.
  double left(time::SimTime when, double duration_ms) const;
  /// Amount on the path.
  double on_path(time::SimTime when, double duration_ms) const;
  /// The most that is ever on it.
  double most_on_path(double duration_ms) const;
};

/// From yearly figures, spread by the shares of the paths, and from the bins of path_flows.csv;
/// where a path has bins of a commodity, its share of the yearly figure is left out.
std::vector<PathFlow> build_path_flows(const Dataset& dataset,
                                       const std::vector<RateSeries>& series);

/// Largest sum over time of what is on the paths of the flows chosen; `durations_ms` per flow.
double most_on_paths(const std::vector<const PathFlow*>& flows,
                     const std::vector<double>& durations_ms);

}  // namespace caspian::dataset
