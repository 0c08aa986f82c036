// Marching squares over the floor's means, chains of their pieces, and a spline through each.
#include "scene/isobaths.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <unordered_map>

#include "geo/flooding.h"
#include "geo/polyline.h"

namespace caspian::scene {
namespace {

constexpr std::array k_depths_m{10, 20, 50, 100, 200, 500, 800};
constexpr double k_west_deg = 46.4, k_east_deg = 55.2, k_south_deg = 36.3, k_north_deg = 47.6;
constexpr double k_step_deg = 1.0 / 60;
constexpr int k_softenings = 3;        // means over some four kilometres
constexpr size_t k_least_points = 14;  // shorter lines say nothing
constexpr double k_fine_tolerance_m = 40;

/// Depths on a grid from the south-west.
struct Floor {
  int width = 0, height = 0;
  std::vector<float> depth_m;

  size_t index(int x, int y) const {
    return static_cast<size_t>(y) * static_cast<size_t>(width) + static_cast<size_t>(x);
  }
  float at(int x, int y) const { return depth_m[index(x, y)]; }
  geo::GeoPoint place(double x, double y) const {
    return {k_west_deg + x * k_step_deg, k_south_deg + y * k_step_deg, 0};
  }
};

void soften(Floor& floor) {
  const std::vector<float> given = floor.depth_m;
  std::vector<float> across = given;
  for (int y = 0; y < floor.height; ++y)
    for (int x = 1; x + 1 < floor.width; ++x) {
      const size_t i = floor.index(x, y);
      across[i] = 0.25f * given[i - 1] + 0.5f * given[i] + 0.25f * given[i + 1];
    }
  const auto row = static_cast<size_t>(floor.width);
  for (int y = 1; y + 1 < floor.height; ++y)
    for (int x = 0; x < floor.width; ++x) {
      const size_t i = floor.index(x, y);
      floor.depth_m[i] = 0.25f * across[i - row] + 0.5f * across[i] + 0.25f * across[i + row];
    }
}

Floor floor_of(const geo::HeightField& heights) {
  Floor floor{static_cast<int>(std::lround((k_east_deg - k_west_deg) / k_step_deg)) + 1,
              static_cast<int>(std::lround((k_north_deg - k_south_deg) / k_step_deg)) + 1,
              {}};
  floor.depth_m.resize(static_cast<size_t>(floor.width) * static_cast<size_t>(floor.height));
  heights.heights_m(k_west_deg, k_south_deg, k_step_deg, k_step_deg, floor.width, floor.height,
                    floor.depth_m);
  const geo::Flooding& flooding = *heights.flooding();
  for (int y = 0; y < floor.height; ++y)
    for (int x = 0; x < floor.width; ++x) {
      float& depth = floor.depth_m[floor.index(x, y)];
      const auto level = static_cast<float>(geo::k_caspian_surface_m);
      if (depth > level) {  // land: 0, but for hollows that lie as low as the floor
        depth = 0;
        continue;
      }
      const geo::GeoPoint at = floor.place(x, y);
      const bool is_sea =
          flooding.wet_from_m(at.longitude_deg, at.latitude_deg) < geo::k_caspian_surface_m;
      depth = is_sea ? level - depth : 0;
    }
  for (int i = 0; i < k_softenings; ++i) soften(floor);
  return floor;
}

/// A place where the contour crosses an edge of the grid: edges are numbered, so that neighbouring
/// cells agree on it.
using Edge = uint64_t;
struct Crossing {
  geo::GeoPoint at;
  std::array<Edge, 2> next{};
  int count = 0;
  bool is_used = false;
};
using Crossings = std::unordered_map<Edge, Crossing>;

class Tracer {
 public:
  Tracer(const Floor& floor, float depth_m) : floor_(floor), depth_m_(depth_m) {
    for (int y = 0; y + 1 < floor.height; ++y)
      for (int x = 0; x + 1 < floor.width; ++x) visit(x, y);
  }

  std::vector<std::vector<geo::GeoPoint>> lines() {
    std::vector<Edge> order;
    for (const auto& [edge, crossing] : crossings_) order.push_back(edge);
    std::sort(order.begin(), order.end());  // the same lines on every machine
    std::vector<std::vector<geo::GeoPoint>> out;
    for (const bool only_ends : {true, false})
      for (const Edge edge : order) {
        const Crossing& crossing = crossings_.at(edge);
        if (!crossing.is_used && (!only_ends || crossing.count == 1)) out.push_back(follow(edge));
      }
    return out;
  }

 private:
  Edge right_of(int x, int y) const { return 2 * floor_.index(x, y); }
  Edge above(int x, int y) const { return 2 * floor_.index(x, y) + 1; }

  Edge cross(Edge edge, int x0, int y0, int x1, int y1) {
    const float a = floor_.at(x0, y0), b = floor_.at(x1, y1);
    const double t = static_cast<double>((depth_m_ - a) / (b - a));
    crossings_[edge].at = floor_.place(std::lerp(x0, x1, t), std::lerp(y0, y1, t));
    return edge;
  }
  void join(Edge a, Edge b) {
    for (const auto& [from, to] : {std::pair{a, b}, std::pair{b, a}}) {
      Crossing& crossing = crossings_[from];
      if (crossing.count < 2) crossing.next[static_cast<size_t>(crossing.count++)] = to;
    }
  }

