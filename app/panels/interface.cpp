// One frame of the interface: lay out, draw every panel, collect what the user wants.
#include "app/panels/interface.h"

#include <algorithm>
#include <utility>

#include "app/panels/corridors_panel.h"
#include "app/panels/event_card.h"
#include "app/panels/filter_bar.h"
#include "app/panels/help_panel.h"
#include "app/panels/inspector_panel.h"
#include "app/panels/interface_palette.h"
#include "app/panels/legend_panel.h"
#include "app/panels/measure_card.h"
#include "app/panels/panel_context.h"
#include "app/panels/panel_layout.h"
#include "app/panels/time_panel.h"
#include "app/panels/toolbar.h"
#include "ui/imgui_layer.h"

namespace caspian::app {

struct Interface::Parts {
  ui::ImguiLayer& layer;
  ui::Animations animations;
  InterfaceState local;
  std::vector<ui::WidgetRect> widgets;
  PictureRect free;
  int unsettled_frames = 0;
  bool keeps_texts = false;
  std::vector<ui::DrawnText> texts;
};

/// ImGui answers some inputs only in the frame after: focus, hovering of what has just moved.
constexpr int k_settling_frames = 3;

Interface::Interface(ui::ImguiLayer& layer)
    : parts_(new Parts{layer, {}, {}, {}, {}, 0, false, {}}) {}
Interface::~Interface() = default;

namespace {

PanelLayout layout_for(PanelContext& context, const InspectorFacts* facts) {
  const InterfaceInputs& in = context.in;
  return lay_out({.size = in.size,
                  .ui_scale = in.state.settings.ui_scale,
                  .corridors_open = in.state.panel_open,
                  .legend_open = in.state.legend_open,
                  .chart_open = in.state.chart_open,
                  .legend_height = in.state.legend_open ? legend_height(context) : 0,
                  .folded_legend_width = folded_legend_width(context),
                  .inspector_open = facts != nullptr,
                  .inspector_height = facts != nullptr ? inspector_height(context, *facts) : 0,
                  .card_open = (in.state.selection && in.state.selection->kind == "event") ||
                               !in.state.notice.empty(),
                  .toolbar_buttons = toolbar_buttons(in)});
}

void draw_all(PanelContext& context, PictureRect& free) {
  const InterfaceInputs& in = context.in;
  std::optional<InspectorFacts> facts;
  if (in.state.selection) facts = inspect(in, *in.state.selection);
  const PanelLayout layout = layout_for(context, facts ? &*facts : nullptr);
  const ui::Rect seen = context.canvas.placed(layout.free);
  free = {seen.x0, seen.y0, seen.width(), seen.height()};

  const bool is_open = layout.corridors.width() > context.canvas.px(100);
  draw_corridors_panel(context, layout.corridors, is_open);
  draw_toolbar(context, layout.toolbar);
  if (!layout.legend.is_empty()) draw_legend_panel(context, layout.legend, layout.legend_is_folded);
  if (facts) draw_inspector_panel(context, *facts, layout.inspector);
  context.canvas.unmirrored(layout.time_bar,
                            [&](const ui::Rect& bar) { draw_time_panel(context, bar); });
  draw_event_card(context, layout.time_bar, layout.cards);
  draw_measure_card(context, layout.free);
  draw_notice(context, layout.cards);
  draw_filter_menu(context, layout.corridors);
  draw_help_sheet(context);
}

/// What the pointer is over is told once, and once more when it has left.
void tell_pointed(PanelContext& context) {
  InterfaceState& local = context.local;
  const bool was_mine = std::exchange(local.pointed_before, !local.pointed.empty());
  if ((was_mine || !local.pointed.empty()) && local.pointed != context.in.state.hover)
    context.act(actions::Hover{local.pointed});
}

}  // namespace

std::vector<Action> Interface::draw(const InterfaceInputs& inputs) {
  Parts& parts = *parts_;
  std::vector<Action> actions;
  parts.widgets.clear();
  // With reduced motion whatever would glide is there at once.
  constexpr double k_long_s = 1000;
  parts.animations.begin(inputs.state.settings.reduced_motion ? k_long_s : inputs.elapsed_s);
  const bool was_touched = parts.layer.has_pending_events();
  parts.layer.begin_frame(inputs.size, inputs.elapsed_s, inputs.state.settings.ui_scale);
  parts.free = {0, 0, static_cast<float>(inputs.size.width),
                static_cast<float>(inputs.size.height)};
  if (!inputs.state.interface_hidden) {
    ui::Canvas canvas(parts.layer.writer(), parts.layer.scale(), inputs.size,
                      interface_palette(inputs.state.settings.theme), parts.animations,
                      parts.widgets);
    parts.texts.clear();
    if (parts.keeps_texts) canvas.log_text(&parts.texts);
    PanelContext context{canvas, inputs, parts.local, actions};
    parts.local.pointed.clear();
    canvas.set_mirrored(inputs.language.is_right_to_left());
    draw_all(context, parts.free);
    tell_pointed(context);
  }
  parts.layer.end_frame();
  parts.unsettled_frames =
      was_touched || !actions.empty() ? k_settling_frames : std::max(0, parts.unsettled_frames - 1);
  return actions;
}

bool Interface::wants_mouse() const {
  return parts_->layer.wants_mouse();
}
bool Interface::wants_keyboard() const {
  return parts_->layer.wants_keyboard();
}

bool Interface::covers(double x_px, double y_px) const {
  const auto x = static_cast<float>(x_px), y = static_cast<float>(y_px);
  return std::any_of(parts_->widgets.begin(), parts_->widgets.end(), [&](const auto& one) {
    return one.id.starts_with("panel.") && x >= one.x && x < one.x + one.width && y >= one.y &&
           y < one.y + one.height;
  });
}

bool Interface::needs_frame() const {
  return parts_->animations.are_moving() || parts_->unsettled_frames > 0 ||
         parts_->layer.has_pending_events();
}

void Interface::keep_texts(bool wanted) {
  parts_->keeps_texts = wanted;
}
const std::vector<ui::DrawnText>& Interface::texts() const {
  return parts_->texts;
}
const std::vector<ui::WidgetRect>& Interface::widgets() const {
  return parts_->widgets;
}
PictureRect Interface::free_rect() const {
  return parts_->free;
}

}  // namespace caspian::app
