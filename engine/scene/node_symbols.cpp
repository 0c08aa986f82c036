// Ports an anchor, stations a train, border crossings two arrows in a lozenge, terminals a tank,
// fields a drop, towns a ringed dot. Icons: Font Awesome 4.7.
#include "scene/node_symbols.h"

namespace caspian::scene {
namespace {

struct Sign {
  char32_t icon;  // 0: a dot
  float size;     // em in radii
  bool is_lozenge;
};

Sign sign_of(dataset::NodeKind kind) {
  switch (kind) {
    case dataset::NodeKind::port:
      return {0xF13D, 1.18f, false};
    case dataset::NodeKind::rail_hub:
      return {0xF238, 1.12f, false};
    case dataset::NodeKind::border_crossing:
      return {0xF0EC, 1.0f, true};
    case dataset::NodeKind::terminal:
      return {0xF275, 1.05f, false};
    case dataset::NodeKind::field:
      return {0xF043, 1.2f, false};
    case dataset::NodeKind::city:
      break;
  }
  return {0, 0, false};
}

}  // namespace

float node_symbol_radius(dataset::NodeKind kind, bool has_icon, int rank) {
  if (kind == dataset::NodeKind::city) return rank == 1 ? 4.5f : rank == 2 ? 4.0f : 3.5f;
  if (!has_icon) return rank == 1 ? 4.5f : 3.5f;
  return rank == 1 ? 9.0f : rank == 2 ? 8.5f : 8.0f;
}

void add_icon(Overlay& overlay, char32_t icon, glm::vec2 centre, float size_px, glm::vec4 colour,
              TextShaper& shaper) {
  const ShapedText& text = shaper.icon(icon);
  TextStyle style;
  style.role = FontRole::icons;
  style.size_px = size_px;
  style.colour = colour;
  // Font Awesome's icons stand between 0.14 em below and 0.86 em above the baseline.
  add_text(overlay, text, centre + glm::vec2(-0.5f * text.width, 0.36f) * size_px, style);
}

void add_node_symbol(Overlay& overlay, dataset::NodeKind kind, glm::vec2 centre, float radius_px,
                     const Theme& theme, float pixel_scale, TextShaper& shaper) {
  const Sign sign = sign_of(kind);
  const bool has_icon = sign.icon != 0 && radius_px >= 7.5f * pixel_scale;
  OverlayBox box;
  box.centre = centre;
  box.half = glm::vec2(radius_px);
  box.radius_px = radius_px;
  box.stroke_px = (has_icon ? 1.2f : 1.5f) * pixel_scale;
  box.fill = glm::vec4(theme.text_halo, 0.92f);
  box.stroke = glm::vec4(theme.text, 0.95f);
  if (sign.is_lozenge) {
    box.along = glm::vec2(0.70710678f, 0.70710678f);
    box.half *= 0.80f;
    box.radius_px = 0.22f * radius_px;
  }
  overlay.boxes.push_back(box);
  if (has_icon) {
    add_icon(overlay, sign.icon, centre, sign.size * radius_px, glm::vec4(theme.text, 1), shaper);
  } else {
    OverlayBox dot;
    dot.centre = centre;
    dot.half = glm::vec2(0.38f * radius_px);
    dot.radius_px = dot.half.x;
    dot.fill = glm::vec4(theme.text, 1);
    overlay.boxes.push_back(dot);
  }
}

}  // namespace caspian::scene
