// Courses of links: smoothing, then heights and distances, then lanes.
#include "scene/track_geometry.h"

#include <algorithm>

#include "geo/polyline.h"
#include "scene/joint_bends.h"
#include "scene/link_smoothing.h"
#include "scene/track_lanes.h"

namespace caspian::scene {

bool is_over_water(dataset::Mode mode) {
  return mode == dataset::Mode::sea || mode == dataset::Mode::ferry;
}

std::vector<geo::GeoPoint> way_points(const dataset::Dataset& dataset, const dataset::Link& link) {
  std::vector<geo::GeoPoint> points{dataset.nodes[link.from_node].place};
  points.insert(points.end(), link.via.begin(), link.via.end());
  points.push_back(dataset.nodes[link.to_node].place);
  return points;
}

namespace {

void drape(const std::vector<geo::GeoPoint>& line, const geo::HeightField& heights,
           LinkTrack& track) {
  track.points.reserve(line.size());
  for (const geo::GeoPoint& place : line) {
    if (!track.points.empty()) {
      const TrackPoint& last = track.points.back();
      track.length_m += geo::piece_length_m({last.longitude_deg, last.latitude_deg, 0}, place);
    }
    track.points.push_back(
        {.longitude_deg = place.longitude_deg,
         .latitude_deg = place.latitude_deg,
         .height_m = static_cast<float>(heights.afloat_m(place.longitude_deg, place.latitude_deg)),
         .distance_m = track.length_m});
  }
}

}  // namespace

std::vector<LinkTrack> build_link_tracks(const dataset::Dataset& dataset,
                                         const geo::HeightField& heights) {
  std::vector<LinkTrack> tracks(dataset.links.size());
  std::vector<std::vector<geo::GeoPoint>> lines;
  for (const dataset::Link& link : dataset.links) {
    SmoothingOptions options;
    if (is_over_water(link.mode))
      options.is_allowed = [&](const geo::GeoPoint& place) {
        return heights.is_sea(place.longitude_deg, place.latitude_deg);
      };
    lines.push_back(smooth_line(way_points(dataset, link), options));
  }
  find_joints(dataset, tracks);
  bend_at_joints(dataset, tracks, lines);
  for (size_t i = 0; i < lines.size(); ++i) drape(lines[i], heights, tracks[i]);
  const std::vector<dataset::PathFlow> flows =
      dataset::build_path_flows(dataset, dataset::build_rate_series(dataset));
  assign_lanes(dataset, plan_ribbons(dataset, flows).rooms, tracks);
  return tracks;
}

TrackPoint point_at(const LinkTrack& track, double distance_m) {
  const auto& points = track.points;
  if (points.empty()) return {};
  if (distance_m <= 0) return points.front();
  if (distance_m >= track.length_m) return points.back();
  const auto after = std::upper_bound(
      points.begin(), points.end(), distance_m,
      [](double value, const TrackPoint& point) { return value < point.distance_m; });
  if (after == points.end()) return points.back();
  const TrackPoint &a = *(after - 1), &b = *after;
  const double t = (distance_m - a.distance_m) / (b.distance_m - a.distance_m);
  const float weight = static_cast<float>(t);
  return {.longitude_deg = a.longitude_deg + (b.longitude_deg - a.longitude_deg) * t,
          .latitude_deg = a.latitude_deg + (b.latitude_deg - a.latitude_deg) * t,
          .height_m = a.height_m + (b.height_m - a.height_m) * weight,
          .lane = a.lane + (b.lane - a.lane) * weight,
          .distance_m = distance_m};
}

}  // namespace caspian::scene
