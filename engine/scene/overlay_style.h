// The look of a user's layers: what their attributes ask for, else a colour per layer that no
// corridor has.
#pragma once
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <glm/glm.hpp>

#include "dataset/overlay_layer.h"
#include "scene/line_style.h"
#include "scene/theme.h"

namespace caspian::scene {

/// The id of a feature as chosen thing: "layer#feature", both counted from 0.
std::string overlay_id(size_t layer, size_t feature);
struct OverlayPlace {
  size_t layer = 0, feature = 0;
};
/// Nothing when there is no such feature.
std::optional<OverlayPlace> find_overlay(std::span<const dataset::OverlayLayer> layers,
                                         std::string_view id);

/// Features of all layers counted on.
uint32_t overlay_number(const std::vector<dataset::OverlayLayer>& layers, size_t layer,
                        size_t feature);
/// The number must be one of a feature.
OverlayPlace overlay_of_number(const std::vector<dataset::OverlayLayer>& layers, uint32_t number);

/// Of the layer as a whole; told apart with any kind of colour vision, by the theme.
glm::vec3 overlay_colour(size_t layer, const Theme& theme);

/// Of a polygon: rgb and opacity.
glm::vec4 overlay_fill(const dataset::OverlayFeature& feature, size_t layer, const Theme& theme);

/// Per feature: rgb and opacity; 0 for what has no area. Empty when nothing has one.
std::vector<glm::vec4> overlay_fills(const dataset::OverlayLayer& layer, size_t number,
                                     const std::string& highlight, const Theme& theme);

/// Of a line, of an outline, or of a point's dot.
LineStyle overlay_line_style(const dataset::OverlayFeature& feature, size_t layer,
                             bool is_highlighted, const Theme& theme);

}  // namespace caspian::scene
