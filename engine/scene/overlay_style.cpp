// Defaults after simplestyle 1.1 where attributes are silent, in the layer's colour.
#include "scene/overlay_style.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace caspian::scene {
namespace {

constexpr double k_line_px = 2, k_dot_px = 9;
constexpr double k_fill_opacity = 0.28;

glm::vec3 colour_or(const std::optional<uint32_t>& given, const glm::vec3& otherwise) {
  return given ? hex_colour(*given) : otherwise;
}

}  // namespace

std::string overlay_id(size_t layer, size_t feature) {
  return std::to_string(layer) + "#" + std::to_string(feature);
}

std::optional<OverlayPlace> find_overlay(std::span<const dataset::OverlayLayer> layers,
                                         std::string_view id) {
  OverlayPlace place;
  const size_t hash = id.find('#');
  if (hash == id.npos) return std::nullopt;
  const auto read = [](std::string_view text, size_t& value) {
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc() && end == text.data() + text.size();
  };
  if (!read(id.substr(0, hash), place.layer) || !read(id.substr(hash + 1), place.feature) ||
      place.layer >= layers.size() || place.feature >= layers[place.layer].features.size())
    return std::nullopt;
  return place;
}

uint32_t overlay_number(const std::vector<dataset::OverlayLayer>& layers, size_t layer,
                        size_t feature) {
  size_t number = feature;
  for (size_t i = 0; i < layer; ++i) number += layers[i].features.size();
  return static_cast<uint32_t>(number);
}

OverlayPlace overlay_of_number(const std::vector<dataset::OverlayLayer>& layers, uint32_t number) {
  OverlayPlace place{0, number};
  while (place.layer + 1 < layers.size() && place.feature >= layers[place.layer].features.size())
    place.feature -= layers[place.layer++].features.size();
  return place;
}

glm::vec3 overlay_colour(size_t layer, const Theme& theme) {
  // After Okabe and Ito 2008 as far as corridors leave room: white-grey, brown, magenta, olive,
  // navy; lighter on dark grounds.
  constexpr std::array<uint32_t, 5> k_on_dark{0xf4d6ff, 0xc9a27e, 0xff7ad9, 0xb6c48a, 0x8fa3c8};
  constexpr std::array<uint32_t, 5> k_on_light{0x5b2a86, 0x6b4423, 0xa3007a, 0x4f5d1e, 0x223a66};
  const bool is_dark = theme.text_halo.g < 0.5f;
  return hex_colour((is_dark ? k_on_dark : k_on_light)[layer % k_on_dark.size()]);
}

glm::vec4 overlay_fill(const dataset::OverlayFeature& feature, size_t layer, const Theme& theme) {
  return {colour_or(feature.style.fill, overlay_colour(layer, theme)),
          feature.style.fill_opacity.value_or(k_fill_opacity)};
}

std::vector<glm::vec4> overlay_fills(const dataset::OverlayLayer& layer, size_t number,
                                     const std::string& highlight, const Theme& theme) {
  std::vector<glm::vec4> fills(layer.features.size(), glm::vec4(0));
  bool any = false;
  for (size_t i = 0; i < fills.size(); ++i) {
    const dataset::OverlayFeature& feature = layer.features[i];
    if (feature.shape != dataset::OverlayShape::polygons) continue;
    fills[i] = overlay_fill(feature, number, theme);
    if (!highlight.empty() && highlight == overlay_id(number, i))
      fills[i].a = std::min(fills[i].a + 0.2f, 1.0f);
    any |= fills[i].a > 0;
  }
  if (!any) fills.clear();
  return fills;
}

LineStyle overlay_line_style(const dataset::OverlayFeature& feature, size_t layer,
                             bool is_highlighted, const Theme& theme) {
  const dataset::OverlayStyle& wanted = feature.style;
  const bool is_point = feature.shape == dataset::OverlayShape::points;
  LineStyle style;
  style.colour = colour_or(is_point ? wanted.marker : wanted.stroke, overlay_colour(layer, theme));
  style.alpha = static_cast<float>(is_point ? 1.0 : wanted.stroke_opacity.value_or(1.0));
  const double width_px = is_point ? wanted.marker_size_px.value_or(k_dot_px)
                                   : wanted.stroke_width_px.value_or(k_line_px);
  style.half_width_px = static_cast<float>(0.5 * width_px);
  style.casing = theme.text_halo;
  style.casing_alpha = style.alpha * (is_point ? 0.9f : 0.45f);
  style.casing_px = is_point ? 1.4f : 0.9f;
  if (is_highlighted) {
    style.casing = theme.text;
    style.casing_alpha = 0.95f;
    style.casing_px = 1.8f;
  }
  if (width_px <= 0 || style.alpha <= 0) style.alpha = style.casing_alpha = 0;
  return style;
}

}  // namespace caspian::scene
