// Along the bottom: the date, the transport buttons, the speed in words, and the chart that is also
// the scrubber.
#pragma once
#include "app/panels/panel_context.h"

namespace caspian::app {

/// Logical width of the block with date and buttons, wide enough for the longest date and speed.
float time_controls_width(PanelContext& context);
void draw_time_panel(PanelContext& context, const ui::Rect& rect);
/// The chart in `rect` (time_scrubber.cpp): stacked volumes, events, axis, playhead.
void draw_time_scrubber(PanelContext& context, const ui::Rect& rect);

/// "1 s = 6 h"; the sign of the speed is not in it.
std::string speed_sentence(const scene::Language& language, double ms_per_s);

/// Name by which an event of the dataset is selected, and back.
std::string event_id(size_t index);
std::optional<size_t> event_index(const dataset::Dataset& dataset, const std::string& id);

}  // namespace caspian::app
