// Levels come from Douglas and Peucker's rule in space: the distance counts position, height
// (weighted, as it is drawn exaggerated) and lane; ends of chunks stay at all levels, so that
// chunks of different levels meet.
#include "scene/line_mesh.h"

#include <algorithm>
#include <cmath>

#include "geo/ellipsoid.h"

namespace caspian::scene {
namespace {

constexpr double k_finest_chunk_m = 48000;
constexpr int k_level_step = 4;             // between levels: tolerance and chunk length
constexpr double k_first_tolerance_m = 60;  // of level 1
constexpr double k_height_weight = 6;       // half the default exaggeration: slopes are seen askew
constexpr double k_lane_px = 14;            // what a lane counts, in px of the level's finest use
constexpr size_t k_most_levels = 6;
constexpr double k_fan_turn_rad = 0.35;  // sharper corners get a fan

/// The line as points in space.
struct Spatial {
  glm::dvec3 base_m;  // relative to the origin
  glm::dvec3 up;
  LinePoint point;
};

Spatial spatial(const LinePoint& point, const glm::dvec3& origin_m) {
  return {geo::to_earth_centred({point.longitude_deg, point.latitude_deg, 0}) - origin_m,
          geo::up_at(point.longitude_deg, point.latitude_deg), point};
}

double distance_squared(const glm::dvec4& p, const glm::dvec4& a, const glm::dvec4& b) {
  const glm::dvec4 along = b - a;
  const double length = glm::dot(along, along);
  const double t = length > 0 ? glm::clamp(glm::dot(p - a, along) / length, 0.0, 1.0) : 0.0;
  const glm::dvec4 off = p - (a + along * t);
  return glm::dot(off, off);
}

/// Marks what must stay of points (first, last) exclusive.
void keep_far_points(const std::vector<glm::dvec4>& places, size_t first, size_t last,
                     double tolerance_m, std::vector<bool>& keep) {
  std::vector<std::pair<size_t, size_t>> todo{{first, last}};
  while (!todo.empty()) {
    const auto [a, b] = todo.back();
    todo.pop_back();
    size_t farthest = a;
    double most = tolerance_m * tolerance_m;
    for (size_t i = a + 1; i < b; ++i) {
      const double off = distance_squared(places[i], places[a], places[b]);
      if (off > most) {
        most = off;
        farthest = i;
      }
    }
    if (farthest == a) continue;
    keep[farthest] = true;
    todo.push_back({a, farthest});
    todo.push_back({farthest, b});
  }
}

/// One level while it is being made: which points, and where its chunks begin and end among them.
struct Draft {
  double tolerance_m = 0;
  std::vector<uint32_t> points;   // indices into the line
  std::vector<uint32_t> corners;  // positions in `points` of chunk ends, first and last included
};

Draft finest(const std::vector<Spatial>& line) {
  Draft draft;
  for (uint32_t i = 0; i < line.size(); ++i) draft.points.push_back(i);
  draft.corners.push_back(0);
  const double start_m = line.front().point.distance_m;
  const double length_m = line.back().point.distance_m - start_m;
  const int chunks = std::max(1, static_cast<int>(std::lround(length_m / k_finest_chunk_m)));
  for (uint32_t i = 1, next = 1; i + 1 < line.size(); ++i)
    if (line[i].point.distance_m - start_m >= length_m * next / chunks) {
      draft.corners.push_back(i);
      while (line[i].point.distance_m - start_m >= length_m * next / chunks) ++next;
    }
  draft.corners.push_back(static_cast<uint32_t>(line.size() - 1));
  return draft;
}

Draft coarser(const std::vector<Spatial>& line, const Draft& fine, double tolerance_m) {
  std::vector<glm::dvec4> places;
  places.reserve(fine.points.size());
  for (const uint32_t i : fine.points)
    places.emplace_back(
        line[i].base_m + line[i].up * (double(line[i].point.height_m) * k_height_weight),
        double(line[i].point.lane) * k_lane_px * tolerance_m);
  std::vector<bool> keep(places.size(), false);
  std::vector<uint32_t> kept_corners;
  const size_t chunks = fine.corners.size() - 1;
  for (size_t c = 0; c <= chunks; ++c)
    if (c == chunks || c % k_level_step == 0) kept_corners.push_back(fine.corners[c]);
  for (size_t c = 0; c + 1 < kept_corners.size(); ++c)
    keep_far_points(places, kept_corners[c], kept_corners[c + 1], tolerance_m, keep);
  for (const uint32_t corner : kept_corners) keep[corner] = true;
  Draft draft;
  draft.tolerance_m = fine.tolerance_m + tolerance_m;
  for (uint32_t i = 0, c = 0; i < keep.size(); ++i) {
    if (!keep[i]) continue;
    if (c < kept_corners.size() && kept_corners[c] == i) {
      draft.corners.push_back(static_cast<uint32_t>(draft.points.size()));
      ++c;
    }
    draft.points.push_back(fine.points[i]);
  }
  return draft;
}

/// The level's polyline with its continuation on both sides, for directions.
class Directions {
 public:
  Directions(const std::vector<Spatial>& line, const Draft& draft,
             const std::vector<Spatial>& before, const std::vector<Spatial>& after) {
    const double start_m = line.front().point.distance_m, end_m = line.back().point.distance_m;
    for (size_t i = before.size(); i-- > 0;)
      add(before[i].base_m, start_m - std::abs(before[i].point.distance_m));
    offset_ = places_.size();
    for (const uint32_t i : draft.points) add(line[i].base_m, line[i].point.distance_m);
    for (const Spatial& next : after) add(next.base_m, end_m + std::abs(next.point.distance_m));
  }
  /// Of the piece before / after a point of the level; the other one where there is none.
  glm::dvec3 incoming(size_t i) const {
    const size_t k = i + offset_;
    return k > 0 ? piece(k - 1) : piece(0);
  }
  glm::dvec3 outgoing(size_t i) const {
    const size_t k = i + offset_;
    return k + 1 < places_.size() ? piece(k) : piece(k - 1);
  }
  /// Between the places `reach_m` behind and ahead.
  glm::dvec3 wide(size_t i, double reach_m) const {
    const double at_m = distances_[i + offset_];
    const glm::dvec3 across = place(at_m + reach_m) - place(at_m - reach_m);
    return glm::length(across) > 1e-6 ? across : outgoing(i);
  }

