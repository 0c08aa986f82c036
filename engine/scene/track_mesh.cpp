// Continuations over joints are handed to the mesh, so that joined links turn into each other.
#include "scene/track_mesh.h"

#include <algorithm>

#include "geo/polyline.h"

namespace caspian::scene {
namespace {

constexpr double k_continuation_m =
    150000;  // as far as the coarsest level looks for its directions
constexpr double k_treaty_step_m = 2000;
constexpr double k_sharpest_joint_cosine = -0.2;  // lines that nearly turn back end in caps instead

LinePoint line_point(const TrackPoint& point) {
  return {.longitude_deg = point.longitude_deg,
          .latitude_deg = point.latitude_deg,
          .height_m = point.height_m,
          .lane = point.lane,
          .distance_m = point.distance_m};
}

/// Direction in which a track leaves its start or end, east and north.
glm::dvec2 leaving(const LinkTrack& track, bool from_start) {
  const TrackPoint& at = from_start ? track.points.front() : track.points.back();
  const TrackPoint to = point_at(track, from_start ? 2000 : track.length_m - 2000);
  const glm::dvec2 along =
      geo::local_metric(at.latitude_deg)
          .offset_m({at.longitude_deg, at.latitude_deg, 0}, {to.longitude_deg, to.latitude_deg, 0});
  return glm::length(along) > 0 ? glm::normalize(along) : glm::dvec2(0);
}

/// Points of the joined link going away from the joint, the farther the fewer; their distance
/// counts from it.
std::vector<LinePoint> continuation(const std::vector<LinkTrack>& tracks, const LinkTrack& mine,
                                    bool at_my_start) {
  std::vector<LinePoint> points;
  const TrackJoint& joint = at_my_start ? mine.before : mine.after;
  if (!joint) return points;
  const LinkTrack& track = tracks[joint.link];
  const double straight = -glm::dot(leaving(mine, at_my_start), leaving(track, joint.at_its_start));
  if (straight < k_sharpest_joint_cosine) return points;
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
    for (LinePoint& point : points) point.reach = track.reach;
    add_course(mesh, {.points = points,
                      .before = continuation(tracks, track, true),
                      .after = continuation(tracks, track, false)});
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
         .height_m = static_cast<float>(heights.afloat_m(place.longitude_deg, place.latitude_deg)),
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
