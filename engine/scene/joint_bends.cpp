// Over a length d from the node the line is moved to the outside of the turn by tan(turn/2) s (1 -
// s/d)^3, s being the distance from the node: both sides then pass it in one direction and with one
// curvature, and the far end of the bend joins the straight run with none.
#include "scene/joint_bends.h"

#include <algorithm>
#include <cmath>

#include "geo/polyline.h"

namespace caspian::scene {
namespace {

using geo::GeoPoint;

constexpr double k_most_move_m = 450;
constexpr double k_peak_share = 27.0 / 256.0;  // of tan(turn/2) d: the largest offset, at s = d/4
constexpr double k_longest_bend_m = 15000;
constexpr double k_least_turn = 0.05;          // radians
constexpr double k_most_turn = 1.75;           // sharper ones turn back rather than go on
constexpr double k_straight_cosine = 0.99999;  // a quarter of a degree
constexpr int k_steps = 16;

/// A line seen from one of its ends.
struct EndView {
  std::vector<GeoPoint> points;  // the end first
  glm::dvec2 direction{0};       // away from the end; east, north
  double straight_m = 0;         // how far it runs in that direction
};

EndView view_from(const std::vector<GeoPoint>& line, bool start) {
  EndView view;
  view.points = line;
  if (!start) std::reverse(view.points.begin(), view.points.end());
  const geo::LocalMetric metric = geo::local_metric(view.points[0].latitude_deg);
  for (size_t i = 1; i < view.points.size(); ++i) {
    const glm::dvec2 at = metric.offset_m(view.points[0], view.points[i]);
    const double distance_m = glm::length(at);
    if (distance_m < 1) continue;
    if (view.straight_m == 0) view.direction = at / distance_m;
    if (glm::dot(at / distance_m, view.direction) < k_straight_cosine) break;
    view.straight_m = distance_m;
  }
  // A link that is straight all along may be bent at both ends.
  if (view.straight_m > 0.99 * glm::length(metric.offset_m(view.points[0], view.points.back())))
    view.straight_m *= 0.5;
  return view;
}

std::vector<GeoPoint> bent(const EndView& mine, const glm::dvec2& theirs) {
  const double turn = std::acos(std::clamp(-glm::dot(mine.direction, theirs), -1.0, 1.0));
  if (turn < k_least_turn || turn > k_most_turn) return mine.points;
  const glm::dvec2 outside = -(mine.direction + theirs);
  const glm::dvec2 across =
      glm::normalize(outside - mine.direction * glm::dot(outside, mine.direction));
  const double slope = std::tan(turn / 2);
  const double length_m =
      std::min({0.98 * mine.straight_m, k_longest_bend_m, k_most_move_m / (k_peak_share * slope)});
  if (length_m < 50) return mine.points;
  const GeoPoint& node = mine.points[0];
  const geo::LocalMetric metric = geo::local_metric(node.latitude_deg);
  std::vector<GeoPoint> points{node};
  for (int k = 1; k <= k_steps; ++k) {
    const double s = length_m * k / k_steps, left = 1 - s / length_m;
    const glm::dvec2 at = mine.direction * s + across * (slope * s * left * left * left);
    points.push_back({node.longitude_deg + at.x / metric.east_m_per_deg,
                      node.latitude_deg + at.y / metric.north_m_per_deg, 0});
  }
  for (size_t i = 1; i < mine.points.size(); ++i)
    if (glm::length(metric.offset_m(node, mine.points[i])) > length_m + 20 ||
        i + 1 == mine.points.size()) {
      points.insert(points.end(), mine.points.begin() + static_cast<ptrdiff_t>(i),
                    mine.points.end());
      break;
    }
  return points;
}

}  // namespace

void bend_at_joints(const dataset::Dataset& dataset, const std::vector<LinkTrack>& tracks,
                    std::vector<std::vector<GeoPoint>>& lines) {
  const std::vector<std::vector<GeoPoint>> straight = lines;
  for (size_t i = 0; i < lines.size(); ++i) {
    if (is_over_water(dataset.links[i].mode)) continue;
    for (const bool start : {true, false}) {
      const TrackJoint& joint = start ? tracks[i].before : tracks[i].after;
      if (!joint || lines[i].size() < 2 || straight[joint.link].size() < 2) continue;
      const EndView theirs = view_from(straight[joint.link], joint.at_its_start);
      EndView mine = view_from(straight[i], start);
      const double straight_m = mine.straight_m;
      mine = view_from(lines[i], start);  // its other end may be bent already
      mine.straight_m = std::min(straight_m, mine.straight_m);
      lines[i] = bent(mine, theirs.direction);
      if (!start) std::reverse(lines[i].begin(), lines[i].end());
    }
  }
}

}  // namespace caspian::scene