 private:
  void add(const glm::dvec3& place, double distance_m) {
    if (!places_.empty() && glm::length(place - places_.back()) < 1e-3) return;
    places_.push_back(place);
    distances_.push_back(distance_m);
  }
  glm::dvec3 piece(size_t k) const {
    if (places_.size() < 2) return {0, 0, 0};
    k = std::min(k, places_.size() - 2);
    return glm::normalize(places_[k + 1] - places_[k]);
  }
  glm::dvec3 place(double at_m) const {
    if (at_m <= distances_.front()) return places_.front();
    if (at_m >= distances_.back()) return places_.back();
    const auto next = static_cast<size_t>(
        std::upper_bound(distances_.begin(), distances_.end(), at_m) - distances_.begin());
    const double t = (at_m - distances_[next - 1]) / (distances_[next] - distances_[next - 1]);
    return glm::mix(places_[next - 1], places_[next], t);
  }
  std::vector<glm::dvec3> places_;
  std::vector<double> distances_;
  size_t offset_ = 0;
};

int16_t snorm(double value) {
  return static_cast<int16_t>(std::lround(std::clamp(value, -1.0, 1.0) * 32767));
}

/// Writes vertices; turns points of a level into strips.
class Writer {
 public:
  Writer(LineMesh& mesh, const std::vector<Spatial>& line) : mesh_(mesh), line_(line) {}

  uint32_t next_point() const { return static_cast<uint32_t>(mesh_.vertices.size() / 2); }

  void put(const Spatial& at, const glm::dvec3& direction, double slope, int cap) {
    const glm::dvec3 level = direction - at.up * glm::dot(direction, at.up);
    const double length = glm::length(level);
    const glm::dvec3 tangent =
        length > 1e-9 ? level / length : geo::east_at(at.point.longitude_deg);
    LineVertex vertex;
    vertex.base_m = glm::vec3(at.base_m);
    vertex.height_m = at.point.height_m;
    for (int k = 0; k < 3; ++k) vertex.tangent[k] = snorm(tangent[k]);
    vertex.slope = snorm(slope);
    vertex.distance_m = static_cast<float>(at.point.distance_m);
    vertex.lane =
        static_cast<int16_t>(std::lround(std::clamp(at.point.lane, -30.0f, 30.0f) * k_lane_units));
    vertex.cap = static_cast<int16_t>(cap);
    mesh_.vertices.push_back(vertex);
    mesh_.vertices.push_back(vertex);
  }

