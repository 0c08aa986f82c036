// A tile is made from the shapes' outlines as coarse as its cells allow: parities of the cells'
// places by rays to the west, edges by the cells they touch.
#include "scene/fill_tiles.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numbers>

#include "geo/polyline.h"

namespace caspian::scene {
namespace {

constexpr double k_metres_per_deg = 111'195;
// A cell is some 15 to 40 px wide: less than half a pixel.
constexpr double k_tolerances_per_cell = 64;
constexpr double k_least_tolerance_m = 5;         // finer than this, outlines are as given
constexpr double k_least_shape_cells = 1.0 / 24;  // smaller shapes are less than a pixel or two
constexpr double k_margin_cells = 0.25;  // beyond its own edge a cell knows edges within this
constexpr double k_clip_cells = 2;       // edges are cut this far beyond what is asked of them
constexpr size_t k_run_points = 32;
constexpr size_t k_most_tiles = 1024;
constexpr size_t k_most_entries = 0xFFFF;

struct Edge {
  glm::dvec2 a, b;
};

struct Box {
  glm::dvec2 low{std::numeric_limits<double>::max()}, high{std::numeric_limits<double>::lowest()};
  void add(const glm::dvec2& p) {
    low = glm::min(low, p);
    high = glm::max(high, p);
  }
  bool meets(const glm::dvec2& from, const glm::dvec2& to) const {
    return low.x <= to.x && high.x >= from.x && low.y <= to.y && high.y >= from.y;
  }
};

/// A part of a ring: points [first, last] of the outline, edges between them.
struct Run {
  uint32_t first = 0, last = 0;
  Box box;
};

double cell_height_deg(int level) {
  return 15.0 / std::exp2(level) / k_fill_cells;
}

double tolerance_m(int level) {
  return cell_height_deg(level) * k_metres_per_deg / k_tolerances_per_cell;
}

/// The part of an edge within a box around the tile; false when there is none.
bool clip(Edge& edge, const glm::dvec2& margin) {
  const glm::dvec2 lowest = -margin - k_clip_cells,
                   highest = double(k_fill_cells) + margin + k_clip_cells;
  double from = 0, to = 1;
  const glm::dvec2 way = edge.b - edge.a;
  for (int axis = 0; axis < 2; ++axis) {
    const double low = lowest[axis], high = highest[axis];
    if (way[axis] == 0) {
      if (edge.a[axis] < low || edge.a[axis] > high) return false;
      continue;
    }
    double enter = (low - edge.a[axis]) / way[axis], leave = (high - edge.a[axis]) / way[axis];
    if (enter > leave) std::swap(enter, leave);
    from = std::max(from, enter);
    to = std::min(to, leave);
  }
  if (from > to) return false;
  const Edge whole = edge;
  if (from > 0) edge.a = whole.a + way * from;
  if (to < 1) edge.b = whole.a + way * to;
  return true;
}

/// Does the edge touch the box? Both already overlap as boxes: the line must not pass beside it.
bool touches(const Edge& edge, const glm::dvec2& low, const glm::dvec2& high) {
  const glm::dvec2 way = edge.b - edge.a, middle = (low + high) * 0.5, half = (high - low) * 0.5;
  const double off = way.x * (middle.y - edge.a.y) - way.y * (middle.x - edge.a.x);
  return std::abs(off) <= half.x * std::abs(way.y) + half.y * std::abs(way.x);
}

double squared_distance(const glm::dvec2& place, const Edge& edge) {
  const glm::dvec2 way = edge.b - edge.a;
  const double squared = glm::dot(way, way);
  const double t =
      squared > 0 ? std::clamp(glm::dot(place - edge.a, way) / squared, 0.0, 1.0) : 0.0;
  const glm::dvec2 off = place - edge.a - way * t;
  return glm::dot(off, off);
}

struct CellEdges {
  uint32_t shape = 0;
  std::vector<glm::vec4> edges;
};
using Cells = std::array<std::vector<CellEdges>, k_fill_cells * k_fill_cells>;

/// A tile being made: what every cell holds, and per shape the edges of its rows.
struct Making {
  Cells cells, shores;
  std::vector<std::array<std::vector<Edge>, k_fill_cells>> rows;  // per shape of the tile
  std::vector<uint32_t> shapes;
};

int cell_at(double at) {
  return static_cast<int>(std::clamp(std::floor(at), -1.0, double(k_fill_cells)));
}

/// Gives an edge to all cells that come within the margin of it.
void add_edge(Cells& cells, uint32_t shape, Edge edge, const glm::dvec2& margin) {
  if (!clip(edge, margin)) return;
  const glm::dvec2 low = glm::min(edge.a, edge.b) - margin,
                   high = glm::max(edge.a, edge.b) + margin;
  for (int row = std::max(cell_at(low.y), 0); row <= std::min(cell_at(high.y), k_fill_cells - 1);
       ++row)
    for (int column = std::max(cell_at(low.x), 0);
         column <= std::min(cell_at(high.x), k_fill_cells - 1); ++column) {
      const glm::dvec2 corner(column, row);
      if (!touches(edge, corner - margin, corner + 1.0 + margin)) continue;
      std::vector<CellEdges>& cell = cells[size_t(row * k_fill_cells + column)];
      if (cell.empty() || cell.back().shape != shape) cell.push_back({shape, {}});
      cell.back().edges.emplace_back(glm::vec2(edge.a), glm::vec2(edge.b));
    }
}

void add_to_rows(std::array<std::vector<Edge>, k_fill_cells>& rows, const Edge& edge) {
  const auto [south, north] = std::minmax(edge.a.y, edge.b.y);
  for (int row = std::max(cell_at(south), 0); row <= std::min(cell_at(north), k_fill_cells - 1);
       ++row)
    rows[size_t(row)].push_back(edge);
}

uint32_t packed_reference(uint32_t x, uint32_t y) {
  return (x | y << 3) << 16;
}

/// A place of the cell that keeps off all its edges as far as can be.
uint32_t reference_for(const std::vector<CellEdges>& cell, const glm::dvec2& corner) {
  constexpr double k_far_enough = 0.12 * 0.12;
  uint32_t best = packed_reference(4, 4);
  if (cell.empty()) return best;
  double greatest = -1;
  for (const uint32_t x : {4u, 2u, 6u, 1u, 7u, 3u, 5u, 0u})
    for (const uint32_t y : {4u, 2u, 6u, 1u, 7u, 3u, 5u, 0u}) {
      const uint32_t packed = packed_reference(x, y);
      const glm::dvec2 place = corner + fill_reference(packed);
      double nearest = k_far_enough;
      for (const CellEdges& one : cell)
        for (const glm::vec4& edge : one.edges)
          nearest =
              std::min(nearest, squared_distance(place, {{edge.x, edge.y}, {edge.z, edge.w}}));
      if (nearest <= greatest) continue;
      greatest = nearest;
      best = packed;
      if (nearest >= k_far_enough) return best;
    }
  return best;
}

/// Is the place inside, by the edges of its row?
bool is_inside(const std::vector<Edge>& edges, const glm::dvec2& place) {
  bool inside = false;
  for (const Edge& edge : edges) {
    if ((edge.a.y > place.y) == (edge.b.y > place.y)) continue;
    const double share = (place.y - edge.a.y) / (edge.b.y - edge.a.y);
    if (edge.a.x + share * (edge.b.x - edge.a.x) < place.x) inside = !inside;
  }
  return inside;
}

void add_shores(FillTile& tile, const std::vector<CellEdges>& shores) {
  for (const CellEdges& one : shores) {
    const size_t count = std::min(one.edges.size(), k_most_entries);
    tile.entries.push_back({one.shape, uint32_t(tile.edges.size()), uint32_t(count) | 1u << 30});
    tile.edges.insert(tile.edges.end(), one.edges.begin(), one.edges.begin() + ptrdiff_t(count));
  }
}

FillTile finished(const Making& making) {
  FillTile tile;
  tile.shapes = making.shapes;
  if (making.shapes.empty()) return tile;
  for (int at = 0; at < k_fill_cells * k_fill_cells; ++at) {
    const std::vector<CellEdges>& cell = making.cells[size_t(at)];
    const int row = at / k_fill_cells;
    const glm::dvec2 corner(at % k_fill_cells, row);
    const uint32_t reference = reference_for(cell, corner);
    const glm::dvec2 place = corner + fill_reference(reference);
    const size_t first = tile.entries.size();
    for (size_t i = 0; i < making.shapes.size(); ++i) {
      const uint32_t shape = making.shapes[i];
      const bool inside = is_inside(making.rows[i][size_t(row)], place);
      const auto own = std::find_if(cell.begin(), cell.end(),
                                    [&](const CellEdges& one) { return one.shape == shape; });
      if (own == cell.end() && !inside) continue;
      if (tile.entries.size() - first == k_most_entries) break;
      FillTile::Entry entry{shape, uint32_t(tile.edges.size()), inside ? 1u << 31 : 0u};
      if (own != cell.end()) {
        entry.packed |= uint32_t(std::min(own->edges.size(), k_most_entries));
        tile.edges.insert(tile.edges.end(), own->edges.begin(), own->edges.end());
      }
      tile.entries.push_back(entry);
    }
    add_shores(tile, making.shores[size_t(at)]);
    tile.cells.push_back({uint32_t(first), uint32_t(tile.entries.size() - first) | reference});
  }
  if (tile.entries.empty()) tile = {};
  return tile;
}

}  // namespace

glm::dvec2 fill_reference(uint32_t packed) {
  return {((packed >> 16 & 7) + 0.5) / 8, ((packed >> 19 & 7) + 0.5) / 8};
}

/// A shape as coarse as a level allows.
struct FillTiles::Outline {
  std::vector<glm::dvec2> points;
  std::vector<Run> runs;  // of rings
  std::vector<Run> shores;

