// The buttons at the upper right: what has no panel of its own.
#include "app/panels/toolbar.h"

#include "ui/icons.h"
#include "ui/widgets.h"

namespace caspian::app {
namespace {

using ui::Rect;

struct Tool {
  const char* id;
  const char* icon;
  const char* tip;
  Action action;
  bool is_on = false;
};

std::vector<Tool> tools_of(const InterfaceInputs& inputs) {
  const AppState& state = inputs.state;
  std::vector<Tool> tools{
      {"tool.legend", ui::icon::k_map, "help.legend", actions::ToggleLegend{}, state.legend_open},
      {"tool.measure", ui::icon::k_measure, "help.measure",
       state.measuring || !state.settings.measured.empty() ? Action(actions::ClearMeasure{})
                                                           : Action(actions::StartMeasure{false}),
       state.measuring || !state.settings.measured.empty()},
      {"tool.language", ui::icon::k_globe, "help.language", actions::NextLanguage{}},
      {"tool.help", ui::icon::k_question, "help.title", actions::ToggleHelp{}, state.help_open},
      {"tool.hide", ui::icon::k_eye_slash, "help.interface", actions::ToggleInterface{}}};
  if (inputs.has_window) {
    tools.push_back({"tool.still", ui::icon::k_camera, "help.still", actions::SaveStill{}});
    tools.push_back({"tool.fullscreen",
                     state.fullscreen ? ui::icon::k_compress : ui::icon::k_expand,
                     "help.fullscreen", actions::ToggleFullscreen{}, state.fullscreen});
  }
  return tools;
}

}  // namespace

int toolbar_buttons(const InterfaceInputs& inputs) {
  return static_cast<int>(tools_of(inputs).size());
}

void draw_toolbar(PanelContext& context, const Rect& rect) {
  ui::Canvas& canvas = context.canvas;
  canvas.begin_panel("toolbar", rect);
  Rect rest = rect.inset(canvas.px(4));
  for (const Tool& tool : tools_of(context.in))
    if (ui::icon_button(canvas, tool.id, rest.cut_left(canvas.px(36)), tool.icon,
                        context.text(tool.tip), tool.is_on))
      context.act(tool.action);
  canvas.end_panel();
}

}  // namespace caspian::app
