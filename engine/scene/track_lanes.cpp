// Three questions in turn: which way is "forward" for each link of a bundle (canonical direction),
// in which order do the strands lie from left to right, and which lane does that give at each
// place.
#include "scene/track_lanes.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <utility>

#include "geo/polyline.h"
#include "scene/track_bundles.h"

namespace caspian::scene {
namespace {

constexpr double k_narrow_px = 7.5;       // to one side of a ribbon
constexpr double k_ramp_m = 9000;         // half the length over which a lane changes
constexpr double k_joint_ramp_m = 14000;  // over which the lanes of joined links come to agree
constexpr double k_look_ahead_m = 25000;  // beyond a fork: who turns which way
constexpr double k_fork_weight_km =
    60;  // a fork counts as much as this many km of running clearly beside
constexpr double k_joint_weight_km = 15;

/// Links joined by "same way" or "opposite way", the strongest joins first; conflicts lose.
class Directions {
 public:
  explicit Directions(size_t count) : parent_(count), flipped_(count, false) {
    std::iota(parent_.begin(), parent_.end(), 0u);
  }
  void join(uint32_t a, uint32_t b, bool opposite) {
    const auto [root_a, flip_a] = root(a);
    const auto [root_b, flip_b] = root(b);
    if (root_a == root_b) return;
    const auto [low, high] = std::minmax(root_a, root_b);
    parent_[high] = low;
    flipped_[high] = (flip_a != flip_b) != opposite;
  }
  float sign(uint32_t link) const { return root(link).second ? -1.0f : 1.0f; }

 private:
  std::pair<uint32_t, bool> root(uint32_t link) const {
    bool flip = false;
    while (parent_[link] != link) {
      flip = flip != flipped_[link];
      link = parent_[link];
    }
    return {link, flip};
  }
  std::vector<uint32_t> parent_;
  std::vector<bool> flipped_;  // against the parent
};

std::vector<float> canonical_signs(const Bundles& bundles, const std::vector<LinkTrack>& tracks) {
  std::map<std::tuple<uint32_t, uint32_t, bool>, double> shared_km;  // (a, b, opposite)
  for (uint32_t link = 0; link < tracks.size(); ++link) {
    for (const TrackCell& cell : bundles.cells[link])
      for (const CellNeighbour& other : cell.neighbours)
        shared_km[{std::min(link, other.link), std::max(link, other.link), other.opposite}] +=
            (cell.to_m - cell.from_m) / 1000;
    const auto joined = [&](const TrackJoint& joint, bool at_my_start) {
      if (joint)
        shared_km[{std::min(link, joint.link), std::max(link, joint.link),
                   joint.at_its_start == at_my_start}] += k_joint_weight_km;
    };
    joined(tracks[link].before, true);
    joined(tracks[link].after, false);
  }
  std::vector<std::pair<double, std::tuple<uint32_t, uint32_t, bool>>> joins;
  for (const auto& [pair, km] : shared_km) joins.push_back({km, pair});
  std::stable_sort(joins.begin(), joins.end(),
                   [](const auto& a, const auto& b) { return a.first > b.first; });
  Directions directions(tracks.size());
  for (const auto& [km, pair] : joins)
    directions.join(std::get<0>(pair), std::get<1>(pair), std::get<2>(pair));
  std::vector<float> signs;
  for (uint32_t link = 0; link < tracks.size(); ++link) signs.push_back(directions.sign(link));
  return signs;
}

/// The place reached from a cell's end by following a strand for some km; nothing when it ends much
/// sooner.
std::optional<geo::GeoPoint> follow(const std::vector<LinkTrack>& tracks, uint32_t link,
                                    double from_m, bool forward) {
  double left_m = k_look_ahead_m;
  for (int steps = 0; steps < 12; ++steps) {
    const LinkTrack& track = tracks[link];
    const double room_m = forward ? track.length_m - from_m : from_m;
    const TrackJoint& joint = forward ? track.after : track.before;
    if (left_m <= room_m || !joint) {
      if (left_m > room_m && left_m - room_m > k_look_ahead_m / 2) return std::nullopt;
      const double at_m = forward ? from_m + left_m : from_m - left_m;
      const TrackPoint point = point_at(track, at_m);
      return geo::GeoPoint{point.longitude_deg, point.latitude_deg, 0};
    }
    left_m -= room_m;
    link = joint.link;
    forward = joint.at_its_start;
    from_m = forward ? 0 : tracks[link].length_m;
  }
  return std::nullopt;
}

/// How much strand t wants to lie to the right of strand s, seen in the canonical direction.
class Preferences {
 public:
  explicit Preferences(uint32_t count) : count_(count), values_(size_t{count} * count, 0.0) {}
  void add(uint32_t s, uint32_t t, double t_to_the_right) {
    values_[size_t{s} * count_ + t] += t_to_the_right;
    values_[size_t{t} * count_ + s] -= t_to_the_right;
  }
  double get(uint32_t s, uint32_t t) const { return values_[size_t{s} * count_ + t]; }

