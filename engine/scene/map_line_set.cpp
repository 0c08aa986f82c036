// A line is cut where it passes from cell to cell; the pieces of a cell hang together by triangles
// without area.
#include "scene/map_line_set.h"

#include <algorithm>
#include <cmath>
#include <tuple>
#include <utility>

#include "geo/ellipsoid.h"
#include "geo/polyline.h"

namespace caspian::scene {
namespace {

constexpr double k_finest_cell_deg = 1;
constexpr int k_cells_across = 2;       // of a degree in one of the next
constexpr double k_tolerance_px = 0.9;  // thin, quiet lines: hardly seen
constexpr double k_most_step = 2.5;     // between degrees
constexpr double k_least_ring = 12;  // closed lines smaller than this many tolerances are left out
constexpr double k_most_height_m = 3000;  // above a cell's middle; the rest is within its radius

using CellKey = std::pair<int, int>;

CellKey key_at(double longitude_deg, double latitude_deg, double cell_deg) {
  return {static_cast<int>(std::floor(longitude_deg / cell_deg)),
          static_cast<int>(std::floor(latitude_deg / cell_deg))};
}

CellKey parent_of(const CellKey& key) {
  const auto down = [](int value) {
    return value >= 0 ? value / k_cells_across : (value + 1) / k_cells_across - 1;
  };
  return {down(key.first), down(key.second)};
}

glm::dvec3 cell_centre(const CellKey& key, double cell_deg) {
  return geo::to_earth_centred({(key.first + 0.5) * cell_deg, (key.second + 0.5) * cell_deg, 0});
}

double cell_radius_m(const CellKey& key, double cell_deg) {
  const glm::dvec3 centre = cell_centre(key, cell_deg);
  double radius_m = 0;
  for (const double x : {0.0, 1.0})
    for (const double y : {0.0, 1.0})
      radius_m =
          std::max(radius_m, glm::length(geo::to_earth_centred({(key.first + x) * cell_deg,
                                                                (key.second + y) * cell_deg, 0}) -
                                         centre));
  return radius_m * 1.05;  // pieces are given to the cell of their middle
}

/// Longest straight piece that still follows the relief and the globe well enough.
double step_m(double tolerance_m) {
  return std::clamp(20 * tolerance_m, 4000.0, 60000.0);
}

std::pair<geo::GeoPoint, geo::GeoPoint> box_of(const std::vector<geo::GeoPoint>& points) {
  geo::GeoPoint low = points.front(), high = low;
  for (const geo::GeoPoint& p : points) {
    low = {std::min(low.longitude_deg, p.longitude_deg), std::min(low.latitude_deg, p.latitude_deg),
           0};
    high = {std::max(high.longitude_deg, p.longitude_deg),
            std::max(high.latitude_deg, p.latitude_deg), 0};
  }
  return {low, high};
}

int rank_class(const MapLine& line) {
  if (line.kind == MapLineKind::lake) return 1;
  if (line.kind != MapLineKind::river) return line.rank;  // which border, which depth
  return line.rank <= 2 ? 2 : line.rank <= 4 ? 4 : line.rank <= 6 ? 6 : 9;
}

/// Lines of one kind and rank that meet end to end with no third one become one line: data come in
/// short pieces.
std::vector<MapLine> joined(const std::vector<MapLine>& lines) {
  using Place = std::tuple<MapLineKind, int, double, double>;
  const auto end_of = [&](size_t i, bool at_start) {
    const geo::GeoPoint& p = at_start ? lines[i].points.front() : lines[i].points.back();
    return Place{lines[i].kind, rank_class(lines[i]), p.longitude_deg, p.latitude_deg};
  };
  std::map<Place, std::vector<std::pair<size_t, bool>>> ends;
  for (size_t i = 0; i < lines.size(); ++i)
    if (lines[i].points.size() > 1)
      for (const bool at_start : {true, false}) ends[end_of(i, at_start)].push_back({i, at_start});
  std::vector<bool> used(lines.size(), false);
  /// Goes on from an end of a line, collecting points, until there is no way or no single way.
  const auto follow = [&](size_t i, bool from_start, std::vector<geo::GeoPoint>& points) {
    while (true) {
      const auto& meeting = ends[end_of(i, from_start)];
      if (meeting.size() != 2) return;
      const auto [next, next_at_start] =
          meeting[0].first == i && meeting[0].second == from_start ? meeting[1] : meeting[0];
      if (used[next]) return;
      used[next] = true;
      const auto& more = lines[next].points;
      if (next_at_start)
        points.insert(points.end(), more.begin() + 1, more.end());
      else
        points.insert(points.end(), more.rbegin() + 1, more.rend());
      i = next;
      from_start = !next_at_start;
    }
  };
  std::vector<MapLine> out;
  for (size_t i = 0; i < lines.size(); ++i) {
    if (used[i] || lines[i].points.size() < 2) continue;
    used[i] = true;
    MapLine line{lines[i].kind, lines[i].rank, {lines[i].points.rbegin(), lines[i].points.rend()}};
    follow(i, true, line.points);
    std::reverse(line.points.begin(), line.points.end());
    follow(i, false, line.points);
    out.push_back(std::move(line));
  }
  return out;
}

int16_t snorm(double value) {
  return static_cast<int16_t>(std::lround(std::clamp(value, -1.0, 1.0) * 32767));
}

LineVertex vertex_at(const geo::GeoPoint& place, const glm::dvec3& origin_m,
                     const geo::GeoPoint& before, const geo::GeoPoint& after, double distance_m) {
  const geo::LocalMetric metric = geo::local_metric(place.latitude_deg);
  const auto unit = [](const glm::dvec2& v) {
    return glm::length(v) > 1e-9 ? glm::normalize(v) : glm::dvec2(0);
  };
  glm::dvec2 along = unit(metric.offset_m(before, place)) + unit(metric.offset_m(place, after));
  if (glm::length(along) < 1e-6) along = metric.offset_m(before, after) + glm::dvec2(1e-9, 0);
  along = glm::normalize(along);
  const glm::dvec3 tangent = geo::east_at(place.longitude_deg) * along.x +
                             geo::north_at(place.longitude_deg, place.latitude_deg) * along.y;
  LineVertex vertex;
  vertex.base_m =
      glm::vec3(geo::to_earth_centred({place.longitude_deg, place.latitude_deg, 0}) - origin_m);
  vertex.height_m = static_cast<float>(place.height_m);
  for (int k = 0; k < 3; ++k) vertex.tangent[k] = snorm(tangent[k]);
  vertex.distance_m = static_cast<float>(distance_m);
  return vertex;
}

/// Adds points [first, last] of a line to a strip, after what it holds already.
void append_piece(MapLineCell& cell, const std::vector<geo::GeoPoint>& points, size_t first,
                  size_t last, const geo::HeightField& heights) {
  MapLineStrip& strip = cell.strips.back();
  double distance_m = 0;
  for (size_t k = first; k <= last; ++k) {
    if (k > first) distance_m += geo::piece_length_m(points[k - 1], points[k]);
    geo::GeoPoint place = points[k];
    place.height_m = strip.kind == MapLineKind::isobath
                         ? heights.height_m(place.longitude_deg, place.latitude_deg)
                         : heights.afloat_m(place.longitude_deg, place.latitude_deg);
    const LineVertex vertex = vertex_at(place, cell.origin_m, points[k > 0 ? k - 1 : k],
                                        points[k + 1 < points.size() ? k + 1 : k], distance_m);
    if (k == first && cell.vertices.size() > strip.first_vertex) {
      // Over to this piece with no width.
      LineVertex from = cell.vertices.back(), to = vertex;
      from.cap = to.cap = k_no_width;
      cell.vertices.insert(cell.vertices.end(), {from, from, to, to});
    }
    cell.vertices.insert(cell.vertices.end(), {vertex, vertex});
  }
  strip.vertex_count = static_cast<uint32_t>(cell.vertices.size()) - strip.first_vertex;
}

}  // namespace

std::vector<MapLineDegree> map_line_degrees(const std::vector<MapLineLevel>& levels) {
  std::vector<MapLineDegree> degrees;
  for (size_t level = 0; level < levels.size(); ++level) {
    degrees.push_back({levels[level].tolerance_m, level});
    if (level + 1 == levels.size()) break;
    const double ratio = levels[level + 1].tolerance_m / std::max(levels[level].tolerance_m, 1.0);
    const int between = static_cast<int>(std::floor(std::log(ratio) / std::log(k_most_step)));
    for (int k = 1; k <= between; ++k)
      degrees.push_back({levels[level].tolerance_m * std::pow(ratio, k / (between + 1.0)), level});
  }
  return degrees;
}

double map_cell_deg(size_t degree) {
  return k_finest_cell_deg * std::pow(k_cells_across, double(degree));
}

MapLineSet::MapLineSet(const std::vector<MapLineLevel>& levels)
    : levels_(levels),
      degrees_(map_line_degrees(levels)),
      cells_(degrees_.size()),
      courses_(degrees_.size()) {
  if (!degrees_.empty()) index_cells();
}

void MapLineSet::index_cells() {
  CellKey last{};
  const auto mark = [&](const geo::GeoPoint& p) {
    const CellKey key = key_at(p.longitude_deg, p.latitude_deg, k_finest_cell_deg);
    if (key == last && !cells_[0].empty()) return;
    cells_[0][key];
    last = key;
  };
  for (const MapLine& line : levels_.front().lines)
    for (size_t i = 0; i < line.points.size(); ++i) {
      mark(line.points[i]);
      if (i == 0) continue;
      const geo::GeoPoint &a = line.points[i - 1], &b = line.points[i];
      const double span_deg = std::max(std::abs(a.longitude_deg - b.longitude_deg),
                                       std::abs(a.latitude_deg - b.latitude_deg));
      const int parts = static_cast<int>(span_deg / (k_finest_cell_deg / 8));
      for (int k = 1; k < parts; ++k) mark(geo::mix(a, b, double(k) / parts));
    }
  // A coarser degree touches no cell that the finest one does not, but for its tolerance: its cells
  // are wider.
  for (size_t degree = 0; degree + 1 < cells_.size(); ++degree)
    for (const auto& [key, cell] : cells_[degree]) cells_[degree + 1][parent_of(key)];
  for (size_t degree = 0; degree < cells_.size(); ++degree)
    for (auto& [key, cell] : cells_[degree]) {
      cell.centre_m = cell_centre(key, map_cell_deg(degree));
      cell.radius_m = cell_radius_m(key, map_cell_deg(degree));
    }
}

std::vector<MapLineSet::Course>& MapLineSet::courses(size_t degree) {
  auto& made = courses_[degree];
  if (made) return *made;
  made.emplace();
  const MapLineDegree& wanted = degrees_[degree];
  const MapLineLevel& source = levels_[wanted.source];
  const bool is_given = wanted.tolerance_m <= source.tolerance_m * 1.01;
  for (MapLine& line : joined(source.lines)) {
    Course course{.kind = line.kind, .rank = rank_class(line), .low = {}, .high = {}, .points = {}};
    std::tie(course.low, course.high) = box_of(line.points);
    const bool is_ring = line.points.front().longitude_deg == line.points.back().longitude_deg &&
                         line.points.front().latitude_deg == line.points.back().latitude_deg;
    if (is_ring && geo::piece_length_m(course.low, course.high) < k_least_ring * wanted.tolerance_m)
      continue;
    course.points = std::move(line.points);
    course.is_simple = is_given;
    made->push_back(std::move(course));
  }
  std::stable_sort(made->begin(), made->end(), [](const Course& a, const Course& b) {
    return std::pair(a.kind, a.rank) < std::pair(b.kind, b.rank);
  });
  return *made;
}

MapLineCell MapLineSet::build(const MapLineChoice& choice, const geo::HeightField& heights) {
  const double tolerance_m = degrees_[choice.degree].tolerance_m;
  const double cell_deg = map_cell_deg(choice.degree);
  const CellKey key{choice.column, choice.row};
  MapLineCell cell{.origin_m = cell_centre(key, cell_deg), .vertices = {}, .strips = {}};
  for (Course& course : courses(choice.degree)) {
    if (course.high.longitude_deg < choice.column * cell_deg ||
        course.low.longitude_deg > (choice.column + 1) * cell_deg ||
        course.high.latitude_deg < choice.row * cell_deg ||
        course.low.latitude_deg > (choice.row + 1) * cell_deg)
      continue;
    if (!course.is_simple) {
      course.points = geo::simplified(course.points, tolerance_m);
      course.is_simple = true;
    }
    const std::vector<geo::GeoPoint> points = geo::densified(course.points, step_m(tolerance_m));
    const auto is_here = [&](size_t k) {  // by the middle of the piece that ends at point k
      const geo::GeoPoint middle = geo::mix(points[k - 1], points[k], 0.5);
      return key_at(middle.longitude_deg, middle.latitude_deg, cell_deg) == key;
    };
    for (size_t k = 1; k < points.size(); ++k) {
      if (!is_here(k)) continue;
      const size_t first = k - 1;
      while (k + 1 < points.size() && is_here(k + 1)) ++k;
      if (cell.strips.empty() || cell.strips.back().kind != course.kind ||
          cell.strips.back().rank != course.rank)
        cell.strips.push_back(
            {course.kind, course.rank, static_cast<uint32_t>(cell.vertices.size()), 0});
      append_piece(cell, points, first, k, heights);
    }
  }
  return cell;
}

void MapLineSet::choose(size_t degree, CellKey key, const CameraFrame& camera, double exaggeration,
                        std::vector<MapLineChoice>& out) const {
  const auto found = cells_[degree].find(key);
  if (found == cells_[degree].end()) return;
  const Bounds& cell = found->second;
  const double radius_m = cell.radius_m + k_most_height_m * exaggeration;
  if (!sphere_in_view(camera, cell.centre_m, radius_m)) return;
  const double near_m = std::max(glm::length(cell.centre_m - camera.eye_m) - radius_m, 0.0);
  const double metres_per_px = near_m / camera.pixels_per_radian;
  if (degree == 0 || degrees_[degree].tolerance_m <= k_tolerance_px * metres_per_px) {
    out.push_back({degree, key.first, key.second});
    return;
  }
  for (int y = 0; y < k_cells_across; ++y)
    for (int x = 0; x < k_cells_across; ++x)
      choose(degree - 1, {key.first * k_cells_across + x, key.second * k_cells_across + y}, camera,
             exaggeration, out);
}

std::vector<MapLineChoice> MapLineSet::choose(const CameraFrame& camera,
                                              double exaggeration) const {
  std::vector<MapLineChoice> out;
  if (cells_.empty()) return out;
  for (const auto& [key, cell] : cells_.back())
    choose(cells_.size() - 1, key, camera, exaggeration, out);
  return out;
}

}  // namespace caspian::scene
