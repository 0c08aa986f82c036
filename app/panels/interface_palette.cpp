// Dusk: deep slate; Map: warm paper; Contrast: black and white at more than 7:1. Panels are 92 %
// opaque.
#include "app/panels/interface_palette.h"

#include <algorithm>

namespace caspian::app {
namespace {

using ui::colour_of;

constexpr ui::Palette k_dusk{.panel = colour_of(0x12191F, 0.92f),
                             .panel_edge = colour_of(0xFFFFFF, 0.09f),
                             .shade = colour_of(0x000000, 0.22f),
                             .raised = colour_of(0x232D35),
                             .hover = colour_of(0xFFFFFF, 0.07f),
                             .pressed = colour_of(0xFFFFFF, 0.14f),
                             .text = colour_of(0xEEF1F2),
                             .quiet = colour_of(0x9FADB6),
                             .faint = colour_of(0x4A5964),
                             .accent = colour_of(0xF2C879),
                             .on_accent = colour_of(0x1B1508),
                             .alert = colour_of(0xFF6B5A)};

constexpr ui::Palette k_map{.panel = colour_of(0xFBFAF6, 0.92f),
                            .panel_edge = colour_of(0x22282B, 0.16f),
                            .shade = colour_of(0x2B3A44, 0.12f),
                            .raised = colour_of(0xE8E6DD),
                            .hover = colour_of(0x22282B, 0.07f),
                            .pressed = colour_of(0x22282B, 0.14f),
                            .text = colour_of(0x22282B),
                            .quiet = colour_of(0x566068),
                            .faint = colour_of(0xB4B6B1),
                            .accent = colour_of(0x1F5C86),
                            .on_accent = colour_of(0xFFFFFF),
                            .alert = colour_of(0xB3261E)};

constexpr ui::Palette k_contrast{.panel = colour_of(0x000000, 0.96f),
                                 .panel_edge = colour_of(0xFFFFFF, 0.7f),
                                 .shade = colour_of(0x000000, 0.2f),
                                 .raised = colour_of(0x2A2A2A),
                                 .hover = colour_of(0xFFFFFF, 0.18f),
                                 .pressed = colour_of(0xFFFFFF, 0.3f),
                                 .text = colour_of(0xFFFFFF),
                                 .quiet = colour_of(0xDADADA),
                                 .faint = colour_of(0x8C8C8C),
                                 .accent = colour_of(0xFFD84A),
                                 .on_accent = colour_of(0x000000),
                                 .alert = colour_of(0xFF8A7A)};

}  // namespace

const ui::Palette& interface_palette(scene::ThemeId theme) {
  switch (theme) {
    case scene::ThemeId::dusk:
      return k_dusk;
    case scene::ThemeId::map:
      return k_map;
    case scene::ThemeId::contrast:
      return k_contrast;
  }
  return k_dusk;
}

ui::Colour to_colour(const glm::vec3& colour, float opacity) {
  const auto byte = [](float value) {
    return static_cast<uint32_t>(std::clamp(value, 0.0f, 1.0f) * 255.0f + 0.5f);
  };
  return byte(colour.r) | byte(colour.g) << 8 | byte(colour.b) << 16 | byte(opacity) << 24;
}

}  // namespace caspian::app
