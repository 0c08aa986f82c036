// Ports, stations, towns: a symbol by kind where the place matters at the date, and its name beside
// it.
#include <algorithm>

#include "scene/label_stage.h"
#include "scene/node_symbols.h"

namespace caspian::scene {
namespace {

/// Metres per logical pixel from which on a rank is seen; 0.25 mm a pixel make 1:N (platform: 1:20M
/// is 5,000).
constexpr double k_seen_within[] = {0, 1e9, 3'600, 1'700, 750};
/// A place without any link in the tables is lettered for orientation, close by only.
constexpr double k_unlinked_within = 900;
/// From here on symbols are drawn with their icon.
constexpr double k_icon_within = 2'600;

struct SeenNode {
  glm::vec2 at;
  float radius_px = 0;
};

float sign_radius(const LabelStage& stage, const LabelNode& node) {
  const bool has_icon = stage.metres_per_px(node.place) < k_icon_within && node.rank < 4;
  const dataset::NodeKind kind = stage.in.scene.dataset.nodes[node.node].kind;
  return stage.px(node_symbol_radius(kind, has_icon, node.rank));
}

std::optional<SeenNode> look_at(const LabelStage& stage, const LabelNode& node) {
  const auto at = stage.project(node.place);
  if (!at || !stage.space.screen().contains(*at)) return std::nullopt;
  if (!is_node_seen(stage, node)) return std::nullopt;
  return SeenNode{*at, sign_radius(stage, node)};
}

/// What stands before an explanation in brackets: the inspector tells the rest.
std::string_view without_brackets(const std::string& name) {
  const size_t bracket = name.find(" (");
  return std::string_view(name).substr(0, bracket == 0 ? std::string::npos : bracket);
}

}  // namespace

bool is_node_seen(const LabelStage& stage, const LabelNode& node) {
  const double metres_per_px = stage.metres_per_px(node.place);
  if (metres_per_px > k_seen_within[node.rank]) return false;
  if (node.links.empty()) return metres_per_px < k_unlinked_within;
  return std::any_of(node.links.begin(), node.links.end(),
                     [&stage](uint32_t link) { return stage.drawn(link) != nullptr; });
}

float node_sign_radius(const LabelStage& stage, const LabelNode& node) {
  return stage.in.inputs.settings.layers.nodes ? sign_radius(stage, node) : 0;
}

void place_nodes(LabelStage& stage, int rank) {
  const LayerToggles& layers = stage.in.inputs.settings.layers;
  static constexpr float k_sizes[] = {0, 14, 13, 12, 11.5f};
  const FontRole role = rank == 1 ? FontRole::bold : FontRole::regular;
  const TextStyle style = stage.style(role, k_sizes[rank], stage.in.theme.text);
  for (const LabelNode& node : stage.in.content.nodes) {
    if (node.rank != rank) continue;
    const auto seen = look_at(stage, node);
    if (!seen || stage.is_hidden_by_relief(node.place)) continue;
    const dataset::Node& data = stage.in.scene.dataset.nodes[node.node];
    float clearance = 0;
    if (layers.nodes) {
      // A name without its sign would stand for nothing: in a crowd the lesser gives way whole.
      const float r = clearance = seen->radius_px;
      const ScreenRect box{seen->at.x - r, seen->at.y - r, 2 * r, 2 * r};
      if (!stage.space.is_free(box)) continue;
      stage.space.take(box);
      add_node_symbol(stage.layout.overlay, data.kind, seen->at, r, stage.in.theme,
                      stage.in.pixel_scale, stage.in.shaper);
      if (std::find(stage.open_ports.begin(), stage.open_ports.end(), node.node) !=
          stage.open_ports.end())
        add_open_ring(stage, seen->at, port_ring_radius(stage, r));
      stage.layout.placed.push_back({LabelKind::symbol, data.id, {box}});
    }
    if (!layers.labels) continue;
    const std::string& name = data.name.in(stage.in.language.dataset_index());
    stage.place_beside(LabelKind::node, data.id, seen->at, clearance + stage.px(3.5f),
                       stage.in.shaper.shape(without_brackets(name), role), style);
  }
}

}  // namespace caspian::scene
