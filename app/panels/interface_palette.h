// The colours of the interface for each theme, and hues of the map as its swatches need them.
#pragma once
#include <glm/glm.hpp>

#include "scene/view_settings.h"
#include "ui/palette.h"

namespace caspian::app {

const ui::Palette& interface_palette(scene::ThemeId theme);

/// Display-space colour 0..1 as the interface takes it.
ui::Colour to_colour(const glm::vec3& colour, float opacity = 1.0f);

}  // namespace caspian::app
