// A grid over longitude and latitude finds the cells near each other; runs that are too short to
// matter are dropped, small gaps closed, and what one side sees the other is made to see too.
#include "scene/track_bundles.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <unordered_map>

#include "geo/polyline.h"

namespace caspian::scene {
namespace {

constexpr double k_cell_m = 4000;
constexpr double k_grid_deg = 0.15;  // at least the reach plus a cell, up to 60 degrees of latitude
constexpr double k_parallel_cosine = 0.82;  // 35 degrees
constexpr double k_least_run_m = 25000;
constexpr double k_least_joined_run_m = 8000;  // of a run that reaches a joint, where it may go on
constexpr double k_closed_gap_m = 16000;

std::vector<TrackCell> cut_into_cells(const LinkTrack& track) {
  const double wanted_m = std::clamp(track.length_m / 8, 500.0, k_cell_m);
  const int count = std::max(1, static_cast<int>(std::lround(track.length_m / wanted_m)));
  std::vector<TrackCell> cells;
  cells.reserve(static_cast<size_t>(count));
  TrackPoint start = track.points.front();
  for (int i = 0; i < count; ++i) {
    const double to_m = track.length_m * (i + 1) / count;
    const TrackPoint end = point_at(track, to_m);
    TrackCell cell;
    cell.longitude_deg = (start.longitude_deg + end.longitude_deg) / 2;
    cell.latitude_deg = (start.latitude_deg + end.latitude_deg) / 2;
    const glm::dvec2 along = geo::local_metric(cell.latitude_deg)
                                 .offset_m({start.longitude_deg, start.latitude_deg, 0},
                                           {end.longitude_deg, end.latitude_deg, 0});
    if (glm::length(along) > 0) cell.direction = glm::normalize(along);
    cell.from_m = start.distance_m;
    cell.to_m = to_m;
    cells.push_back(std::move(cell));
    start = end;
  }
  return cells;
}

class CellGrid {
 public:
  void add(const TrackCell& cell, uint32_t link, uint32_t index) {
    squares_[key(column(cell.longitude_deg), column(cell.latitude_deg))].push_back({link, index});
  }
  template <typename Visit>
  void visit_near(const TrackCell& cell, Visit&& visit) const {
    const int x = column(cell.longitude_deg), y = column(cell.latitude_deg);
    for (int dy = -1; dy <= 1; ++dy)
      for (int dx = -1; dx <= 1; ++dx)
        if (const auto found = squares_.find(key(x + dx, y + dy)); found != squares_.end())
          for (const auto& [link, index] : found->second) visit(link, index);
  }

