// Importance, draping and thinning.
#include "scene/label_content.h"

#include <algorithm>
#include <cmath>
#include <set>

#include "geo/ellipsoid.h"
#include "geo/polyline.h"

namespace caspian::scene {
namespace {

constexpr double k_capital_within_m = 25'000;
constexpr double k_chain_step_m = 8'000, k_fine_step_m = 1'000;
constexpr int k_axis_steps = 10;  // per piece between two given points

double kind_weight(dataset::NodeKind kind) {
  switch (kind) {
    case dataset::NodeKind::port:
      return 4;
    case dataset::NodeKind::city:
      return 3;
    case dataset::NodeKind::terminal:
    case dataset::NodeKind::field:
    case dataset::NodeKind::border_crossing:
      return 1;
    case dataset::NodeKind::rail_hub:
      break;
  }
  return 0;
}

int rank_of(double importance) {
  return importance >= 10 ? 1 : importance >= 6 ? 2 : importance >= 4 ? 3 : 4;
}

bool is_capital(const dataset::Node& node, const PlaceNames& names) {
  return std::any_of(
      names.countries.begin(), names.countries.end(), [&node](const NamedCountry& country) {
        return country.code == node.country && country.capital &&
               geo::geodesic_distance_m(node.place, *country.capital) < k_capital_within_m;
      });
}

/// More corridors, a greater kind, a capital, or where a corridor ends: seen from further away.
void build_nodes(const SceneGeometry& scene, const PlaceNames& names, std::vector<LabelNode>& out) {
  const dataset::Dataset& data = scene.dataset;
  out.resize(data.nodes.size());
  std::vector<std::multiset<uint32_t>> corridors(data.nodes.size());
  for (uint32_t i = 0; i < data.links.size(); ++i) {
    for (uint32_t end : {data.links[i].from_node, data.links[i].to_node}) {
      if (end >= out.size()) continue;
      out[end].links.push_back(i);
      corridors[end].insert(data.links[i].corridor);
    }
  }
  for (uint32_t i = 0; i < data.nodes.size(); ++i) {
    const dataset::Node& node = data.nodes[i];
    const std::set<uint32_t> distinct(corridors[i].begin(), corridors[i].end());
    const bool ends_one = std::any_of(distinct.begin(), distinct.end(), [&](uint32_t corridor) {
      return corridors[i].count(corridor) == 1;
    });
    LabelNode& label = out[i];
    label.node = i;
    label.place = drape(node.place,
                        scene.heights.surface_m(node.place.longitude_deg, node.place.latitude_deg));
    label.importance = 2.0 * static_cast<double>(distinct.size()) + kind_weight(node.kind) +
                       (is_capital(node, names) ? 4 : 0) + (ends_one ? 1.5 : 0);
    label.rank = rank_of(label.importance);
  }
  std::stable_sort(out.begin(), out.end(), [](const LabelNode& a, const LabelNode& b) {
    return a.importance > b.importance;
  });
}

/// A smooth curve through the given points (uniform Catmull-Rom), at one height: that of the water,
/// or the mean of the land, so that letters do not stagger over peaks.
LabelAxis build_axis(const NamedPlace& place, const geo::HeightField& heights) {
  const auto at = [&place](int i) {
    const int last = static_cast<int>(place.axis.size()) - 1;
    return place.axis[static_cast<size_t>(std::clamp(i, 0, last))];
  };
  std::vector<geo::GeoPoint> curve;
  for (int i = 0; i + 1 < static_cast<int>(place.axis.size()); ++i) {
    const geo::GeoPoint a = at(i - 1), b = at(i), c = at(i + 1), d = at(i + 2);
    for (int k = 0; k < k_axis_steps; ++k) {
      const double t = static_cast<double>(k) / k_axis_steps;
      const auto through = [t](double p, double q, double r, double s) {
        return q + 0.5 * t * (r - p + t * (2 * p - 5 * q + 4 * r - s + t * (3 * (q - r) + s - p)));
      };
      curve.push_back({through(a.longitude_deg, b.longitude_deg, c.longitude_deg, d.longitude_deg),
                       through(a.latitude_deg, b.latitude_deg, c.latitude_deg, d.latitude_deg), 0});
    }
  }
  curve.push_back(place.axis.back());
  double height_m = 0;
  for (const geo::GeoPoint& point : curve) {
    height_m += heights.surface_m(point.longitude_deg, point.latitude_deg);
  }
  height_m /= static_cast<double>(curve.size());
  LabelAxis axis;
  axis.place = &place;
  for (const geo::GeoPoint& point : curve) axis.points.push_back(drape(point, height_m));
  return axis;
}

/// Metres between two places near each other.
double level_distance_m(const geo::GeoPoint& a, const geo::GeoPoint& b) {
  constexpr double k_m_per_deg = 111'200;
  const double east = (a.longitude_deg - b.longitude_deg) * std::cos(glm::radians(a.latitude_deg));
  return k_m_per_deg * std::hypot(east, a.latitude_deg - b.latitude_deg);
}

/// The drawn lines that pass a river's axis, which the tables only sketch.
LabelRiver find_river(const NamedPlace& place, const std::vector<MapLine>& lines,
                      const geo::HeightField& heights) {
  constexpr double k_near_m = 20'000, k_step_m = 2'000;
  LabelRiver river{&place, {}};
  std::set<size_t> found;
  for (const geo::GeoPoint& axis : place.axis) {
    double least_m = k_near_m;
    size_t nearest = lines.size();
    for (size_t i = 0; i < lines.size(); ++i) {
      if (lines[i].kind != MapLineKind::river) continue;
      for (const geo::GeoPoint& point : lines[i].points) {
        if (std::abs(point.latitude_deg - axis.latitude_deg) > 0.2) continue;
        const double away_m = level_distance_m(axis, point);
        if (away_m >= least_m) continue;
        least_m = away_m;
        nearest = i;
      }
    }
    if (nearest < lines.size()) found.insert(nearest);
  }
  for (const size_t line : found) {
    std::vector<DrapedPoint> part;
    const geo::GeoPoint* last = nullptr;
    for (const geo::GeoPoint& point : lines[line].points) {
      if (last && level_distance_m(*last, point) < k_step_m) continue;
      last = &point;
      part.push_back(drape(point, heights.surface_m(point.longitude_deg, point.latitude_deg)));
    }
    if (part.size() > 2) river.parts.push_back(std::move(part));
  }
  std::stable_sort(river.parts.begin(), river.parts.end(),
                   [](const auto& a, const auto& b) { return a.size() > b.size(); });
  return river;
}

/// Of the degrees of generalisation one that reads well at the scales where rivers are named.
const std::vector<MapLine>* river_lines(const std::vector<MapLineLevel>& levels) {
  constexpr double k_tolerance_m = 1'000;
  const std::vector<MapLine>* best = nullptr;
  for (const MapLineLevel& level : levels)
    if (!best || level.tolerance_m <= k_tolerance_m) best = &level.lines;
  return best;
}

/// Walks from a link through its joints and adds the points of each, thinned.
void build_chain(const SceneGeometry& scene, uint32_t first, bool is_reversed, double step_m,
                 std::vector<char>& is_used, std::vector<LabelChain>& out) {
  LabelChain chain;
  chain.corridor = scene.dataset.links[first].corridor;
  uint32_t link = first;
  while (link < scene.tracks.size() && !is_used[link]) {
    is_used[link] = 1;
    const LinkTrack& track = scene.tracks[link];
    const int count = static_cast<int>(track.points.size());
    double last_m = -step_m;
    for (int i = 0; i < count; ++i) {
      const TrackPoint& point = track.points[static_cast<size_t>(is_reversed ? count - 1 - i : i)];
      const double along_m = is_reversed ? track.length_m - point.distance_m : point.distance_m;
      if (along_m - last_m < step_m && i + 1 < count) continue;
      last_m = along_m;
      const geo::GeoPoint place{point.longitude_deg, point.latitude_deg, 0};
      chain.points.push_back(
          {drape(place, point.height_m), is_reversed ? -point.lane : point.lane, link});
    }
    const TrackJoint& next = is_reversed ? track.before : track.after;
    if (!next) break;
    link = next.link;
    is_reversed = !next.at_its_start;
  }
  if (chain.points.size() > 1) out.push_back(std::move(chain));
}

void build_chains(const SceneGeometry& scene, double step_m, std::vector<LabelChain>& out) {
  std::vector<char> is_used(scene.tracks.size(), 0);
  // First from the ends of runs, then what is left: rings.
  for (const bool only_ends : {true, false}) {
    for (uint32_t i = 0; i < scene.tracks.size(); ++i) {
      const LinkTrack& track = scene.tracks[i];
      if (is_used[i] || track.points.empty()) continue;
      if (only_ends && track.before && track.after) continue;
      build_chain(scene, i, only_ends && track.before, step_m, is_used, out);
    }
  }
}

/// Where a feature's name stands: at the point, in the middle of its longest line, in its largest
/// ring.
void build_overlays(const SceneGeometry& scene, std::vector<LabelOverlay>& out) {
  for (size_t layer = 0; layer < scene.overlays.size(); ++layer)
    for (size_t i = 0; i < scene.overlays[layer].features.size(); ++i) {
      const dataset::OverlayFeature& feature = scene.overlays[layer].features[i];
      if (feature.name.empty()) continue;
      const std::vector<geo::GeoPoint>* longest = nullptr;
      double length_m = 0;
      for (const auto& part : feature.parts)
        if (const double own = geo::length_m(part); !longest || own > length_m) {
          longest = &part;
          length_m = own;
        }
      if (!longest) continue;
      geo::GeoPoint place = (*longest)[longest->size() / 2];
      if (feature.shape == dataset::OverlayShape::polygons) {
        place = {};
        for (const geo::GeoPoint& p : *longest) {
          place.longitude_deg += p.longitude_deg / double(longest->size());
          place.latitude_deg += p.latitude_deg / double(longest->size());
        }
        length_m *= 0.3;  // about as wide as a round one is
      }
      out.push_back({layer, i,
                     drape(place, scene.heights.surface_m(place.longitude_deg, place.latitude_deg)),
                     length_m});
    }
  std::stable_sort(out.begin(), out.end(), [](const LabelOverlay& a, const LabelOverlay& b) {
    return a.extent_m > b.extent_m;
  });
}

}  // namespace

DrapedPoint drape(const geo::GeoPoint& place, double height_m) {
  return {geo::to_earth_centred({place.longitude_deg, place.latitude_deg, 0}),
          geo::up_at(place.longitude_deg, place.latitude_deg), height_m};
}

namespace {

/// Every so many degrees, the water over a floor that is drawn and not surveyed.
void find_schematic_floor(const geo::HeightField& heights, std::vector<DrapedPoint>& out) {
  constexpr double k_step_deg = 0.5;
  const geo::HeightGrid& grid = heights.primary();
  if (!grid.is_caspian_floor_schematic) return;
  for (double lat = grid.south_deg(); lat <= grid.north_deg; lat += k_step_deg) {
    for (double lon = grid.west_deg; lon <= grid.east_deg(); lon += k_step_deg) {
      const geo::HeightAnswer answer = heights.answer(lon, lat);
      if (answer.is_sea && answer.is_schematic) {
        out.push_back(drape({lon, lat, 0}, answer.surface_m));
      }
    }
  }
}

void build_isobaths(const SceneGeometry& scene, std::vector<LabelIsobath>& out) {
  // Numbers want a line's course, not its every bend.
  constexpr double k_tolerance_m = 350, k_step_m = 2500;
  if (scene.map_lines.empty()) return;
  for (const MapLine& line : scene.map_lines.front().lines) {
    if (line.kind != MapLineKind::isobath) continue;
    LabelIsobath& isobath = out.emplace_back();
    isobath.depth_m = line.rank;
    for (const geo::GeoPoint& point :
         geo::densified(geo::simplified(line.points, k_tolerance_m), k_step_m)) {
      isobath.points.push_back(drape(point, point.height_m));
      const size_t count = isobath.points.size();
      isobath.along_m.push_back(count < 2 ? 0
                                          : isobath.along_m.back() +
                                                glm::distance(isobath.points[count - 2].base_m,
                                                              isobath.points[count - 1].base_m));
    }
  }
}

/// Thinned: only what names and the legend need.
void build_boundaries(const SceneGeometry& scene, std::vector<LabelZone>& zones,
                      std::vector<LabelBorder>& borders) {
  constexpr double k_zone_step_m = 3000, k_border_step_m = 60'000;
  const auto on_surface = [&scene](const geo::GeoPoint& place) {
    return drape(place, scene.heights.surface_m(place.longitude_deg, place.latitude_deg));
  };
  const auto thinned = [&](const std::vector<geo::GeoPoint>& course, double step_m,
                           std::vector<DrapedPoint>& out) {
    double since_m = step_m;
    for (size_t i = 0; i < course.size(); ++i) {
      if (i > 0) since_m += geo::piece_length_m(course[i - 1], course[i]);
      if (since_m < step_m && i + 1 < course.size()) continue;
      since_m = 0;
      out.push_back(on_surface(course[i]));
    }
  };
  for (uint32_t i = 0; i < scene.zones.size(); ++i) {
    LabelZone& zone = zones.emplace_back(LabelZone{i, {}});
    for (const auto& course : scene.zones[i].courses)
      thinned(course, k_zone_step_m, zone.lines.emplace_back());
  }
  for (uint32_t i = 0; i < scene.borders.size(); ++i) {
    LabelBorder& border = borders.emplace_back(LabelBorder{i, {}});
    for (const auto& course : scene.borders[i].courses)
      thinned(course, k_border_step_m, border.places);
  }
}

}  // namespace

LabelContent::LabelContent(const SceneGeometry& scene, const PlaceNames& names) {
  const auto on_ground = [&scene](const geo::GeoPoint& place) {
    return drape(place, scene.heights.surface_m(place.longitude_deg, place.latitude_deg));
  };
  build_nodes(scene, names, nodes);
  const std::vector<MapLine>* lines = river_lines(scene.map_lines);
  for (const NamedPlace& place : names.places) {
    if (place.kind == PlaceKind::river && lines) {
      LabelRiver river = find_river(place, *lines, scene.heights);
      if (!river.parts.empty()) {
        rivers.push_back(std::move(river));
        continue;
      }
    }
    axes.push_back(build_axis(place, scene.heights));
  }
  std::stable_sort(axes.begin(), axes.end(), [](const LabelAxis& a, const LabelAxis& b) {
    return a.place->rank < b.place->rank;
  });
  for (const NamedCountry& country : names.countries) {
    LabelCountry& label = countries.emplace_back();
    label.country = &country;
    for (const geo::GeoPoint& anchor : country.anchors) label.anchors.push_back(on_ground(anchor));
  }
  std::stable_sort(countries.begin(), countries.end(),
                   [](const LabelCountry& a, const LabelCountry& b) {
                     return a.country->rank < b.country->rank;
                   });
  build_chains(scene, k_chain_step_m, chains);
  build_chains(scene, k_fine_step_m, fine_chains);
  for (uint32_t i = 0; i < scene.dataset.lines.size(); ++i) {
    LabelTreatyLine& label = treaty_lines.emplace_back();
    label.line = i;
    for (const dataset::TreatyPoint& point : scene.dataset.lines[i].points) {
      const geo::GeoPoint place{point.longitude_deg, point.latitude_deg, 0};
      label.points.push_back(
          drape(place, scene.heights.sea_level_m(place.longitude_deg, place.latitude_deg)));
    }
  }
  build_isobaths(scene, isobaths);
  build_overlays(scene, overlays);
  build_boundaries(scene, zones, borders);
  find_schematic_floor(scene.heights, schematic_floor);
  for (uint32_t i = 0; i < scene.dataset.events.size(); ++i) {
    LabelEvent& label = events.emplace_back();
    label.event = i;
    for (const geo::GeoPoint& place : scene.dataset.events[i].places) {
      label.places.push_back(on_ground(place));
    }
  }
}

}  // namespace caspian::scene