 private:
  uint32_t count_;
  std::vector<double> values_;
};

struct LaneWork {
  const std::vector<RibbonRoom>& rooms;
  const std::vector<LinkTrack>& tracks;
  const Bundles& bundles;
  const std::vector<float>& signs;
};

/// At the end of a run beside `other` the two part: which goes to the right?
void prefer_at_fork(const LaneWork& work, uint32_t link, uint32_t index, bool forward,
                    const CellNeighbour& other, Preferences& preferences) {
  const TrackCell& cell = work.bundles.cells[link][index];
  const TrackCell& twin = work.bundles.cells[other.link][other.cell];
  const bool twin_forward = forward != other.opposite;
  const auto mine = follow(work.tracks, link, forward ? cell.to_m : cell.from_m, forward);
  const auto theirs =
      follow(work.tracks, other.link, twin_forward ? twin.to_m : twin.from_m, twin_forward);
  if (!mine || !theirs) return;
  const glm::dvec2 apart = geo::local_metric(mine->latitude_deg).offset_m(*mine, *theirs);
  const double right_m = apart.x * cell.direction.y - apart.y * cell.direction.x;
  preferences.add(work.bundles.strand_of_link[link], other.strand,
                  double(work.signs[link]) * k_fork_weight_km *
                      std::clamp(right_m / k_look_ahead_m, -1.0, 1.0));
}

/// Does the run beside `strand` go on into the next cell or over the joint at the link's end?
bool goes_on(const LaneWork& work, uint32_t link, uint32_t index, bool forward, uint32_t strand) {
  const auto& cells = work.bundles.cells[link];
  if (forward ? index + 1 < cells.size() : index > 0)
    return work.bundles.neighbour(link, forward ? index + 1 : index - 1, strand) != nullptr;
  const TrackJoint& joint = forward ? work.tracks[link].after : work.tracks[link].before;
  if (!joint) return false;
  const auto last = static_cast<uint32_t>(work.bundles.cells[joint.link].size() - 1);
  return work.bundles.neighbour(joint.link, joint.at_its_start ? 0 : last, strand) != nullptr;
}

Preferences find_preferences(const LaneWork& work) {
  Preferences preferences(work.bundles.strand_count);
  for (uint32_t link = 0; link < work.tracks.size(); ++link) {
    const auto& cells = work.bundles.cells[link];
    for (uint32_t i = 0; i < cells.size(); ++i)
      for (const CellNeighbour& other : cells[i].neighbours) {
        const double km = (cells[i].to_m - cells[i].from_m) / 1000;
        if (std::abs(other.to_the_right_m) > 300)
          preferences.add(work.bundles.strand_of_link[link], other.strand,
                          double(work.signs[link]) * 0.25 * km *
                              std::clamp(double(other.to_the_right_m) / 2000, -1.0, 1.0));
        for (const bool forward : {false, true})
          if (!goes_on(work, link, i, forward, other.strand))
            prefer_at_fork(work, link, i, forward, other, preferences);
      }
  }
  return preferences;
}

/// Strands from left to right: starts in the table's order and moves single strands while that
/// helps.
std::vector<uint32_t> order_strands(const Preferences& preferences, uint32_t count) {
  std::vector<uint32_t> order(count);
  std::iota(order.begin(), order.end(), 0u);
  for (int round = 0; round < 8; ++round) {
    bool moved = false;
    for (uint32_t strand = 0; strand < count; ++strand) {
      const auto here = std::find(order.begin(), order.end(), strand) - order.begin();
      order.erase(order.begin() + here);
      double gain = 0, best = 0;  // of standing before order[k], against standing first
      std::vector<double> gains{0};
      for (const uint32_t other : order) gains.push_back(gain += preferences.get(other, strand));
      ptrdiff_t place = here;
      best = gains[static_cast<size_t>(here)];
      for (size_t k = 0; k < gains.size(); ++k)
        if (gains[k] > best + 1e-9) {
          best = gains[k];
          place = static_cast<ptrdiff_t>(k);
        }
      // Moving past strand s changes the sum by twice the preference; its sign is all that counts.
      order.insert(order.begin() + place, strand);
      moved = moved || place != here;
    }
    if (!moved) break;
  }
  std::vector<uint32_t> rank(count);
  for (uint32_t i = 0; i < count; ++i) rank[order[i]] = i;
  return rank;
}

/// The lane of every cell: rooms of the strands present one after the other, centred on the track.
std::vector<float> cell_lanes(const LaneWork& work, uint32_t link,
                              const std::vector<uint32_t>& rank) {
  std::vector<float> lanes;
  const uint32_t mine = rank[work.bundles.strand_of_link[link]];
  const RibbonRoom& room = work.rooms[link];
  const bool is_turned = work.signs[link] < 0;  // its left is the bundle's right
  for (const TrackCell& cell : work.bundles.cells[link]) {
    double before_px = 0, all_px = room.left_px + room.right_px;
    for (const CellNeighbour& other : cell.neighbours) {
      const double width_px = work.rooms[other.link].left_px + work.rooms[other.link].right_px;
      all_px += width_px;
      if (rank[other.strand] < mine) before_px += width_px;
    }
    const double at_px = before_px + (is_turned ? room.right_px : room.left_px) - all_px / 2;
    lanes.push_back(static_cast<float>(at_px / k_px_per_lane) * work.signs[link]);
  }
  return lanes;
}

/// Mean of a piecewise constant function over [at - reach, at + reach], its ends held.
class RunningMean {
 public:
  RunningMean(const std::vector<TrackCell>& cells, const std::vector<float>& lanes)
      : cells_(cells), lanes_(lanes) {
    double sum = 0;
    for (size_t i = 0; i < cells.size(); ++i) {
      sums_.push_back(sum);
      sum += double(lanes[i]) * (cells[i].to_m - cells[i].from_m);
    }
    sums_.push_back(sum);
  }
  float mean(double at_m, double reach_m) const {
    return static_cast<float>((integral(at_m + reach_m) - integral(at_m - reach_m)) /
                              (2 * reach_m));
  }

