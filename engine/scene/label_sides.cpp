// The cheapest round trip over the headings, sides being states: dynamic programming, once per
// place, scale and tilt.
#include "scene/label_sides.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

#include "geo/ellipsoid.h"
#include "scene/label_stage.h"
#include "scene/node_symbols.h"
#include "scene/path_text.h"

namespace caspian::scene {
namespace {

constexpr float k_sizes[] = {0, 14, 13, 12, 11.5f};
constexpr float k_second_size = 0.84f;

/// What letterers prefer (Imhof 1962), but with the sides first, which leave lines that pass
/// through the place clear: right, above right, above, above left, left, below left, below, below
/// right.
constexpr double k_habit[k_sides] = {0, 0.16, 0.22, 0.3, 0.1, 0.34, 0.26, 0.2};
/// Of moving on to the next side between two headings, of a name or a sign beneath the name, and at
/// most of lines beneath it.
constexpr double k_move = 0.45, k_on_name = 2.2, k_on_sign = 1.8, k_on_lines = 1.4;
constexpr float k_neighbour_px = 230;          // farther ones do not matter
constexpr float k_course_name_px = 13;         // half the breadth of a name beside its line
constexpr float k_ray_px = 60;                 // of the lines that meet at a place
constexpr glm::vec2 k_port_square_px{24, 26};  // room that a port's figures may take above its sign

/// Ground metres east and north of a place, as they lie on a screen turned and tilted.
struct Turn {
  double sine, cosine, scale, steepness;
  glm::vec2 on_screen(glm::dvec2 ground_m) const {
    return glm::vec2((ground_m.x * cosine - ground_m.y * sine) / scale,
                     -(ground_m.x * sine + ground_m.y * cosine) / scale * steepness);
  }
};

Turn turn_of(size_t heading, double scale, double steepness) {
  const double angle = 2 * std::numbers::pi * static_cast<double>(heading) / k_headings;
  return {std::sin(angle), std::cos(angle), scale, steepness};
}

glm::dvec2 ground_offset(const DrapedPoint& from, const glm::dvec3& to_m) {
  const glm::dvec3 apart = to_m - from.base_m;
  const glm::dvec3 east = glm::normalize(glm::cross(glm::dvec3(0, 0, 1), from.up));
  return {glm::dot(apart, east), glm::dot(apart, glm::cross(from.up, east))};
}

struct Neighbour {
  glm::dvec2 ground_m{0};
  float radius_px = 0;
  glm::vec2 name_px{0};
  float clearance_px = 0;
  const SideTable* sides = nullptr;  // of a greater place: its name stands already
};

struct Surroundings {
  std::vector<glm::dvec2> rays_m;  // ends of the lines that leave the place
  std::vector<Neighbour> neighbours;
  bool has_port = false;
};

float sign_radius(const LabelInputs& in, const LabelNode& node, double metres_per_px) {
  if (!in.inputs.settings.layers.nodes) return 0;
  return node_symbol_radius(in.scene.dataset.nodes[node.node].kind,
                            has_node_icon(node, metres_per_px), node.rank);
}

double ray_cost(glm::vec2 end, const ScreenRect& box) {
  glm::vec2 a(0), b = end;
  if (!clip_segment(a, b, box)) return 0;
  const glm::vec2 inside = glm::abs(b - a);
  return double(std::max(inside.x / box.width, 0.7f * inside.y / box.height));
}

/// What it costs to stand on each side at each heading.
using Costs = std::array<std::array<double, k_sides>, k_headings>;

Costs costs_of(const Surroundings& around, glm::vec2 size_px, float clearance_px, double scale,
               double steepness) {
  Costs costs{};
  for (size_t heading = 0; heading < k_headings; ++heading) {
    const Turn turn = turn_of(heading, scale, steepness);
    for (size_t side = 0; side < k_sides; ++side) {
      const glm::vec2 corner = side_offset(side, size_px, clearance_px);
      const ScreenRect box{corner.x, corner.y, size_px.x, size_px.y};
      double cost = k_habit[side];
      double lines = 0;
      for (const glm::dvec2& ray : around.rays_m) {
        const glm::vec2 way = turn.on_screen(ray);
        const float length = glm::length(way);
        if (length > 0) lines += 0.8 * ray_cost(way * (k_ray_px / length), box);
      }
      cost += std::min(lines, k_on_lines);
      if (around.has_port) {
        const ScreenRect square{-0.5f * k_port_square_px.x, -clearance_px - k_port_square_px.y,
                                k_port_square_px.x, k_port_square_px.y};
        if (square.overlaps(box)) cost += k_on_sign;
      }
      for (const Neighbour& other : around.neighbours) {
        const glm::vec2 at = turn.on_screen(other.ground_m);
        const ScreenRect sign{at.x - other.radius_px, at.y - other.radius_px, 2 * other.radius_px,
                              2 * other.radius_px};
        if (sign.grown(2).overlaps(box)) cost += k_on_sign;
        if (!other.sides) continue;
        const glm::vec2 name =
            at + side_offset((*other.sides)[heading], other.name_px, other.clearance_px);
        if (ScreenRect{name.x, name.y, other.name_px.x, other.name_px.y}.grown(3).overlaps(box))
          cost += k_on_name;
      }
      costs[heading][side] = cost;
    }
  }
  return costs;
}

/// The cheapest way round, twice, so that the second time it closes.
SideTable cheapest(const Costs& costs) {
  constexpr size_t k_steps = 3 * k_headings;
  std::vector<std::array<uint8_t, k_sides>> from(k_steps);
  std::array<double, k_sides> sum = costs[0];
  for (size_t step = 1; step < k_steps; ++step) {
    std::array<double, k_sides> next{};
    for (size_t side = 0; side < k_sides; ++side) {
      double least = std::numeric_limits<double>::max();
      for (const size_t turn : {size_t{0}, size_t{1}, k_sides - 1}) {
        const size_t before = (side + turn) % k_sides;
        const double cost = sum[before] + (turn == 0 ? 0.0 : k_move);
        if (cost >= least) continue;
        least = cost;
        from[step][side] = static_cast<uint8_t>(before);
      }
      next[side] = least + costs[step % k_headings][side];
    }
    sum = next;
  }
  auto side = static_cast<size_t>(std::min_element(sum.begin(), sum.end()) - sum.begin());
  SideTable table{};
  for (size_t step = k_steps - 1; step >= k_headings; --step) {
    if (step < 2 * k_headings) table[step % k_headings] = static_cast<uint8_t>(side);
    side = from[step][side];
  }
  return table;
}

uint64_t key_of(size_t node, int level, int tilt) {
  return (static_cast<uint64_t>(node) << 16) | (static_cast<uint64_t>(level + 64) << 8) |
         static_cast<uint64_t>(tilt);
}

const SideTable& table_of(const LabelInputs& in, LabelPlan& plan, size_t index, int level,
                          int tilt) {
  const uint64_t key = key_of(index, level, tilt);
  if (const auto found = plan.sides.find(key); found != plan.sides.end()) return found->second;
  const double scale = std::exp2(0.5 * level), steepness = 0.2 * tilt;
  const std::vector<LabelNode>& nodes = in.content.nodes;
  const LabelNode& node = nodes[index];
  Surroundings around;
  around.has_port = in.inputs.settings.layers.ports &&
                    in.scene.dataset.nodes[node.node].kind == dataset::NodeKind::port;
  for (const uint32_t link : node.links) {
    if (!plan.is_drawn[link]) continue;
    const LinkTrack& track = in.scene.tracks[link];
    if (track.points.empty()) continue;
    const bool starts_here = in.scene.dataset.links[link].from_node == node.node;
    const double away_m = std::min(0.5 * k_ray_px * scale, 0.9 * track.length_m);
    const TrackPoint there = point_at(track, starts_here ? away_m : track.length_m - away_m);
    around.rays_m.push_back(ground_offset(
        node.place, geo::to_earth_centred({there.longitude_deg, there.latitude_deg, 0})));
  }
  for (size_t i = 0; i < nodes.size(); ++i) {
    if (i == index || plan.node_reach[i] < scale) continue;
    const glm::dvec3 apart = nodes[i].place.base_m - node.place.base_m;
    const double reach_m = k_neighbour_px * scale;
    if (glm::dot(apart, apart) > reach_m * reach_m) continue;
    Neighbour other{ground_offset(node.place, nodes[i].place.base_m),
                    sign_radius(in, nodes[i], scale), plan.name_size_px[i],
                    name_clearance(in, nodes[i], scale), nullptr};
    if (i < index) other.sides = &table_of(in, plan, i, level, tilt);
    around.neighbours.push_back(other);
  }
  for (const CourseName& name : plan.names) {
    if (name.reach < scale) continue;
    const glm::dvec3 apart = name.place_m - node.place.base_m;
    const double reach_m = (k_neighbour_px + 0.5 * name.width_px) * scale;
    if (glm::dot(apart, apart) > reach_m * reach_m) continue;
    // A name along a line, as signs in a row.
    for (const double share : {-0.42, -0.14, 0.14, 0.42}) {
      const glm::dvec3 at_m = name.place_m + name.along * (share * name.width_px * scale);
      around.neighbours.push_back(
          {ground_offset(node.place, at_m), k_course_name_px, glm::vec2(0), 0, nullptr});
    }
  }
  const Costs costs =
      costs_of(around, plan.name_size_px[index], name_clearance(in, node, scale), scale, steepness);
  return plan.sides.emplace(key, cheapest(costs)).first->second;
}

/// At a heading; the mean over two steps: where the side changes, the name glides.
glm::vec2 offset_of(const SideTable& sides, double heading_deg, glm::vec2 size, float clearance) {
  const double turns = heading_deg / 360 - 0.5 / k_headings;
  const double at = (turns - std::floor(turns)) * k_headings;
  const auto first = static_cast<size_t>(std::floor(at));
  const auto share = static_cast<float>(at - std::floor(at));
  const float weights[] = {0.5f * (1 - share), 0.5f, 0.5f * share};
  glm::vec2 offset(0);
  for (size_t i = 0; i < 3; ++i)
    offset += weights[i] * side_offset(sides[(first + i) % k_headings], size, clearance);
  return offset;
}

}  // namespace

glm::vec2 side_offset(size_t side, glm::vec2 size, float clearance) {
  const float slant = 0.6f * clearance;
  const float middle = -0.5f * size.y + 0.06f * 14;  // of the capitals, not of the box
  switch (side) {
    case 0:
      return {clearance, middle};
    case 1:
      return {slant, -slant - size.y + 2};
    case 2:
      return {-0.5f * size.x, -clearance - size.y + 2};
    case 3:
      return {-slant - size.x, -slant - size.y + 2};
    case 4:
      return {-clearance - size.x, middle};
    case 5:
      return {-slant - size.x, slant};
    case 6:
      return {-0.5f * size.x, clearance};
    default:
      return {slant, slant};
  }
}

std::vector<NameLine> name_lines(const LabelInputs& in, const dataset::Names& names,
                                 float size_px) {
  std::vector<NameLine> lines{{names.in(in.language.dataset_index()), size_px}};
  if (!in.second) return lines;
  const std::string& second = names.in(in.second->dataset_index());
  if (!second.empty() && second != lines[0].text)
    lines.push_back({second, k_second_size * size_px});
  return lines;
}

std::vector<NameLine> node_name_lines(const LabelInputs& in, const LabelNode& node) {
  const dataset::Node& data = in.scene.dataset.nodes[node.node];
  const dataset::Convention& convention =
      in.scene.dataset.convention(in.inputs.settings.convention);
  auto lines = name_lines(in, convention.names_of("node", data.id, data.name), k_sizes[node.rank]);
  // What stands before an explanation in brackets: the inspector tells the rest.
  for (NameLine& line : lines) {
    const size_t bracket = line.text.find(" (");
    if (bracket != 0 && bracket != std::string::npos) line.text.resize(bracket);
  }
  if (lines.size() > 1 && lines[0].text == lines[1].text) lines.pop_back();
  return lines;
}

FontRole node_role(const LabelNode& node) {
  return node.rank == 1 ? FontRole::bold : FontRole::regular;
}

glm::vec2 node_name_size(const LabelInputs& in, const LabelNode& node) {
  glm::vec2 size(0);
  bool is_first = true;
  for (const NameLine& line : node_name_lines(in, node)) {
    const ShapedText& text = in.shaper.shape(line.text, node_role(node));
    size.x = std::max(size.x, text.width * line.size_px);
    size.y += (is_first ? k_ascent_em + k_descent_em : k_line_em) * line.size_px;
    is_first = false;
  }
  return size;
}

float name_clearance(const LabelInputs& in, const LabelNode& node, double metres_per_px) {
  return sign_radius(in, node, metres_per_px) + 3.5f;
}

glm::vec2 name_offset(const LabelInputs& in, LabelPlan& plan, size_t node, double metres_per_px,
                      double steepness, double heading_deg) {
  const float clearance = name_clearance(in, in.content.nodes[node], metres_per_px);
  const glm::vec2 size = plan.name_size_px[node];
  const double level = 2 * std::log2(std::max(metres_per_px, 1.0));
  const double tilt = std::clamp(5 * steepness, 1.0, 4.999);
  const double level_share = level - std::floor(level), tilt_share = tilt - std::floor(tilt);
  // Between scales and tilts the name glides too, unless it would pass through its sign.
  glm::vec2 offsets[4];
  double weights[4];
  size_t heaviest = 0;
  for (size_t i = 0; i < 4; ++i) {
    const bool is_far = i & 1, is_steep = i & 2;
    weights[i] =
        (is_far ? level_share : 1 - level_share) * (is_steep ? tilt_share : 1 - tilt_share);
    const SideTable& sides = table_of(in, plan, node, static_cast<int>(std::floor(level)) + is_far,
                                      static_cast<int>(std::floor(tilt)) + is_steep);
    offsets[i] = offset_of(sides, heading_deg, size, clearance);
    if (weights[i] > weights[heaviest]) heaviest = i;
  }
  const auto middle = [size](glm::vec2 offset) { return offset + 0.5f * size; };
  glm::vec2 sum(0);
  for (size_t i = 0; i < 4; ++i) {
    const bool is_beyond = glm::dot(middle(offsets[i]), middle(offsets[heaviest])) < 0;
    sum += static_cast<float>(weights[i]) * offsets[is_beyond ? heaviest : i];
  }
  return sum;
}

}  // namespace caspian::scene