 private:
  static int column(double deg) { return static_cast<int>(std::floor(deg / k_grid_deg)); }
  static int64_t key(int x, int y) { return int64_t{x} * 100000 + y; }
  std::unordered_map<int64_t, std::vector<std::pair<uint32_t, uint32_t>>> squares_;
};

void keep_nearest(std::vector<CellNeighbour>& neighbours, const CellNeighbour& found) {
  for (CellNeighbour& known : neighbours) {
    if (known.strand != found.strand) continue;
    if (std::abs(found.to_the_right_m) < std::abs(known.to_the_right_m)) known = found;
    return;
  }
  neighbours.push_back(found);
}

void find_neighbours(Bundles& bundles) {
  CellGrid grid;
  for (uint32_t link = 0; link < bundles.cells.size(); ++link)
    for (uint32_t i = 0; i < bundles.cells[link].size(); ++i)
      grid.add(bundles.cells[link][i], link, i);
  for (uint32_t link = 0; link < bundles.cells.size(); ++link) {
    for (TrackCell& cell : bundles.cells[link]) {
      const geo::LocalMetric metric = geo::local_metric(cell.latitude_deg);
      grid.visit_near(cell, [&](uint32_t other_link, uint32_t other_index) {
        if (bundles.strand_of_link[other_link] == bundles.strand_of_link[link]) return;
        const TrackCell& other = bundles.cells[other_link][other_index];
        const double cosine = glm::dot(cell.direction, other.direction);
        if (std::abs(cosine) < k_parallel_cosine) return;
        const glm::dvec2 delta = metric.offset_m({cell.longitude_deg, cell.latitude_deg, 0},
                                                 {other.longitude_deg, other.latitude_deg, 0});
        const double half_m = (cell.to_m - cell.from_m + other.to_m - other.from_m) / 2;
        if (std::abs(glm::dot(delta, cell.direction)) > half_m * 1.05 + 50) return;
        const double right_m = delta.x * cell.direction.y - delta.y * cell.direction.x;
        if (std::abs(right_m) > k_bundle_reach_m) return;
        keep_nearest(cell.neighbours, {.strand = bundles.strand_of_link[other_link],
                                       .link = other_link,
                                       .cell = other_index,
                                       .to_the_right_m = static_cast<float>(right_m),
                                       .opposite = cosine < 0});
      });
    }
  }
}

/// The neighbour cell by cell for one strand; nothing where the strand is not near.
using Run = std::vector<std::optional<CellNeighbour>>;

void close_gaps(const std::vector<TrackCell>& cells, Run& run, double gap_m) {
  size_t last = run.size();
  for (size_t i = 0; i < run.size(); ++i) {
    if (!run[i]) continue;
    if (last < run.size() && i > last + 1 && cells[i].from_m - cells[last].to_m <= gap_m)
      for (size_t k = last + 1; k < i; ++k) run[k] = run[last];
    last = i;
  }
}

void drop_short_runs(const std::vector<TrackCell>& cells, const LinkTrack& track, Run& run) {
  const double least_m = std::min(k_least_run_m, track.length_m / 2);
  for (size_t i = 0; i < run.size();) {
    if (!run[i]) {
      ++i;
      continue;
    }
    size_t end = i;
    while (end < run.size() && run[end]) ++end;
    const bool reaches_joint = (i == 0 && track.before) || (end == run.size() && track.after);
    const double needed_m = reaches_joint ? std::min(least_m, k_least_joined_run_m) : least_m;
    if (cells[end - 1].to_m - cells[i].from_m < needed_m)
      std::fill(run.begin() + static_cast<ptrdiff_t>(i), run.begin() + static_cast<ptrdiff_t>(end),
                std::nullopt);
    i = end;
  }
}

void tidy_runs(std::vector<TrackCell>& cells, const LinkTrack& track, bool drop_short) {
  std::map<uint32_t, Run> runs;
  for (size_t i = 0; i < cells.size(); ++i)
    for (const CellNeighbour& neighbour : cells[i].neighbours) {
      Run& run = runs[neighbour.strand];
      run.resize(cells.size());
      run[i] = neighbour;
    }
  for (TrackCell& cell : cells) cell.neighbours.clear();
  for (auto& [strand, run] : runs) {
    close_gaps(cells, run, k_closed_gap_m);
    if (drop_short) drop_short_runs(cells, track, run);
    for (size_t i = 0; i < cells.size(); ++i)
      if (run[i]) cells[i].neighbours.push_back(*run[i]);
  }
}

void make_mutual(Bundles& bundles) {
  for (uint32_t link = 0; link < bundles.cells.size(); ++link)
    for (uint32_t i = 0; i < bundles.cells[link].size(); ++i)
      for (const CellNeighbour& seen : bundles.cells[link][i].neighbours) {
        TrackCell& other = bundles.cells[seen.link][seen.cell];
        const uint32_t strand = bundles.strand_of_link[link];
        const bool known = std::any_of(other.neighbours.begin(), other.neighbours.end(),
                                       [&](const CellNeighbour& n) { return n.strand == strand; });
        if (known || &other == &bundles.cells[link][i]) continue;
        other.neighbours.push_back(
            {.strand = strand,
             .link = link,
             .cell = i,
             .to_the_right_m = seen.opposite ? seen.to_the_right_m : -seen.to_the_right_m,
             .opposite = seen.opposite});
      }
}

}  // namespace

const CellNeighbour* Bundles::neighbour(uint32_t link, uint32_t cell, uint32_t strand) const {
  for (const CellNeighbour& found : cells[link][cell].neighbours)
    if (found.strand == strand) return &found;
  return nullptr;
}

Bundles find_bundles(const dataset::Dataset& dataset, const std::vector<LinkTrack>& tracks) {
  Bundles bundles;
  std::map<std::pair<uint32_t, dataset::Mode>, uint32_t> strands;
  for (const dataset::Link& link : dataset.links) {
    const auto [found, added] =
        strands.try_emplace({link.corridor, link.mode}, static_cast<uint32_t>(strands.size()));
    bundles.strand_of_link.push_back(found->second);
  }
  bundles.strand_count = static_cast<uint32_t>(strands.size());
  bundles.cells.reserve(tracks.size());
  for (const LinkTrack& track : tracks)
    bundles.cells.push_back(track.points.empty() ? std::vector<TrackCell>{}
                                                 : cut_into_cells(track));
  find_neighbours(bundles);
  for (size_t i = 0; i < tracks.size(); ++i) tidy_runs(bundles.cells[i], tracks[i], true);
  make_mutual(bundles);
  for (size_t i = 0; i < tracks.size(); ++i) tidy_runs(bundles.cells[i], tracks[i], false);
  return bundles;
}

}  // namespace caspian::scene
