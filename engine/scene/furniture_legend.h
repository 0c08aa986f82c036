// The legend's rows: what is visible, with its swatch. Knows not where on the screen they go.
#pragma once
#include <string>
#include <vector>

#include "scene/furniture.h"
#include "scene/label_stage.h"

namespace caspian::scene {

struct LegendRow {
  enum class Swatch {
    line,
    unit,
    cargo,
    symbol,
    port,
    no_port,
    ribbon,
    capacity,
    colour,
    area,
    dot,
    treaty_point,
    constructed_point,
    none
  };
  Swatch swatch = Swatch::line;
  std::string text;
  LineStyle style;                                   // of a line, as it is drawn on the map
  glm::vec3 colour{1};                               // of a unit, of a cargo, of a fill, or itself
  float fill_alpha = 1;                              // of an area inside its outline
  float width_px = 0;                                // of a ribbon, logical
  dataset::NodeKind kind = dataset::NodeKind::city;  // of a symbol
  bool is_half = false;                              // may stand beside another one
};

/// Groups of rows in the order of their weight; an empty group is left out.
std::vector<std::vector<LegendRow>> legend_groups(const LabelStage& stage, size_t most_corridors);

/// How high a row's swatch stands, px.
float swatch_height(const LegendRow& row, const LabelInputs& inputs);
/// Draws a row's swatch `width_px` wide with its middle at `middle`.
void add_swatch(Overlay& overlay, const LegendRow& row, glm::vec2 middle, float width_px,
                const LabelInputs& inputs);

/// The corridor's short name, or its own without brackets.
std::string short_corridor_name(const LabelInputs& inputs, const dataset::Corridor& corridor);

}  // namespace caspian::scene
