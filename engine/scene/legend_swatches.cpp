// The swatches of the legend, drawn as the map has its things.
#include <algorithm>

#include "scene/furniture_legend.h"
#include "scene/node_symbols.h"
#include "scene/port_figures.h"

namespace caspian::scene {
namespace {

constexpr float k_sign_radius = 7.5f;  // logical px

/// A horizontal bar with round or square ends.
OverlayBox bar(float left, float right, float y, float half_height, float radius) {
  OverlayBox box;
  box.centre = glm::vec2(0.5f * (left + right), y);
  box.half = glm::vec2(0.5f * (right - left), half_height);
  box.radius_px = radius;
  return box;
}

/// Calls `draw(left, right)` for every dash between two ends; the first begins at the left end.
template <typename Draw>
void each_dash(float left, float right, float period, float share, Draw&& draw) {
  if (period <= 0) return draw(left, right);
  for (float x = left; x < right - 0.25f * share * period; x += period) {
    draw(x, std::min(x + share * period, right));
  }
}

/// A piece of line as the map has it, apart from the ties of railways.
void add_line(Overlay& overlay, const LineStyle& style, float left, float right, float y,
              float px) {
  const float half = style.half_width_px * px;
  const float radius = style.dash_round > 0.5f || style.dash_period_px <= 0 ? half : 0.3f * px;
  // At least two dashes must be seen.
  const float period = std::min(style.dash_period_px * px, 0.55f * (right - left));
  each_dash(left, right, period, style.dash_share, [&](float from, float to) {
    if (style.casing_alpha > 0) {
      OverlayBox casing = bar(from - style.casing_px * px, to + style.casing_px * px, y,
                              half + style.casing_px * px, radius + style.casing_px * px);
      casing.fill = glm::vec4(style.casing, style.casing_alpha);
      overlay.boxes.push_back(casing);
    }
    OverlayBox body = bar(from, to, y, half, radius);
    const glm::vec4 colour(style.colour, style.alpha);
    if (style.edge_px > 0) {
      body.stroke = colour;
      body.stroke_px = style.edge_px * px;
      body.fill = glm::vec4(style.colour, style.fill_alpha * style.alpha);
    } else {
      body.fill = colour;
    }
    overlay.boxes.push_back(body);
    const float end = std::min(style.dash_end_px * px, 0.5f * (to - from));
    if (style.edge_px > 0 && end > 0) {
      for (const float x : {from, to - end}) {
        OverlayBox cap = bar(x, x + end, y, half, radius);
        cap.fill = colour;
        overlay.boxes.push_back(cap);
      }
    }
    if (style.centre_half_px > 0 && style.centre_alpha > 0) {
      each_dash(from, to, style.centre_period_px * px, style.centre_share, [&](float a, float b) {
        OverlayBox middle = bar(a, b, y, style.centre_half_px * px, style.centre_half_px * px);
        middle.fill = glm::vec4(style.centre, style.centre_alpha);
        overlay.boxes.push_back(middle);
      });
    }
  });
}

/// A square with its halves, as large as the amount that the text names: 10 Mt fit a line's height.
void add_port_sample(Overlay& overlay, glm::vec2 middle, const LabelInputs& inputs) {
  const float px = inputs.pixel_scale;
  const float half = 0.5f * px * static_cast<float>(port_square_px(k_port_legend_mt));
  for (const float side : {-1.0f, 1.0f}) {
    OverlayBox box;
    box.centre = middle + glm::vec2(side * 0.5f * half, 0);
    box.half = glm::vec2(0.5f * half - 0.4f * px, half);
    box.fill = glm::vec4(inputs.theme.text, 0.7f);
    overlay.boxes.push_back(box);
  }
}

}  // namespace

float swatch_height(const LegendRow& row, const LabelInputs& inputs) {
  const float px = inputs.pixel_scale;
  switch (row.swatch) {
    case LegendRow::Swatch::none:
      return 0;
    case LegendRow::Swatch::port:
      return px * static_cast<float>(port_square_px(k_port_legend_mt));
    case LegendRow::Swatch::ribbon:
    case LegendRow::Swatch::capacity:
      return row.width_px * px;
    case LegendRow::Swatch::symbol:
    case LegendRow::Swatch::no_port:
      return 2 * k_sign_radius * px;
    case LegendRow::Swatch::line:
      return 2 * (row.style.half_width_px + row.style.casing_px) * px;
    case LegendRow::Swatch::unit:
      return static_cast<float>(inputs.inputs.settings.unit_width_px) * px;
    case LegendRow::Swatch::cargo:
    case LegendRow::Swatch::colour:
    case LegendRow::Swatch::area:
    case LegendRow::Swatch::dot:
    case LegendRow::Swatch::treaty_point:
    case LegendRow::Swatch::constructed_point:
      break;
  }
  return 10 * px;
}

void add_swatch(Overlay& overlay, const LegendRow& row, glm::vec2 middle, float width_px,
                const LabelInputs& inputs) {
  const float px = inputs.pixel_scale;
  switch (row.swatch) {
    case LegendRow::Swatch::none:
      return;
    case LegendRow::Swatch::cargo: {
      OverlayBox body = bar(middle.x - 0.5f * width_px, middle.x + 0.5f * width_px, middle.y,
                            3.5f * px, 3.5f * px);
      body.fill = glm::vec4(row.colour, 1);
      overlay.boxes.push_back(body);
      return;
    }
    case LegendRow::Swatch::port:
      return add_port_sample(overlay, middle, inputs);
    case LegendRow::Swatch::no_port: {
      OverlayBox ring;
      ring.centre = middle;
      ring.half = glm::vec2(k_sign_radius * px);
      ring.radius_px = k_sign_radius * px;
      ring.stroke = glm::vec4(inputs.theme.text, 0.6f);
      ring.stroke_px = std::max(1.0f, px);
      overlay.boxes.push_back(ring);
      return;
    }
    case LegendRow::Swatch::symbol:
      return add_node_symbol(overlay, row.kind, middle, k_sign_radius * px, inputs.theme, px,
                             inputs.shaper);
    case LegendRow::Swatch::treaty_point:
    case LegendRow::Swatch::constructed_point: {
      const bool is_filled = row.swatch == LegendRow::Swatch::treaty_point;
      OverlayBox dot;
      dot.centre = middle;
      dot.half = glm::vec2(2.6f * px);
      dot.radius_px = 2.6f * px;
      dot.stroke_px = std::max(1.0f, 0.9f * px);
      dot.stroke = glm::vec4(row.colour, 1);
      dot.fill = glm::vec4(row.colour, is_filled ? 1 : 0);
      overlay.boxes.push_back(dot);
      return;
    }
    case LegendRow::Swatch::unit: {
      const ViewSettings& settings = inputs.inputs.settings;
      const float half = 0.5f * static_cast<float>(settings.unit_length_px) * px;
      const float thick = 0.5f * static_cast<float>(settings.unit_width_px) * px;
      OverlayBox unit = bar(middle.x - half, middle.x + half, middle.y, thick, thick);
      unit.fill = glm::vec4(row.colour, 1);
      overlay.boxes.push_back(unit);
      return;
    }
    case LegendRow::Swatch::colour: {
      OverlayBox patch =
          bar(middle.x - 0.5f * width_px, middle.x + 0.5f * width_px, middle.y, 5 * px, 2 * px);
      patch.fill = glm::vec4(row.colour, 1);
      overlay.boxes.push_back(patch);
      return;
    }
    case LegendRow::Swatch::area: {
      OverlayBox patch =
          bar(middle.x - 0.5f * width_px, middle.x + 0.5f * width_px, middle.y, 5 * px, 1 * px);
      patch.fill = glm::vec4(row.colour, row.fill_alpha);
      patch.stroke = glm::vec4(row.style.colour, row.style.alpha);
      patch.stroke_px = std::min(2 * row.style.half_width_px, 3.0f) * px;
      overlay.boxes.push_back(patch);
      return;
    }
    case LegendRow::Swatch::dot: {
      const float radius = std::min(row.style.half_width_px, 6.0f) * px;
      OverlayBox dot = bar(middle.x - radius, middle.x + radius, middle.y, radius, radius);
      dot.fill = glm::vec4(row.style.colour, row.style.alpha);
      dot.stroke = glm::vec4(row.style.casing, row.style.casing_alpha);
      dot.stroke_px = px;
      overlay.boxes.push_back(dot);
      return;
    }
    case LegendRow::Swatch::ribbon: {
      OverlayBox ribbon = bar(middle.x - 0.5f * width_px, middle.x + 0.5f * width_px, middle.y,
                              0.5f * row.width_px * px, 0);
      ribbon.fill = glm::vec4(row.colour, 1);
      overlay.boxes.push_back(ribbon);
      return;
    }
    case LegendRow::Swatch::capacity: {
      OverlayBox outline = bar(middle.x - 0.5f * width_px, middle.x + 0.5f * width_px, middle.y,
                               0.5f * row.width_px * px, 0);
      outline.stroke = glm::vec4(row.colour, 1);
      outline.stroke_px = 0.8f * px;
      outline.fill = glm::vec4(row.colour, 0.1f);
      overlay.boxes.push_back(outline);
      return;
    }
    case LegendRow::Swatch::line:
      return add_line(overlay, row.style, middle.x - 0.5f * width_px, middle.x + 0.5f * width_px,
                      middle.y, px);
  }
}

}  // namespace caspian::scene
