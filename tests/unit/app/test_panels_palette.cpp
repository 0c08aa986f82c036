// Text on panels can be read: contrast by WCAG's formula, in every theme.
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>

#include "app/panels/interface_palette.h"

using namespace caspian;

namespace {

double linear(ui::Colour colour, int shift) {
  const double value = static_cast<double>(colour >> shift & 0xFFu) / 255.0;
  return value <= 0.04045 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
}

double luminance(ui::Colour colour) {
  return 0.2126 * linear(colour, 0) + 0.7152 * linear(colour, 8) + 0.0722 * linear(colour, 16);
}

double contrast(ui::Colour a, ui::Colour b) {
  const double one = luminance(a) + 0.05, other = luminance(b) + 0.05;
  return std::max(one, other) / std::min(one, other);
}

}  // namespace

TEST_CASE("panel text has enough contrast on panels that let the map through") {
  using scene::ThemeId;
  for (const ThemeId theme : {ThemeId::dusk, ThemeId::map, ThemeId::contrast}) {
    CAPTURE(static_cast<int>(theme));
    const ui::Palette& palette = app::interface_palette(theme);
    const double wanted = theme == ThemeId::contrast ? 7.0 : 4.5;
    const float share = static_cast<float>(palette.panel >> 24) / 255.0f;
    CHECK(share >= 0.9f);
    // The map shows through by the rest: its brightest and darkest.
    for (const ui::Colour behind : {ui::colour_of(0x000000), ui::colour_of(0xFFFFFF)}) {
      const ui::Colour surface = ui::mixed(behind, palette.panel | 0xFF000000u, share);
      CHECK(contrast(palette.text, surface) >= wanted);
      CHECK(contrast(palette.quiet, surface) >= wanted);
      CHECK(contrast(palette.accent, surface) >= 3.0);
    }
    CHECK(contrast(palette.text, palette.raised) >= wanted);
    CHECK(contrast(palette.on_accent, palette.accent) >= wanted);
  }
}

TEST_CASE("colours mix and fade channel by channel") {
  CHECK(ui::colour_of(0x112233) == 0xFF332211u);
  CHECK(ui::faded(ui::colour_of(0xFFFFFF), 0.5f) == 0x80FFFFFFu);
  CHECK(ui::mixed(ui::colour_of(0x000000), ui::colour_of(0xFFFFFF), 1.0f) == 0xFFFFFFFFu);
}
