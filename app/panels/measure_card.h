// The card of the measuring tool: length, area, and heights and depths along the line.
#pragma once
#include "app/panels/panel_context.h"

namespace caspian::app {

/// In the upper left of the part of the picture that no panel covers; nothing while nothing is
/// measured.
void draw_measure_card(PanelContext& context, const ui::Rect& free);

}  // namespace caspian::app