  void visit(int x, int y) {
    const float sw = floor_.at(x, y), se = floor_.at(x + 1, y), nw = floor_.at(x, y + 1),
                ne = floor_.at(x + 1, y + 1);
    const int deep =
        (sw >= depth_m_) | (se >= depth_m_) << 1 | (ne >= depth_m_) << 2 | (nw >= depth_m_) << 3;
    if (deep == 0 || deep == 15) return;
    const auto south = [&] { return cross(right_of(x, y), x, y, x + 1, y); };
    const auto north = [&] { return cross(right_of(x, y + 1), x, y + 1, x + 1, y + 1); };
    const auto west = [&] { return cross(above(x, y), x, y, x, y + 1); };
    const auto east = [&] { return cross(above(x + 1, y), x + 1, y, x + 1, y + 1); };
    const bool middle_is_deep = sw + se + nw + ne >= 4 * depth_m_;
    switch (deep > 7 ? 15 - deep : deep) {  // which side is deep does not matter to a line
      case 1:
        join(south(), west());
        break;
      case 2:
        join(south(), east());
        break;
      case 3:
        join(west(), east());
        break;
      case 4:
        join(north(), east());
        break;
      case 6:
        join(south(), north());
        break;
      case 7:
        join(north(), west());
        break;
      default: {  // 5: two corners across; the middle decides which way they hang together
        const bool sw_and_ne = (deep == 5) == middle_is_deep;
        if (sw_and_ne) {
          join(south(), east());
          join(north(), west());
        } else {
          join(south(), west());
          join(north(), east());
        }
      }
    }
  }

  std::vector<geo::GeoPoint> follow(Edge start) {
    std::vector<geo::GeoPoint> line;
    Edge at = start;
    while (true) {
      Crossing& crossing = crossings_.at(at);
      crossing.is_used = true;
      line.push_back(crossing.at);
      Edge next = at;
      for (int k = 0; k < crossing.count; ++k)
        if (!crossings_.at(crossing.next[static_cast<size_t>(k)]).is_used)
          next = crossing.next[static_cast<size_t>(k)];
      if (next == at) {
        const bool is_ring = line.size() > 2 && crossing.count == 2 &&
                             (crossing.next[0] == start || crossing.next[1] == start);
        if (is_ring) line.push_back(line.front());
        return line;
      }
      at = next;
    }
  }

  const Floor& floor_;
  float depth_m_;
  Crossings crossings_;
};

/// The uniform cubic B-spline that has the points for control points; rings stay rings, open lines
/// keep their ends.
std::vector<geo::GeoPoint> splined(const std::vector<geo::GeoPoint>& points) {
  constexpr int k_parts = 4;
  const bool is_ring = points.front().longitude_deg == points.back().longitude_deg &&
                       points.front().latitude_deg == points.back().latitude_deg;
  const auto count = static_cast<int>(points.size()) - (is_ring ? 1 : 0);
  const auto at = [&](int i) {
    i = is_ring ? (i % count + count) % count : std::clamp(i, 0, count - 1);
    return points[static_cast<size_t>(i)];
  };
  std::vector<geo::GeoPoint> out;
  if (!is_ring) out.push_back(points.front());
  for (int i = 0; i < (is_ring ? count : count - 1); ++i)
    for (int k = 0; k < k_parts; ++k) {
      const double t = static_cast<double>(k) / k_parts, s = 1 - t;
      const std::array weights{s * s * s / 6, (3 * t * t * t - 6 * t * t + 4) / 6,
                               (-3 * t * t * t + 3 * t * t + 3 * t + 1) / 6, t * t * t / 6};
      geo::GeoPoint place{0, 0, 0};
      for (int j = 0; j < 4; ++j) {
        const geo::GeoPoint control = at(i + j - 1);
        place.longitude_deg += weights[static_cast<size_t>(j)] * control.longitude_deg;
        place.latitude_deg += weights[static_cast<size_t>(j)] * control.latitude_deg;
      }
      out.push_back(place);
    }
  out.push_back(is_ring ? out.front() : points.back());
  return out;
}

}  // namespace

std::span<const int> isobath_depths_m() {
  return k_depths_m;
}

std::vector<MapLine> trace_isobaths(const geo::HeightField& heights) {
  std::vector<MapLine> out;
  if (!heights.flooding()) return out;
  const Floor floor = floor_of(heights);
  for (const int depth_m : k_depths_m)
    for (const std::vector<geo::GeoPoint>& line :
         Tracer(floor, static_cast<float>(depth_m)).lines()) {
      if (line.size() < k_least_points) continue;
      MapLine isobath{MapLineKind::isobath, depth_m,
                      geo::simplified(splined(line), k_fine_tolerance_m)};
      for (geo::GeoPoint& point : isobath.points)
        point.height_m = heights.height_m(point.longitude_deg, point.latitude_deg);
      out.push_back(std::move(isobath));
    }
  return out;
}

void add_isobaths(const std::vector<MapLine>& isobaths, std::vector<MapLineLevel>& levels) {
  for (MapLineLevel& level : levels)
    for (MapLine isobath : isobaths) {
      if (&level != &levels.front())
        isobath.points = geo::simplified(isobath.points, level.tolerance_m);
      level.lines.push_back(std::move(isobath));
    }
}

float isobath_share(int depth_m, double metres_per_logical_px) {
  const double most = depth_m >= 200 && depth_m != 800   ? 1e9
                      : depth_m == 100 || depth_m == 800 ? 2600
                      : depth_m == 50                    ? 1900
                      : depth_m == 20                    ? 900
                                                         : 420;
  const double t = std::clamp((most * 1.15 - metres_per_logical_px) / (most * 0.3), 0.0, 1.0);
  return static_cast<float>(t * t * (3 - 2 * t));
}

}  // namespace caspian::scene
