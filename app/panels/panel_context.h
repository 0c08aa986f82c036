// What every panel is handed: the canvas, the inputs, its place in the list of actions, and the
// little state that belongs to the interface alone (folds, a half-typed date).
#pragma once
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "app/panels/interface.h"
#include "app/panels/time_chart.h"
#include "ui/canvas.h"

namespace caspian::app {

/// State of the interface that says nothing about the map.
struct InterfaceState {
  size_t tab = 0;                // corridors, layers
  std::set<std::string> folded;  // groups of lists
  std::optional<std::string> typed_date;
  bool typed_date_is_new = false;
  bool speed_menu_open = false;
  float legend_height = 0;  // logical px its content had in the last frame
  float inspector_height = 0;
  // The chart is rebuilt when what it shows changes.
  TimeChart chart;
  std::string chart_key;
};

struct PanelContext {
  ui::Canvas& canvas;
  const InterfaceInputs& in;
  InterfaceState& local;
  std::vector<Action>& actions;

  const std::string& text(std::string_view key) const { return in.language.text(key); }
  std::string format(std::string_view key, const std::vector<std::string>& values) const {
    return in.language.format(key, values);
  }
  const std::string& name(const dataset::Names& names) const {
    return names.in(in.language.dataset_index());
  }
  /// As the map letters it: "Middle Corridor".
  const std::string& short_name(const dataset::Corridor& corridor) const {
    if (in.names != nullptr)
      if (const auto found = in.names->short_names.find(corridor.id);
          found != in.names->short_names.end())
        return name(found->second);
    return name(corridor.name);
  }
  time::SimTime now() const { return in.state.clock.now; }
  const std::string& variant() const { return in.state.settings.variant; }
  bool is_hidden(const std::string& id) const { return in.state.settings.is_hidden(id); }
  void act(Action action) { actions.push_back(std::move(action)); }
};

}  // namespace caspian::app
