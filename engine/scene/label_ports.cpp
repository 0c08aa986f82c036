// What ports handle: a square above the sign whose area is the amount, cargoes stacked in it by
// their colours, from ships on the left and onto ships on the right. It stands upright, so that it
// reads at any tilt.
#include <algorithm>
#include <cmath>

#include "scene/label_stage.h"
#include "scene/node_symbols.h"
#include "scene/port_figures.h"

namespace caspian::scene {
namespace {

constexpr float k_published = 0.96f, k_held = 0.8f, k_modelled = 0.6f;
constexpr float k_above_sign_px = 3;
constexpr double k_seen_within = 4'200;  // metres per logical px: beyond, squares would hide lines
constexpr float k_least_px = 3;

OverlayBox box_between(float x0, float y0, float x1, float y1, glm::vec4 fill) {
  OverlayBox box;
  box.centre = {0.5f * (x0 + x1), 0.5f * (y0 + y1)};
  box.half = {0.5f * (x1 - x0), 0.5f * (y1 - y0)};
  box.fill = fill;
  return box;
}

/// Cargoes from the bottom up, each by its part of the column.
void add_column(Overlay& overlay, const std::vector<PortAmount>& amounts, float x0, float x1,
                float y0, float y1, float alpha) {
  double all = 0;
  for (const PortAmount& one : amounts) all += one.mt;
  if (all <= 0 || x1 <= x0) return;
  double below = 0;
  for (const PortAmount& one : amounts) {
    const auto from = static_cast<float>(below / all);
    below += one.mt;
    const auto to = static_cast<float>(below / all);
    overlay.boxes.push_back(box_between(x0, y1 - to * (y1 - y0), x1, y1 - from * (y1 - y0),
                                        glm::vec4(commodity_colour(one.commodity), alpha)));
  }
}

void add_square(LabelStage& stage, const PortFigures& port, const ScreenRect& square) {
  Overlay& overlay = stage.layout.overlay;
  const float x0 = square.x, x1 = square.right(), y0 = square.y, y1 = square.bottom();
  const float rim = stage.px(1);
  OverlayBox ground = box_between(x0 - rim, y0 - rim, x1 + rim, y1 + rim,
                                  glm::vec4(stage.in.theme.text_halo, 0.85f));
  ground.stroke = glm::vec4(stage.in.theme.text, 0.45f);  // pale cargoes on pale land
  ground.stroke_px = rim;
  overlay.boxes.push_back(ground);
  const bool is_published = port.handled_mt() > 0;
  const float alpha = !is_published ? k_modelled : port.held_from_year ? k_held : k_published;
  const auto share = port.unloaded_share();
  if (!share) return add_column(overlay, port.handled, x0, x1, y0, y1, alpha);
  const float middle = x0 + static_cast<float>(*share) * (x1 - x0);
  const float gap = *share > 0 && *share < 1 ? 0.5f * rim : 0;
  add_column(overlay, is_published ? port.handled : port.unloaded, x0, middle - gap, y0, y1, alpha);
  add_column(overlay, is_published ? port.handled : port.loaded, middle + gap, x1, y0, y1, alpha);
}

void add_hollow(LabelStage& stage, const ScreenRect& square) {
  OverlayBox box = box_between(square.x, square.y, square.right(), square.bottom(),
                               glm::vec4(stage.in.theme.text_halo, 0.35f));
  box.stroke = glm::vec4(stage.in.theme.text, 0.8f);
  box.stroke_px = stage.px(1);
  stage.layout.overlay.boxes.push_back(box);
}

}  // namespace

bool are_port_squares_seen(const LabelStage& stage, const LabelNode& node) {
  return is_node_seen(stage, node) && stage.metres_per_px(node.place) <= k_seen_within;
}

float port_ring_radius(const LabelStage& stage, float sign_radius_px) {
  return sign_radius_px + stage.px(3);
}

void add_open_ring(LabelStage& stage, glm::vec2 at, float radius_px) {
  OverlayBox ring;
  ring.centre = at;
  ring.half = glm::vec2(radius_px);
  ring.radius_px = radius_px;
  ring.stroke = glm::vec4(stage.in.theme.text, 0.55f);
  ring.stroke_px = std::max(1.0f, stage.px(0.9f));
  stage.layout.overlay.boxes.push_back(ring);
}

void place_ports(LabelStage& stage) {
  const std::vector<PortFigures> ports =
      port_figures(stage.in.scene, stage.in.inputs.settings, stage.in.inputs.time);
  for (const LabelNode& node : stage.in.content.nodes) {
    const auto port = std::find_if(ports.begin(), ports.end(),
                                   [&](const PortFigures& one) { return one.node == node.node; });
    if (port == ports.end() || !are_port_squares_seen(stage, node)) continue;
    const auto at = stage.project(node.place);
    if (!at || !stage.space.screen().contains(*at) || stage.seen_past_relief(node.place) < 0.5)
      continue;
    const float r = node_sign_radius(stage, node);
    const ScreenRect sign{at->x - r, at->y - r, 2 * r, 2 * r};
    if (!stage.space.is_free(sign)) continue;
    const double flows_mt = port->loaded_mt() + port->unloaded_mt();
    const double mt = port->handled_mt() > 0 ? port->handled_mt() : flows_mt;
    if (mt <= 0 && port->planned_mt <= 0) {
      stage.open_ports.push_back(node.node);
      if (stage.in.inputs.settings.layers.nodes) continue;  // the ring comes with the sign
      const float ring = port_ring_radius(stage, 0);
      const ScreenRect box{at->x - ring, at->y - ring, 2 * ring, 2 * ring};
      if (!stage.space.is_free(box)) continue;
      stage.space.take(box);
      add_open_ring(stage, *at, ring);
      stage.layout.placed.push_back(
          {LabelKind::port, stage.in.scene.dataset.nodes[node.node].id, {box}});
      continue;
    }
    const auto square_of = [&](double amount) {
      const float side = std::max(stage.px(k_least_px), stage.px(float(port_square_px(amount))));
      return ScreenRect{std::round(at->x - 0.5f * side),
                        std::round(sign.y - stage.px(k_above_sign_px) - side), std::round(side),
                        std::round(side)};
    };
    const ScreenRect whole = square_of(std::max(mt, port->planned_mt)).grown(stage.px(1));
    if (!stage.space.is_free(whole)) continue;
    stage.space.take(whole);
    if (port->planned_mt > 0) add_hollow(stage, square_of(port->planned_mt));
    if (mt > 0) add_square(stage, *port, square_of(mt));
    stage.layout.placed.push_back(
        {LabelKind::port, stage.in.scene.dataset.nodes[node.node].id, {whole}});
  }
}

}  // namespace caspian::scene
