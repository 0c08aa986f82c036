// The small sign of a place by its kind, on the map and in the legend alike.
#pragma once
#include "dataset/dataset.h"
#include "scene/overlay.h"
#include "scene/theme.h"

namespace caspian::scene {

/// Half its width in logical px: a disc with an icon, or from afar a plain dot.
float node_symbol_radius(dataset::NodeKind kind, bool has_icon, int rank);

/// Drawn with its icon when there is room for one.
void add_node_symbol(Overlay& overlay, dataset::NodeKind kind, glm::vec2 centre, float radius_px,
                     const Theme& theme, float pixel_scale, TextShaper& shaper);

/// A single icon of the icon font centred at a place; `size_px` is its em.
void add_icon(Overlay& overlay, char32_t icon, glm::vec2 centre, float size_px, glm::vec4 colour,
              TextShaper& shaper);

}  // namespace caspian::scene