  void add(std::span<const geo::GeoPoint> line, std::vector<Run>& to, bool closes);
};

void FillTiles::Outline::add(std::span<const geo::GeoPoint> line, std::vector<Run>& to,
                             bool closes) {
  const auto first = static_cast<uint32_t>(points.size());
  for (const geo::GeoPoint& p : line) points.emplace_back(p.longitude_deg, p.latitude_deg);
  if (closes && points.back() != points[first]) points.push_back(points[first]);
  const auto end = static_cast<uint32_t>(points.size()) - 1;
  for (uint32_t at = first; at < end; at += k_run_points) {
    Run run{at, std::min<uint32_t>(at + k_run_points, end), {}};
    for (uint32_t i = run.first; i <= run.last; ++i) run.box.add(points[i]);
    to.push_back(run);
  }
}

struct FillTiles::Shape {
  FillShape given;
  Box box;
  std::array<std::optional<Outline>, k_deepest_tile_level + 1> outlines;
};

FillTiles::FillTiles(std::vector<FillShape> shapes) {
  shapes_.reserve(shapes.size());
  for (FillShape& shape : shapes) {
    Shape& one = shapes_.emplace_back();
    one.given = std::move(shape);
    for (const auto& ring : one.given.rings)
      for (const geo::GeoPoint& p : ring) one.box.add({p.longitude_deg, p.latitude_deg});
  }
}

FillTiles::~FillTiles() = default;
FillTiles::FillTiles(FillTiles&&) noexcept = default;
FillTiles& FillTiles::operator=(FillTiles&&) noexcept = default;

size_t FillTiles::shape_count() const {
  return shapes_.size();
}

const FillTiles::Outline& FillTiles::outline(Shape& shape, int level) {
  while (level > 0 && tolerance_m(level) < k_least_tolerance_m &&
         tolerance_m(level - 1) < k_least_tolerance_m)
    --level;  // all these are as given
  std::optional<Outline>& made = shape.outlines[size_t(level)];
  if (made) return *made;
  made.emplace();
  const double tolerance = tolerance_m(level);
  for (const auto& ring : shape.given.rings) {
    if (ring.size() < 3) continue;
    if (tolerance < k_least_tolerance_m) {
      made->add(ring, made->runs, true);
      continue;
    }
    std::vector<geo::GeoPoint> closed(ring.begin(), ring.end());
    if (closed.front() != closed.back()) closed.push_back(closed.front());
    const std::vector<geo::GeoPoint> simple = geo::simplified(closed, tolerance);
    if (simple.size() > 3) made->add(simple, made->runs, true);
  }
  for (const auto& shore : shape.given.shores)
    made->add(tolerance < k_least_tolerance_m ? shore : geo::simplified(shore, tolerance),
              made->shores, false);
  return *made;
}

FillTile FillTiles::build(const TileKey& key) {
  const geo::GeoBox box = box_of(key);
  const glm::dvec2 corner(box.west_deg, box.south_deg);
  const glm::dvec2 cell =
      glm::dvec2(box.east_deg - box.west_deg, box.north_deg - box.south_deg) / double(k_fill_cells);
  if (!(cell.x > 0) || !(cell.y > 0)) return {};
  const glm::dvec2 margin(k_margin_cells);
  const double widest_deg = std::max(std::abs(box.south_deg), std::abs(box.north_deg));
  const double cosine = std::max(std::cos(widest_deg * std::numbers::pi / 180), 0.05);
  const glm::dvec2 reach = k_fill_reach_m / k_metres_per_deg / (cell * glm::dvec2(cosine, 1.0));
  const glm::dvec2 shore_from = corner - cell * reach,
                   shore_to = corner + cell * (double(k_fill_cells) + reach);
  // What lies to the west decides what is inside.
  const glm::dvec2 from(std::numeric_limits<double>::lowest(), corner.y - cell.y * margin.y),
      to = corner + cell * (double(k_fill_cells) + margin);
  Making making;
  for (size_t i = 0; i < shapes_.size(); ++i) {
    Shape& shape = shapes_[i];
    if (!shape.box.meets(shape.given.shores.empty() ? corner - cell * margin : shore_from,
                         shape.given.shores.empty() ? to : shore_to))
      continue;
    const glm::dvec2 size = (shape.box.high - shape.box.low) / cell;
    if (std::max(size.x, size.y) < k_least_shape_cells) continue;
    making.shapes.push_back(uint32_t(i));
    making.rows.emplace_back();
    const Outline& coarse = outline(shape, key.level);
    const auto each_edge = [&](const Run& run, auto&& take) {
      glm::dvec2 before = (coarse.points[run.first] - corner) / cell;
      for (uint32_t k = run.first + 1; k <= run.last; ++k) {
        const glm::dvec2 next = (coarse.points[k] - corner) / cell;
        take(Edge{before, next});
        before = next;
      }
    };
    for (const Run& run : coarse.runs)
      if (run.box.meets(from, to))
        each_edge(run, [&](const Edge& edge) {
          add_to_rows(making.rows.back(), edge);
          add_edge(making.cells, uint32_t(i), edge, margin);
        });
    for (const Run& run : coarse.shores)
      if (run.box.meets(shore_from, shore_to))
        each_edge(run,
                  [&](const Edge& edge) { add_edge(making.shores, uint32_t(i), edge, reach); });
  }
  return finished(making);
}

const FillTile& FillTiles::tile(const TileKey& key) {
  const auto [found, is_new] = made_.try_emplace(key);
  if (is_new) found->second.tile = build(key);
  found->second.is_used = true;
  return found->second.tile;
}

void FillTiles::forget_unused() {
  if (made_.size() > k_most_tiles)
    std::erase_if(made_, [](const auto& one) { return !one.second.is_used; });
  for (auto& [key, slot] : made_) slot.is_used = false;
}

}  // namespace caspian::scene
