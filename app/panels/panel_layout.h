// Where each panel stands for a size of the picture. Pure arithmetic in px; nothing ever overlaps.
#pragma once
#include "core/image.h"
#include "ui/rect.h"

namespace caspian::app {

/// What is to be placed; heights in logical px as the content wants them.
struct LayoutWishes {
  PixelSize size;
  double ui_scale = 1;
  bool corridors_open = true;
  bool legend_open = true;
  bool chart_open = false;  // the time bar's chart is to be read, not only felt
  float legend_height = 0;
  float folded_legend_width = 160;
  bool inspector_open = false;
  float inspector_height = 0;
  bool card_open = false;  // an event's card or a notice wants to stand above the time bar
  int toolbar_buttons = 5;
};

struct PanelLayout {
  ui::Rect time_bar;
  ui::Rect corridors;             // the panel, or the button that opens it
  ui::Rect toolbar;               // upper right
  ui::Rect inspector;             // empty when closed
  ui::Rect legend;                // empty when closed
  bool legend_is_folded = false;  // only its title: no room beside the inspector
  ui::Rect cards;                 // where cards may stand, upwards from its lower edge
  ui::Rect free;                  // what no panel covers, for furniture and cards
};

/// In px.
float time_bar_height(const LayoutWishes& wishes);
PanelLayout lay_out(const LayoutWishes& wishes);

}  // namespace caspian::app
