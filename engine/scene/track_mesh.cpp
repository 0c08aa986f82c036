// Continuations over joints are handed to the mesh, so that joined links turn into each other.
#include "scene/track_mesh.h"

#include <algorithm>

#include "geo/polyline.h"

namespace caspian::scene {
namespace {

constexpr double k_continuation_m =
    150000;  // as far as the coarsest level looks for its directions
constexpr double k_treaty_step_m = 2000;

LinePoint line_point(const TrackPoint& point) {
  return {.longitude_deg = point.longitude_deg,
          .latitude_deg = point.latitude_deg,
          .height_m = point.height_m,
          .lane = point.lane,
          .distance_m = point.distance_m};
}

/// Points of the joined link going away from the joint, the farther the fewer; their distance
/// counts from it.
std::vector<LinePoint> continuation(const std::vector<LinkTrack>& tracks, const TrackJoint& joint) {
  std::vector<LinePoint> points;
  if (!joint) return points;
  const LinkTrack& track = tracks[joint.link];
  const size_t count = track.points.size();
  for (size_t i = 1, step = 1; i < count; i += step, step += points.size() % 4 == 0 ? 1 : 0) {
    LinePoint point = line_point(track.points[joint.at_its_start ? i : count - 1 - i]);
    if (!joint.at_its_start) point.distance_m = track.length_m - point.distance_m;
    if (point.distance_m > k_continuation_m) break;
    points.push_back(point);
  }
  return points;
}

}  // namespace

LineMesh build_track_mesh(const std::vector<LinkTrack>& tracks) {
  LineMesh mesh;
  size_t total = 0;
  for (const LinkTrack& track : tracks) total += track.points.size();
  mesh.vertices.reserve(total * 3);
  std::vector<LinePoint> points;
  for (const LinkTrack& track : tracks) {
    points.clear();
    std::transform(track.points.begin(), track.points.end(), std::back_inserter(points),
                   line_point);
    add_course(mesh, {.points = points,
                      .before = continuation(tracks, track.before),
                      .after = continuation(tracks, track.after)});
  }
  return mesh;
}

std::vector<LinePoint> treaty_course(const dataset::TreatyLine& line,
                                     const geo::HeightField& heights) {
  std::vector<geo::GeoPoint> turning;
  for (const dataset::TreatyPoint& point : line.points)
    turning.push_back({point.longitude_deg, point.latitude_deg, 0});
  std::vector<LinePoint> course;
  for (const geo::GeoPoint& place : geo::densified(turning, k_treaty_step_m)) {
    double distance_m = 0;
    if (!course.empty())
      distance_m =
          course.back().distance_m +
          geo::piece_length_m({course.back().longitude_deg, course.back().latitude_deg, 0}, place);
    course.push_back(
        {.longitude_deg = place.longitude_deg,
         .latitude_deg = place.latitude_deg,
         .height_m = static_cast<float>(heights.surface_m(place.longitude_deg, place.latitude_deg)),
         .distance_m = distance_m});
  }
  return course;
}

LineMesh build_treaty_mesh(const std::vector<dataset::TreatyLine>& lines,
                           const geo::HeightField& heights) {
  LineMesh mesh;
  for (const dataset::TreatyLine& line : lines) {
    const std::vector<LinePoint> course = treaty_course(line, heights);
    add_course(mesh, {.points = course, .before = {}, .after = {}});
  }
  return mesh;
}

}  // namespace caspian::scene
