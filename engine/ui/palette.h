// The colours of the interface by role. Which values they take per theme is the application's
// choice.
#pragma once
#include <cstdint>

namespace caspian::ui {

/// R, G, B, A from the lowest byte on (ImGui's order).
using Colour = uint32_t;

/// 0xRRGGBB and an opacity of 0..1.
constexpr Colour colour_of(uint32_t rgb, float opacity = 1.0f) {
  const auto alpha = static_cast<uint32_t>(opacity * 255.0f + 0.5f);
  return (rgb >> 16 & 0xFFu) | (rgb & 0xFF00u) | (rgb & 0xFFu) << 16 | alpha << 24;
}

/// The same hue at `factor` of its opacity.
constexpr Colour faded(Colour colour, float factor) {
  const auto alpha = static_cast<uint32_t>(static_cast<float>(colour >> 24) * factor + 0.5f);
  return (colour & 0x00FFFFFFu) | alpha << 24;
}

/// Between two colours, channel by channel.
constexpr Colour mixed(Colour from, Colour to, float share) {
  Colour result = 0;
  for (uint32_t shift = 0; shift < 32; shift += 8) {
    const float a = static_cast<float>(from >> shift & 0xFFu);
    const float b = static_cast<float>(to >> shift & 0xFFu);
    result |= static_cast<uint32_t>(a + (b - a) * share + 0.5f) << shift;
  }
  return result;
}

struct Palette {
  Colour panel = 0;       // surface of a panel, 92 % opaque
  Colour panel_edge = 0;  // its hairline
  Colour shade = 0;       // soft shadow around it
  Colour raised = 0;      // fields, tracks and chips on a panel
  Colour hover = 0;       // a row or button under the pointer
  Colour pressed = 0;
  Colour text = 0;
  Colour quiet = 0;      // second-rank text
  Colour faint = 0;      // rules, disabled marks
  Colour accent = 0;     // what is on, chosen, playing
  Colour on_accent = 0;  // text upon it
  Colour alert = 0;      // faults only
};

}  // namespace caspian::ui
