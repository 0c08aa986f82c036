// Distances from the pieces of the coast nearby; sides by counting crossings along rows, checked
// against the data's own field.
#include "scene/shore_window.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <numbers>
#include <thread>

#include "geo/ellipsoid.h"

namespace caspian::scene {
namespace {

constexpr double k_farthest_range_m = 1'000'000;
constexpr double k_window_per_range = 2.3;  // width of the window
constexpr double k_metres_per_degree = 111'320;
constexpr int k_snap = 16;                 // windows lie at steps of their width / k_snap
constexpr double k_most_aside_m = 60;      // of a bend: the tolerance of the coast's lines
constexpr double k_bent_from_samples = 5;  // shorter pieces of the coast stay straight

struct Piece {
  float x0, y0, x1, y1;  // in samples from the first one's centre
};

double centripetal(double x0, double y0, double x1, double y1) {
  return std::max(std::sqrt(std::hypot(x1 - x0, y1 - y0)), 1e-6);
}

/// Through b and c by the centripetal Catmull-Rom curve, which neither loops nor overshoots (Yuksel
/// and others 2011), as straight pieces; at most so far from the straight line, which is the data.
void bend(const std::array<std::array<double, 2>, 4>& p, double most_aside,
          std::vector<Piece>& out) {
  const double length = std::hypot(p[2][0] - p[1][0], p[2][1] - p[1][1]);
  const int parts =
      length < k_bent_from_samples ? 1 : std::min(2 + static_cast<int>(length / 3), 24);
  std::array<double, 4> t{0, 0, 0, 0};
  for (size_t i = 1; i < 4; ++i)
    t[i] = t[i - 1] + centripetal(p[i - 1][0], p[i - 1][1], p[i][0], p[i][1]);
  const auto at = [&](double u, size_t axis) {
    const auto mix = [&](double a, double b, double from, double to) {
      return (to - u) / (to - from) * a + (u - from) / (to - from) * b;
    };
    const double a1 = mix(p[0][axis], p[1][axis], t[0], t[1]),
                 a2 = mix(p[1][axis], p[2][axis], t[1], t[2]),
                 a3 = mix(p[2][axis], p[3][axis], t[2], t[3]);
    const double b1 = mix(a1, a2, t[0], t[2]), b2 = mix(a2, a3, t[1], t[3]);
    return mix(b1, b2, t[1], t[2]);
  };
  double x = p[1][0], y = p[1][1];
  for (int k = 1; k <= parts; ++k) {
    const double u = std::lerp(t[1], t[2], static_cast<double>(k) / parts);
    const double share = static_cast<double>(k) / parts;
    double nx = p[2][0], ny = p[2][1];
    if (k < parts) {
      const double straight_x = std::lerp(p[1][0], p[2][0], share),
                   straight_y = std::lerp(p[1][1], p[2][1], share);
      const double aside_x = at(u, 0) - straight_x, aside_y = at(u, 1) - straight_y;
      const double limit = std::min(1.0, most_aside / std::max(std::hypot(aside_x, aside_y), 1e-9));
      nx = straight_x + aside_x * limit;
      ny = straight_y + aside_y * limit;
    }
    out.push_back({static_cast<float>(x), static_cast<float>(y), static_cast<float>(nx),
                   static_cast<float>(ny)});
    x = nx;
    y = ny;
  }
}

/// Distances in samples of the rows [first, last) to the pieces that come near.
void put_distances(const std::vector<Piece>& pieces, int side, int first, int last,
                   std::vector<int16_t>& out) {
  constexpr float k_reach = k_shore_window_reach;
  for (const Piece& piece : pieces) {
    const int top =
        std::max(static_cast<int>(std::ceil(std::min(piece.y0, piece.y1) - k_reach)), first);
    const int bottom =
        std::min(static_cast<int>(std::floor(std::max(piece.y0, piece.y1) + k_reach)), last - 1);
    const int left =
        std::max(static_cast<int>(std::ceil(std::min(piece.x0, piece.x1) - k_reach)), 0);
    const int right =
        std::min(static_cast<int>(std::floor(std::max(piece.x0, piece.x1) + k_reach)), side - 1);
    const float dx = piece.x1 - piece.x0, dy = piece.y1 - piece.y0;
    const float scale = 1.0f / std::max(dx * dx + dy * dy, 1e-12f);
    for (int y = top; y <= bottom; ++y) {
      int16_t* row = out.data() + static_cast<size_t>(y) * static_cast<size_t>(side);
      const float py = static_cast<float>(y) - piece.y0;
      for (int x = left; x <= right; ++x) {
        const float px = static_cast<float>(x) - piece.x0;
        const float t = std::clamp((px * dx + py * dy) * scale, 0.0f, 1.0f);
        const float ox = px - t * dx, oy = py - t * dy;
        const float away = std::sqrt(ox * ox + oy * oy);
        if (away >= k_reach) continue;
        const auto told = static_cast<int16_t>(away * (32767.0f / k_reach));
        row[x] = std::min(row[x], told);
      }
    }
  }
}

/// What the data's own field says every so many samples along a row.
struct Witness {
  int x;
  float distance_m;
};

void put_row_side(std::vector<float>& crossings, const std::vector<Witness>& witnesses, int side,
                  const std::function<float(int)>& field_m, int16_t* row) {
  std::sort(crossings.begin(), crossings.end());
  // The first sample lies on the side with which most of the witnesses away from the shore agree.
  const auto flips_before = [&](int x) {
    return std::lower_bound(crossings.begin(), crossings.end(), static_cast<float>(x)) -
           crossings.begin();
  };
  double agree = 0, all = 0;
  for (const Witness& witness : witnesses) {
    const double weight = std::min(std::abs(double{witness.distance_m}), 3000.0) + 1;
    const bool is_land = (witness.distance_m > 0) != (flips_before(witness.x) % 2 == 1);
    agree += is_land ? weight : 0;
    all += weight;
  }
  const double share = all > 0 ? agree / all : 1;
  if (std::max(share, 1 - share) < 0.9) {
    // Lines that do not close: the field alone.
    for (int x = 0; x < side; ++x)
      if (field_m(x) < 0) row[x] = static_cast<int16_t>(-row[x]);
    return;
  }
  bool is_land = share >= 0.5;
  size_t next = 0;
  for (int x = 0; x < side; ++x) {
    while (next < crossings.size() && crossings[next] < static_cast<float>(x)) {
      is_land = !is_land;
      ++next;
    }
    if (!is_land) row[x] = static_cast<int16_t>(-row[x]);
  }
}

}  // namespace

bool needs_shore_window(const Camera& camera) {
  return camera.range_m < k_farthest_range_m;
}

ShoreWindowFrame shore_window_of(const Camera& camera) {
  // Half octaves of width.
  const double wanted_m = k_window_per_range * std::min(camera.range_m, k_farthest_range_m);
  const double width_m = std::exp2(std::ceil(2 * std::log2(std::max(wanted_m, 4000.0))) / 2);
  const double tall_deg = width_m / k_metres_per_degree;
  const auto snapped = [](double value, double step) { return std::round(value / step) * step; };
  const double middle_lat =
      std::clamp(snapped(camera.latitude_deg, tall_deg / k_snap), -80.0, 80.0);
  // Longitudes to scale in the middle; at steps of latitude that all windows of a width share.
  const double shrink = std::cos(snapped(middle_lat, 1.0) * std::numbers::pi / 180);
  const double wide_deg = tall_deg / shrink;
  const double middle_lon = snapped(camera.longitude_deg, wide_deg / k_snap);
  return {.west_deg = middle_lon - wide_deg / 2,
          .north_deg = middle_lat + tall_deg / 2,
          .step_lon_deg = wide_deg / k_shore_window_side,
          .step_lat_deg = tall_deg / k_shore_window_side};
}

ShoreLines::ShoreLines(const std::vector<CoastLine>& coast) {
  for (const CoastLine& points : coast) {
    if (points.size() < 2) continue;
    Line line{&points, 180, 90, -180, -90};
    for (const geo::GeoPoint& p : points) {
      line.west_deg = std::min(line.west_deg, p.longitude_deg);
      line.east_deg = std::max(line.east_deg, p.longitude_deg);
      line.south_deg = std::min(line.south_deg, p.latitude_deg);
      line.north_deg = std::max(line.north_deg, p.latitude_deg);
    }
    lines_.push_back(line);
  }
}

std::vector<int16_t> ShoreLines::distances(const ShoreWindowFrame& frame,
                                           const geo::HeightField& heights, int side) const {
  const double margin_lon = (k_shore_window_reach + 2) * frame.step_lon_deg;
  const double margin_lat = (k_shore_window_reach + 2) * frame.step_lat_deg;
  const double west = frame.west_deg - margin_lon,
               east = frame.west_deg + side * frame.step_lon_deg + margin_lon;
  const double north = frame.north_deg + margin_lat,
               south = frame.north_deg - side * frame.step_lat_deg - margin_lat;
  const double most_aside = k_most_aside_m / (frame.step_lat_deg * k_metres_per_degree);
  std::vector<Piece> pieces;
  for (const Line& line : lines_) {
    if (line.east_deg < west || line.west_deg > east || line.south_deg > north ||
        line.north_deg < south)
      continue;
    const CoastLine& points = *line.points;
    const auto count = static_cast<ptrdiff_t>(points.size());
    const bool is_ring = points.front().longitude_deg == points.back().longitude_deg &&
                         points.front().latitude_deg == points.back().latitude_deg;
    const auto at = [&](ptrdiff_t i) {
      if (is_ring)
        i = (i % (count - 1) + count - 1) % (count - 1);
      else
        i = std::clamp<ptrdiff_t>(i, 0, count - 1);
      const geo::GeoPoint& p = points[static_cast<size_t>(i)];
      return std::array{(p.longitude_deg - frame.west_deg) / frame.step_lon_deg - 0.5,
                        (frame.north_deg - p.latitude_deg) / frame.step_lat_deg - 0.5};
    };
    for (ptrdiff_t i = 0; i + 1 < count; ++i) {
      const geo::GeoPoint &a = points[static_cast<size_t>(i)],
                          &b = points[static_cast<size_t>(i + 1)];
      if (std::max(a.latitude_deg, b.latitude_deg) < south ||
          std::min(a.latitude_deg, b.latitude_deg) > north ||
          std::max(a.longitude_deg, b.longitude_deg) < west ||
          std::min(a.longitude_deg, b.longitude_deg) > east)
        continue;
      bend({at(i - 1), at(i), at(i + 1), at(i + 2)}, most_aside, pieces);
    }
  }

  std::vector<int16_t> out(static_cast<size_t>(side) * static_cast<size_t>(side), 32767);
  const auto lon_of = [&](int x) { return frame.west_deg + (x + 0.5) * frame.step_lon_deg; };
  const auto lat_of = [&](int y) { return frame.north_deg - (y + 0.5) * frame.step_lat_deg; };
  const auto work = [&](int first, int last) {
    put_distances(pieces, side, first, last, out);
    std::vector<std::vector<float>> crossings(static_cast<size_t>(last - first));
    for (const Piece& piece : pieces) {
      const float low = std::min(piece.y0, piece.y1), high = std::max(piece.y0, piece.y1);
      const int from = std::max(static_cast<int>(std::ceil(low)), first);
      // A row that passes through a point belongs to the piece below it only.
      for (int y = from; y < last && static_cast<float>(y) < high; ++y) {
        const float t = (static_cast<float>(y) - piece.y0) / (piece.y1 - piece.y0);
        crossings[static_cast<size_t>(y - first)].push_back(std::lerp(piece.x0, piece.x1, t));
      }
    }
    constexpr int k_witness_step = 48;
    std::vector<Witness> witnesses;
    for (int y = first; y < last; ++y) {
      const auto field_m = [&](int x) {
        return static_cast<float>(heights.shore_distance_m(lon_of(x), lat_of(y)));
      };
      witnesses.clear();
      for (int x = k_witness_step / 2; x < side; x += k_witness_step)
        witnesses.push_back({x, field_m(x)});
      put_row_side(crossings[static_cast<size_t>(y - first)], witnesses, side, field_m,
                   out.data() + static_cast<size_t>(y) * static_cast<size_t>(side));
    }
  };
  {
    std::jthread other([&] { work(side / 2, side); });
    work(0, side / 2);
  }
  return out;
}

}  // namespace caspian::scene
