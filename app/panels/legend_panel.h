// Lower right: what the map shows now, with units and tonnes per unit; "no data" is in it.
#pragma once
#include "app/panels/panel_context.h"

namespace caspian::app {

/// Logical height that the legend's content needs now.
float legend_height(PanelContext& context);
/// ... and its width when only the title is shown.
float folded_legend_width(PanelContext& context);
void draw_legend_panel(PanelContext& context, const ui::Rect& rect, bool is_folded);

}  // namespace caspian::app
