// Ports, stations, towns: a symbol by kind where the place matters at the date, and its name beside
// it.
#include <algorithm>
#include <cmath>

#include "scene/label_sides.h"
#include "scene/label_stage.h"
#include "scene/node_symbols.h"

namespace caspian::scene {
namespace {

/// From here on symbols are drawn with their icon.
constexpr double k_icon_within = 2'600;
constexpr int k_leader_rank = 3;  // lesser places' names are not worth a leader line

size_t index_of(const LabelStage& stage, const LabelNode& node) {
  return static_cast<size_t>(&node - stage.in.content.nodes.data());
}

float sign_radius(const LabelStage& stage, const LabelNode& node) {
  const bool has_icon = has_node_icon(node, stage.metres_per_px(node.place));
  const dataset::NodeKind kind = stage.in.scene.dataset.nodes[node.node].kind;
  return stage.px(node_symbol_radius(kind, has_icon, node.rank));
}

/// Where a name's box may go, the wanted place first, then round the sign to both sides.
struct Choice {
  glm::vec2 corner;  // of the box, relative to the place
  bool has_leader = false;
};

std::vector<Choice> choices(glm::vec2 wanted, glm::vec2 size, float clearance, bool may_lead) {
  std::vector<Choice> all{{wanted, false}};
  std::array<glm::vec2, k_sides> sides;
  for (size_t i = 0; i < k_sides; ++i) sides[i] = side_offset(i, size, clearance);
  const auto nearest = std::min_element(sides.begin(), sides.end(), [&](glm::vec2 a, glm::vec2 b) {
    return glm::length(a - wanted) < glm::length(b - wanted);
  });
  const auto first = static_cast<size_t>(nearest - sides.begin());
  for (const size_t turn :
       {size_t{0}, size_t{1}, size_t{7}, size_t{2}, size_t{6}, size_t{3}, size_t{5}, size_t{4}})
    all.push_back({sides[(first + turn) % k_sides], false});
  if (!may_lead) return all;
  for (const float away : {26.0f, 44.0f}) {
    for (const size_t side : {size_t{1}, size_t{7}, size_t{3}, size_t{5}})
      all.push_back({side_offset(side, size, clearance + away), true});
  }
  return all;
}

/// A thin line from the sign to the nearest edge of the name.
void add_leader(LabelStage& stage, glm::vec2 at, float from_px, const ScreenRect& box) {
  const glm::vec2 to(std::clamp(at.x, box.x + stage.px(3), box.right() - stage.px(3)),
                     at.y < box.y ? box.y : box.bottom());
  const float length = glm::length(to - at);
  if (length <= from_px) return;
  const glm::vec2 along = (to - at) / length;
  for (const bool is_rim : {true, false}) {
    OverlayBox line;
    line.centre = 0.5f * (at + along * from_px + to);
    line.half = {0.5f * (length - from_px), stage.px(is_rim ? 1.5f : 0.55f)};
    line.along = along;
    line.fill =
        glm::vec4(is_rim ? stage.in.theme.text_halo : stage.in.theme.text, is_rim ? 0.55f : 0.85f);
    stage.layout.overlay.boxes.push_back(line);
  }
}

void place_name(LabelStage& stage, const LabelNode& node, const LabelStage::Sign& sign) {
  const size_t index = index_of(stage, node);
  const double metres_per_px = stage.metres_per_px(node.place);
  const glm::vec2 size = stage.plan().name_size_px[index];
  if (size.x <= 0) return;
  const glm::vec2 wanted = name_offset(stage.in, stage.plan(), index, metres_per_px,
                                       stage.steepness(node.place), stage.heading_at(node.place));
  const float clearance = name_clearance(stage.in, node, metres_per_px);
  for (const Choice& choice :
       choices(wanted, size, clearance, node.rank <= k_leader_rank && sign.opacity > 0.5)) {
    // Whole pixels down, so that rows of letters are equally crisp.
    const glm::vec2 corner(sign.at.x + stage.px(choice.corner.x),
                           std::round(sign.at.y + stage.px(choice.corner.y)));
    const ScreenRect box{corner.x, corner.y, stage.px(size.x), stage.px(size.y)};
    if (!stage.space.is_free(box.grown(stage.px(1)))) continue;
    const LabelStage::Mark before = stage.mark();
    if (choice.has_leader) {
      add_leader(stage, sign.at, sign_radius(stage, node) + stage.px(1), box);
    }
    stage.space.take(box.grown(stage.px(1)));
    add_name(
        stage, node_name_lines(stage.in, node), node_role(node), box,
        0.5f - std::clamp(0.5f * (choice.corner.x + 0.5f * size.x) / (0.5f * size.x), -0.5f, 0.5f),
        stage.in.theme.text);
    const double opacity = sign.opacity * stage.edge_opacity(std::span(&box, 1));
    stage.fade_since(before, opacity);
    stage.layout.placed.push_back({LabelKind::node,
                                   stage.in.scene.dataset.nodes[node.node].id,
                                   {box},
                                   static_cast<float>(opacity),
                                   sign.at,
                                   choice.has_leader});
    return;
  }
}

}  // namespace

bool has_node_icon(const LabelNode& node, double metres_per_px) {
  return metres_per_px < k_icon_within && node.rank < 4;
}

double node_presence(const LabelStage& stage, const LabelNode& node) {
  const double reach = stage.plan().node_reach[index_of(stage, node)];
  return reach <= 0 ? 0 : presence(stage.crowded_metres_per_px(node.place), reach);
}

bool is_node_seen(const LabelStage& stage, const LabelNode& node) {
  return node_presence(stage, node) > k_least_opacity;
}

float node_sign_radius(const LabelStage& stage, const LabelNode& node) {
  return stage.in.inputs.settings.layers.nodes ? sign_radius(stage, node) : 0;
}

void place_symbols(LabelStage& stage) {
  const bool has_signs = stage.in.inputs.settings.layers.nodes;
  for (const LabelNode& node : stage.in.content.nodes) {
    const auto at = stage.project(node.place);
    if (!at || !stage.space.screen().contains(*at)) continue;
    double opacity = node_presence(stage, node);
    if (opacity < k_least_opacity) continue;
    opacity *= stage.seen_past_relief(node.place);
    if (opacity < k_least_opacity) continue;
    if (has_signs) {
      // A name without its sign would stand for nothing: in a crowd the lesser gives way whole.
      const float r = sign_radius(stage, node);
      const ScreenRect box{at->x - r, at->y - r, 2 * r, 2 * r};
      if (!stage.space.is_free(box)) continue;
      stage.space.take(box);
      const dataset::Node& data = stage.in.scene.dataset.nodes[node.node];
      const LabelStage::Mark before = stage.mark();
      add_node_symbol(stage.layout.overlay, data.kind, *at, r, stage.in.theme, stage.in.pixel_scale,
                      stage.in.shaper);
      if (std::find(stage.open_ports.begin(), stage.open_ports.end(), node.node) !=
          stage.open_ports.end())
        add_open_ring(stage, *at, port_ring_radius(stage, r));
      stage.fade_since(before, opacity);
      stage.layout.placed.push_back(
          {LabelKind::symbol, data.id, {box}, static_cast<float>(opacity), *at, false});
    }
    stage.signs[index_of(stage, node)] = {*at, opacity};
  }
}

void place_node_names(LabelStage& stage, int rank) {
  for (const auto& [index, sign] : stage.signs) {
    const LabelNode& node = stage.in.content.nodes[index];
    if (node.rank == rank) place_name(stage, node, sign);
  }
}

void add_name(LabelStage& stage, const std::vector<NameLine>& lines, FontRole role,
              const ScreenRect& box, float alignment, glm::vec3 colour, float spacing_em) {
  float top = box.y;
  bool is_first = true;
  for (const NameLine& line : lines) {
    TextStyle style = stage.style(role, line.size_px, colour);
    style.spacing_em = spacing_em;
    const ShapedText& text = stage.in.shaper.shape(line.text, role);
    const float baseline = is_first ? top + k_ascent_em * style.size_px
                                    : top + (k_line_em - k_descent_em) * style.size_px;
    const float left = box.x + alignment * (box.width - text_width(text, style));
    add_text(stage.layout.overlay, text, {left, std::round(baseline)}, style);
    top = baseline + k_descent_em * style.size_px;
    is_first = false;
  }
}

}  // namespace caspian::scene