 private:
  double integral(double to_m) const {
    if (to_m <= 0) return double(lanes_.front()) * to_m;
    if (to_m >= cells_.back().to_m)
      return sums_.back() + double(lanes_.back()) * (to_m - cells_.back().to_m);
    const auto after =
        std::upper_bound(cells_.begin(), cells_.end(), to_m,
                         [](double value, const TrackCell& cell) { return value < cell.to_m; });
    const auto i = static_cast<size_t>(after - cells_.begin());
    return sums_[i] + double(lanes_[i]) * (to_m - cells_[i].from_m);
  }
  const std::vector<TrackCell>& cells_;
  const std::vector<float>& lanes_;
  std::vector<double> sums_;
};

float fade(double distance_m, double reach_m) {
  const double t = std::clamp(1 - distance_m / reach_m, 0.0, 1.0);
  return static_cast<float>(t * t * (3 - 2 * t));
}

/// Joined ends meet half-way between their lanes.
void agree_at_joints(std::vector<LinkTrack>& tracks) {
  const auto end_lane = [&](uint32_t link, bool start) {
    return start ? tracks[link].points.front().lane : tracks[link].points.back().lane;
  };
  std::vector<std::pair<float, float>> moves;
  for (uint32_t link = 0; link < tracks.size(); ++link) {
    const auto move = [&](const TrackJoint& joint, bool start) {
      if (!joint) return 0.0f;
      const float theirs =
          end_lane(joint.link, joint.at_its_start) * (joint.at_its_start == start ? -1.0f : 1.0f);
      return (theirs - end_lane(link, start)) / 2;
    };
    moves.push_back({move(tracks[link].before, true), move(tracks[link].after, false)});
  }
  for (size_t i = 0; i < tracks.size(); ++i) {
    const double reach_m = std::min(k_joint_ramp_m, tracks[i].length_m / 2);
    if (reach_m <= 0) continue;
    for (TrackPoint& point : tracks[i].points)
      point.lane += moves[i].first * fade(point.distance_m, reach_m) +
                    moves[i].second * fade(tracks[i].length_m - point.distance_m, reach_m);
  }
}

}  // namespace

void find_joints(const dataset::Dataset& dataset, std::vector<LinkTrack>& tracks) {
  struct End {
    uint32_t link;
    bool at_start;
  };
  std::map<std::tuple<uint32_t, dataset::Mode, uint32_t>, std::vector<End>> meetings;
  for (uint32_t i = 0; i < dataset.links.size(); ++i) {
    const dataset::Link& link = dataset.links[i];
    meetings[{link.corridor, link.mode, link.from_node}].push_back({i, true});
    meetings[{link.corridor, link.mode, link.to_node}].push_back({i, false});
  }
  const auto connect = [&](const End& a, const End& b) {
    (a.at_start ? tracks[a.link].before : tracks[a.link].after) = {b.link, b.at_start};
    (b.at_start ? tracks[b.link].before : tracks[b.link].after) = {a.link, a.at_start};
  };
  for (const auto& [where, ends] : meetings) {
    if (ends.size() == 2 && ends[0].link != ends[1].link) {
      connect(ends[0], ends[1]);
      continue;
    }
    // A branch leaves: the links that follow one another in the table are the through line.
    for (const End& a : ends)
      for (const End& b : ends) {
        const dataset::Link &first = dataset.links[a.link], &second = dataset.links[b.link];
        if (second.seq == first.seq + 1 && second.branch == first.branch && !a.at_start &&
            b.at_start && !tracks[a.link].after && !tracks[b.link].before)
          connect(a, b);
      }
  }
}

void assign_lanes(const dataset::Dataset& dataset, const std::vector<RibbonRoom>& rooms,
                  std::vector<LinkTrack>& tracks) {
  if (tracks.empty()) return;
  const Bundles bundles = find_bundles(dataset, tracks);
  const std::vector<float> signs = canonical_signs(bundles, tracks);
  const LaneWork work{rooms, tracks, bundles, signs};
  const std::vector<uint32_t> rank = order_strands(find_preferences(work), bundles.strand_count);
  for (uint32_t link = 0; link < tracks.size(); ++link) {
    const double reach_px = std::max(rooms[link].left_px, rooms[link].right_px);
    if (reach_px > k_narrow_px) tracks[link].reach = static_cast<float>(reach_px / k_px_per_lane);
    tracks[link].units_aside = static_cast<float>(rooms[link].units_px / k_px_per_lane);
    if (bundles.cells[link].empty()) continue;
    const std::vector<float> lanes = cell_lanes(work, link, rank);
    const RunningMean mean(bundles.cells[link], lanes);
    const double reach_m = std::max(1.0, std::min(k_ramp_m, tracks[link].length_m / 4));
    for (TrackPoint& point : tracks[link].points) point.lane = mean.mean(point.distance_m, reach_m);
  }
  agree_at_joints(tracks);
}

}  // namespace caspian::scene