  double slope_at(const Draft& draft, size_t i) const {
    const auto& a = line_[draft.points[i > 0 ? i - 1 : i]].point;
    const auto& b = line_[draft.points[i + 1 < draft.points.size() ? i + 1 : i]].point;
    const double run_m = b.distance_m - a.distance_m;
    return run_m > 1e-3 ? double(b.height_m - a.height_m) / run_m : 0.0;
  }

 private:
  LineMesh& mesh_;
  const std::vector<Spatial>& line_;
};

struct Ends {
  bool cap_start = true, cap_end = true, round_joins = true;
};

/// A point of a level, or the fan of several that rounds its corner.
void put_point(Writer& writer, const std::vector<Spatial>& line, const Draft& draft, size_t i,
               const Directions& directions, const Ends& ends) {
  const Spatial& at = line[draft.points[i]];
  const double slope = writer.slope_at(draft, i);
  const double lane_m = (std::abs(double(at.point.lane)) + double(at.point.reach)) * 5 *
                        std::max(4 * draft.tolerance_m, 4 * k_first_tolerance_m / k_level_step);
  if (lane_m > 1) {
    writer.put(at, directions.wide(i, lane_m), slope, 0);
    return;
  }
  const glm::dvec3 in = directions.incoming(i), out = directions.outgoing(i);
  const bool turns = glm::dot(in, in) > 0 && glm::dot(out, out) > 0;
  const double turn_rad = turns ? std::acos(std::clamp(glm::dot(in, out), -1.0, 1.0)) : 0.0;
  if (!ends.round_joins || turn_rad < k_fan_turn_rad) {
    writer.put(at, in + out, slope, 0);
    return;
  }
  const glm::dvec3 axis = glm::dot(glm::cross(in, out), at.up) >= 0 ? at.up : -at.up;
  const glm::dvec3 side = glm::cross(axis, in);
  const int steps = std::max(2, static_cast<int>(std::ceil(turn_rad / k_fan_turn_rad)));
  for (int k = 0; k <= steps; ++k) {
    const double angle = turn_rad * k / steps;
    writer.put(at, in * std::cos(angle) + side * std::sin(angle), slope, 0);
  }
}

LineLevel put_level(Writer& writer, const std::vector<Spatial>& line, const Draft& draft,
                    const Directions& directions, const Ends& ends, const glm::dvec3& origin_m) {
  LineLevel level{.tolerance_m = draft.tolerance_m, .chunks = {}};
  std::vector<uint32_t> first(draft.points.size()), last(draft.points.size());
  for (size_t i = 0; i < draft.points.size(); ++i) {
    first[i] = writer.next_point();
    const Spatial& at = line[draft.points[i]];
    if (i == 0 && ends.cap_start) writer.put(at, directions.outgoing(0), 0, -1);
    put_point(writer, line, draft, i, directions, ends);
    if (i + 1 == draft.points.size() && ends.cap_end) writer.put(at, directions.incoming(i), 0, 1);
    last[i] = writer.next_point() - 1;
  }
  for (size_t c = 0; c + 1 < draft.corners.size(); ++c) {
    const uint32_t from = draft.corners[c], to = draft.corners[c + 1];
    LineChunk chunk{.first_point = first[from], .last_point = last[to]};
    glm::dvec3 low(1e300), high(-1e300);
    for (uint32_t i = draft.points[from]; i <= draft.points[to]; ++i) {
      low = glm::min(low, line[i].base_m);
      high = glm::max(high, line[i].base_m);
      chunk.most_height_m = std::max(chunk.most_height_m, std::abs(line[i].point.height_m));
    }
    chunk.centre_m = origin_m + (low + high) / 2.0;
    chunk.radius_m = glm::length(high - low) / 2;
    level.chunks.push_back(chunk);
  }
  return level;
}

void select(const LineCourse& course, size_t level, uint32_t index, const CameraFrame& camera,
            double exaggeration, std::vector<DrawRange>& out) {
  const LineChunk& chunk = course.levels[level].chunks[index];
  const double radius_m = chunk.radius_m + double(chunk.most_height_m) * exaggeration;
  if (!sphere_in_view(camera, chunk.centre_m, radius_m)) return;
  const double near_m =
      std::max(glm::length(chunk.centre_m - camera.eye_m) - radius_m, camera.near_m);
  if (level == 0 || course.levels[level].tolerance_m <= 0.5 * near_m / camera.pixels_per_radian) {
    if (!out.empty() && out.back().last_point >= chunk.first_point &&
        out.back().first_point < chunk.first_point && chunk.last_point > out.back().last_point)
      out.back().last_point = chunk.last_point;
    else
      out.push_back({chunk.first_point, chunk.last_point});
    return;
  }
  for (uint32_t child = chunk.first_child; child < chunk.last_child; ++child)
    select(course, level - 1, child, camera, exaggeration, out);
}

}  // namespace

size_t add_course(LineMesh& mesh, const LineSource& source) {
  mesh.courses.emplace_back();
  LineCourse& course = mesh.courses.back();
  if (source.points.empty()) return mesh.courses.size() - 1;
  const LinePoint& middle = source.points[source.points.size() / 2];
  course.origin_m = geo::to_earth_centred({middle.longitude_deg, middle.latitude_deg, 0});
  const auto place_all = [&](std::span<const LinePoint> points) {
    std::vector<Spatial> placed;
    placed.reserve(points.size());
    for (const LinePoint& point : points) placed.push_back(spatial(point, course.origin_m));
    return placed;
  };
  const std::vector<Spatial> line = place_all(source.points);
  const std::vector<Spatial> before = place_all(source.before), after = place_all(source.after);
  const Ends ends{before.empty(), after.empty(), source.round_joins};
  Writer writer(mesh, line);

  std::vector<Draft> drafts{finest(line)};
  double tolerance_m = k_first_tolerance_m;
  while (drafts.size() < k_most_levels && drafts.back().points.size() > 2) {
    drafts.push_back(coarser(line, drafts.back(), tolerance_m));
    tolerance_m *= k_level_step;
  }
  for (const Draft& draft : drafts) {
    const Directions directions(line, draft, before, after);
    course.levels.push_back(put_level(writer, line, draft, directions, ends, course.origin_m));
    if (course.levels.size() < 2) continue;
    auto& chunks = course.levels.back().chunks;
    const auto finer = static_cast<uint32_t>(course.levels[course.levels.size() - 2].chunks.size());
    for (uint32_t c = 0; c < chunks.size(); ++c) {
      chunks[c].first_child = c * k_level_step;
      chunks[c].last_child = std::min(finer, (c + 1) * k_level_step);
    }
  }
  return mesh.courses.size() - 1;
}

bool sphere_in_view(const CameraFrame& camera, const glm::dvec3& centre_m, double radius_m) {
  const glm::dvec3 at = centre_m - camera.eye_m;
  const double ahead_m = glm::dot(at, camera.forward());
  if (ahead_m < -radius_m) return false;
  const double half_height = camera.size.height / 2.0 / camera.pixels_per_radian;
  const double half_width = half_height * camera.size.width / camera.size.height;
  const double across_m = std::abs(glm::dot(at, camera.right()));
  const double along_m = std::abs(glm::dot(at, camera.up()));
  if (across_m - ahead_m * half_width > radius_m * std::hypot(1.0, half_width)) return false;
  if (along_m - ahead_m * half_height > radius_m * std::hypot(1.0, half_height)) return false;
  // Behind the globe: hidden when even the sphere's point nearest to the eye is.
  const double size = glm::length(centre_m);
  return !is_beyond_horizon(camera.eye_m, centre_m * ((size + radius_m) / size)) ||
         glm::length(at) <= radius_m ||
         !is_beyond_horizon(camera.eye_m, centre_m - at / glm::length(at) * radius_m);
}

void select_ranges(const LineCourse& course, const CameraFrame& camera, double exaggeration,
                   std::vector<DrawRange>& out) {
  if (course.levels.empty()) return;
  const size_t top = course.levels.size() - 1;
  std::vector<DrawRange> ranges;
  for (uint32_t i = 0; i < course.levels[top].chunks.size(); ++i)
    select(course, top, i, camera, exaggeration, ranges);
  out.insert(out.end(), ranges.begin(), ranges.end());
}

}  // namespace caspian::scene
