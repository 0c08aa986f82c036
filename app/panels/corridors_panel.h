// Left: every corridor with its swatch, status and rate at the date; and the layers of the map.
#pragma once
#include "app/panels/panel_context.h"

namespace caspian::app {

/// Into `rect`: the panel, or the button that opens it when it is closed or there is no room.
void draw_corridors_panel(PanelContext& context, const ui::Rect& rect, bool is_open);

/// The second tab (layers_panel.cpp): layers, seabed lines, variant, sliders, theme, language.
void draw_layers_tab(PanelContext& context, const ui::Rect& rect);

}  // namespace caspian::app
