// The sheet of keys and mouse, above everything.
#pragma once
#include "app/panels/panel_context.h"

namespace caspian::app {

void draw_help_sheet(PanelContext& context);

}  // namespace caspian::app
