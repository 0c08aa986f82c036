// The card of a chosen event, above its tick on the time bar; and the short notice at the bottom.
#pragma once
#include "app/panels/panel_context.h"

namespace caspian::app {

/// `bar`: the time bar; `room`: where the card may stand. Nothing when no event is chosen.
void draw_event_card(PanelContext& context, const ui::Rect& bar, const ui::Rect& room);

/// One sentence above the time bar for a while.
void draw_notice(PanelContext& context, const ui::Rect& room);

}  // namespace caspian::app
