// Upper right: legend, language, help, everything away, still, full screen.
#pragma once
#include "app/panels/panel_context.h"

namespace caspian::app {

/// Number of buttons that draw_toolbar() shows.
int toolbar_buttons(const InterfaceInputs& inputs);
void draw_toolbar(PanelContext& context, const ui::Rect& rect);

}  // namespace caspian::app
