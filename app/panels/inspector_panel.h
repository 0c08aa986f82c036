// Right: all about the chosen thing. Only there while something is chosen.
#pragma once
#include "app/panels/inspector_facts.h"
#include "app/panels/panel_context.h"

namespace caspian::app {

/// Logical height that the whole of it would need.
float inspector_height(PanelContext& context, const InspectorFacts& facts);
void draw_inspector_panel(PanelContext& context, const InspectorFacts& facts, const ui::Rect& rect);

}  // namespace caspian::app
