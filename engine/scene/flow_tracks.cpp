// Timetables of journeys: the courses of the links one after the other, with the hours that each
// takes.
#include "scene/flow_tracks.h"

#include <algorithm>
#include <cmath>

#include "dataset/journey.h"
#include "geo/ellipsoid.h"
#include "scene/flow_peaks.h"

namespace caspian::scene {
namespace {

constexpr double k_longest_piece_m = 4000;  // a chord this long stays within 0.4 m of the ellipsoid
constexpr double k_same_place_m = 0.5;
constexpr double k_max_ticks = 4294967295.0;

/// A vertex of a link's course, with the share of its length that lies before it.
struct CourseVertex {
  glm::dvec3 base_m{};
  float height_m = 0, lane = 0;
  float aside = 0;  // of the lane: to the right of the direction of travel
  double share = 0;
};
using Course = std::vector<CourseVertex>;

Course course_of(const LinkTrack& track) {
  Course course;
  for (size_t i = 0; i < track.points.size(); ++i) {
    const TrackPoint& point = track.points[i];
    const double before_m = i == 0 ? point.distance_m : track.points[i - 1].distance_m;
    const int pieces =
        std::max(1, static_cast<int>(std::ceil((point.distance_m - before_m) / k_longest_piece_m)));
    for (int piece = pieces - 1; piece >= 0; --piece) {
      const TrackPoint at =
          piece == 0
              ? point
              : point_at(track, point.distance_m - (point.distance_m - before_m) * piece / pieces);
      course.push_back({geo::to_earth_centred({at.longitude_deg, at.latitude_deg, 0}), at.height_m,
                        at.lane + track.units_aside, track.units_aside,
                        track.length_m > 0 ? at.distance_m / track.length_m : 0});
    }
  }
  return course;
}

Course reversed(Course course) {
  std::reverse(course.begin(), course.end());
  for (CourseVertex& vertex : course) {
    vertex.lane = 2 * vertex.aside - vertex.lane;
    vertex.share = 1 - vertex.share;
  }
  return course;
}

bool is_same_place(const TimetableVertex& vertex, const glm::dvec3& base_m) {
  return glm::distance(vertex.base_m, base_m) < k_same_place_m;
}

/// Puts vertices one after the other; hours become ticks.
class TimetableWriter {
 public:
  TimetableWriter(Timetable& timetable, double ticks_per_hour)
      : vertices_(timetable.vertices), ticks_per_hour_(ticks_per_hour) {}

  void travel(const Course& course, dataset::Mode mode, double hours) {
    for (const CourseVertex& vertex : course)
      add(vertex, mode, ticks_at(begin_h_ + hours * std::clamp(vertex.share, 0.0, 1.0)));
    begin_h_ += hours;
  }
  void wait(double hours) {
    begin_h_ += hours;
    if (hours <= 0 || vertices_.empty()) return;
    TimetableVertex end = vertices_.back();
    end.arrival = ticks_at(begin_h_);
    if (end.arrival > vertices_.back().arrival) vertices_.push_back(end);
  }

 private:
  uint32_t ticks_at(double hours) const {
    return static_cast<uint32_t>(std::min(k_max_ticks, std::round(hours * ticks_per_hour_)));
  }

  void add(const CourseVertex& vertex, dataset::Mode mode, uint32_t arrival) {
    if (!vertices_.empty()) {
      TimetableVertex& last = vertices_.back();
      if (is_same_place(last, vertex.base_m)) {
        if (arrival == last.arrival) meet_lane(vertex.lane);
        last.mode = mode;
        return;
      }
      // A step of less than a tick would be a jump: the vertex is left out.
      arrival = std::max(arrival, last.arrival);
      if (arrival == last.arrival) return;
    }
    vertices_.push_back({arrival, vertex.base_m, vertex.height_m, vertex.lane, mode});
  }

  /// Where two links meet, a unit changes lane half before and half after, waiting or not.
  void meet_lane(float lane) {
    const float middle = (vertices_.back().lane + lane) / 2;
    const glm::dvec3 place = vertices_.back().base_m;
    for (auto vertex = vertices_.rbegin();
         vertex != vertices_.rend() && is_same_place(*vertex, place); ++vertex)
      vertex->lane = middle;
  }

  std::vector<TimetableVertex>& vertices_;
  double ticks_per_hour_;
  double begin_h_ = 0;
};

Timetable timetable_of(const dataset::Dataset& data, uint32_t path_index,
                       const std::vector<Course>& courses) {
  const dataset::Path& path = data.paths[path_index];
  Timetable timetable{.path = path_index, .vertices = {}};
  const double hours = dataset::journey_h(data, path);
  // A journey longer than an age can hold runs faster; dataset_checks has said so.
  const double quicker = std::min(1.0, dataset::k_longest_journey_h / hours);
  TimetableWriter writer(timetable, 3600.0 * k_ticks_per_s * quicker);
  const std::vector<dataset::Leg> legs = dataset::legs_of(data, path);
  for (size_t i = 0; i < legs.size(); ++i) {
    const dataset::PathStep& step = path.steps[i];
    const Course& course = courses[step.link];
    const dataset::Mode mode = data.links[step.link].mode;
    if (step.reversed)
      writer.travel(reversed(course), mode, legs[i].travel_h);
    else
      writer.travel(course, mode, legs[i].travel_h);
    writer.wait(legs[i].wait_after_h);
  }
  // Whatever the data are, a timetable leads from one place to another.
  if (timetable.vertices.empty()) timetable.vertices.push_back({});
  if (timetable.vertices.size() == 1) {
    TimetableVertex end = timetable.vertices.front();
    end.arrival = std::max(1u, end.arrival);
    end.base_m.z += 1;
    timetable.vertices.front().arrival = 0;
    timetable.vertices.push_back(end);
  }
  return timetable;
}

}  // namespace

FlowTracks build_flow_tracks(const dataset::Dataset& data, const std::vector<LinkTrack>& tracks,
                             const std::vector<dataset::RateSeries>& rates) {
  std::vector<Course> courses;
  courses.reserve(tracks.size());
  for (const LinkTrack& track : tracks) courses.push_back(course_of(track));
  FlowTracks flow_tracks;
  for (uint32_t i = 0; i < data.paths.size(); ++i)
    flow_tracks.timetables.push_back(timetable_of(data, i, courses));
  flow_tracks.amounts = dataset::build_path_flows(data, rates);
  for (const dataset::PathFlow& flow : flow_tracks.amounts) {
    flow_tracks.flows.push_back({data.corridors[flow.corridor].id, flow.commodity, flow.is_plan});
    flow_tracks.most_on_path.push_back(
        flow.most_on_path(flow_tracks.timetables[flow.path].duration_ms()));
    flow_tracks.traits.push_back(dataset::traits_of(data, flow));
  }
  for (const dataset::Variant& variant : data.variants)
    flow_tracks.peaks.push_back(find_peak(flow_tracks, variant.id, {}));
  flow_tracks.filtered_peaks = std::make_shared<FilteredPeaks>();
  return flow_tracks;
}

}  // namespace caspian::scene
