// Time bar along the bottom, corridors left, tools, inspector and legend in the right column.
#include "app/panels/panel_layout.h"

#include <algorithm>
#include <cmath>

namespace caspian::app {

float time_bar_height(const LayoutWishes& wishes) {
  const auto px = [&](double logical) { return std::round(logical * wishes.ui_scale); };
  if (!wishes.chart_open) return static_cast<float>(px(88));
  const double most = std::round(0.36 * wishes.size.height);
  return static_cast<float>(std::max(px(88), std::min(px(248), most)));
}

PanelLayout lay_out(const LayoutWishes& wishes) {
  const auto px = [&](float logical) {
    return std::round(logical * static_cast<float>(wishes.ui_scale));
  };
  const float margin = px(8);
  const ui::Rect picture{0, 0, static_cast<float>(wishes.size.width),
                         static_cast<float>(wishes.size.height)};
  PanelLayout layout;
  ui::Rect rest = picture.inset(margin);
  layout.time_bar = rest.cut_bottom(time_bar_height(wishes));
  rest.cut_bottom(margin);

  const float side = px(320);
  // Where two columns do not fit beside each other with some map between them, the chosen thing
  // goes first.
  const bool two_columns = rest.width() >= 2 * side + px(48);
  const bool corridors_fit = wishes.corridors_open && (two_columns || !wishes.inspector_open);
  ui::Rect left = rest;
  layout.corridors = left.cut_left(corridors_fit ? side : px(44));
  if (!corridors_fit) layout.corridors = layout.corridors.cut_top(px(44));

  ui::Rect right = rest;
  right = right.cut_right(side);
  const float toolbar_width = px(36.0f * static_cast<float>(wishes.toolbar_buttons) + 8);
  layout.toolbar = right.cut_top(px(44)).cut_right(toolbar_width);
  right.cut_top(margin);

  const float title = px(40);
  if (wishes.legend_open) {
    float height = px(wishes.legend_height);
    if (wishes.inspector_open) {
      const float room = right.height() - margin - px(wishes.inspector_height);
      layout.legend_is_folded = height > std::max(room, right.height() * 0.4f);
    }
    if (height > right.height()) layout.legend_is_folded = true;
    const float beside = rest.width() - (corridors_fit ? side : 0) - px(272) - 3 * margin;
    if (wishes.card_open && beside < px(340)) layout.legend_is_folded = true;
    if (!two_columns && wishes.corridors_open && !wishes.inspector_open &&
        rest.width() < side + px(272) + margin)
      layout.legend_is_folded = true;
    if (layout.legend_is_folded) height = title;
    ui::Rect column = right;
    layout.legend = column.cut_bottom(height);
    layout.legend.x0 =
        layout.legend.x1 - px(layout.legend_is_folded ? wishes.folded_legend_width : 272.0f);
    right.y1 = layout.legend.y0 - margin;
  }
  if (wishes.inspector_open)
    layout.inspector = right.cut_top(std::min(px(wishes.inspector_height), right.height()));

  layout.cards = {corridors_fit ? layout.corridors.x1 : 0, 0, picture.x1, layout.time_bar.y0};
  if (wishes.legend_open) {
    // Beside the legend where there is room, else above its title.
    if (layout.legend.x0 - layout.cards.x0 >= px(340) + 2 * margin)
      layout.cards.x1 = layout.legend.x0;
    else
      layout.cards.y1 = layout.legend.y0;
  }
  if (wishes.inspector_open && layout.inspector.y1 > layout.cards.y1 - px(260))
    layout.cards.x1 = std::min(layout.cards.x1, layout.inspector.x0);

  layout.free = picture;
  layout.free.y1 = layout.time_bar.y0;
  if (corridors_fit) layout.free.x0 = layout.corridors.x1;
  if (wishes.legend_open) layout.free.x1 = layout.legend.x0;
  if (wishes.inspector_open) layout.free.x1 = std::min(layout.free.x1, layout.inspector.x0);
  return layout;
}

}  // namespace caspian::app
