// Which flows are shown: a row of chips above the list of corridors, and the menu that adds to
// them.
#pragma once
#include "app/panels/panel_context.h"

namespace caspian::app {

/// In px, at a width in px.
float filter_bar_height(PanelContext& context, float width);
void draw_filter_bar(PanelContext& context, const ui::Rect& rect);
/// Beside the left panel, while it is open.
void draw_filter_menu(PanelContext& context, const ui::Rect& beside);

/// One list of the menu: a key of the filter and the ids that flows can have.
struct FilterChoice {
  std::string key;
  std::vector<std::string> ids;
};
std::vector<FilterChoice> filter_choices(const dataset::Dataset& dataset,
                                         const std::vector<dataset::RateSeries>& rates,
                                         std::span<const dataset::PathFlow> flows);

}  // namespace caspian::app
