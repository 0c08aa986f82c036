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
  size_t tab = 0;  // corridors, layers
  // Groups of lists; the long ones begin folded.
  std::set<std::string> folded{"filter.corridor", "filter.country", "fine.title"};
  std::optional<std::string> typed_date;
  bool typed_date_is_new = false;
  bool speed_menu_open = false;
  float legend_height = 0;  // logical px its content had in the last frame
  float inspector_height = 0;
  bool filter_menu_open = false;
  std::string pointed;          // what the pointer is over in this frame, for the map to show
  bool pointed_before = false;  // ... and whether it was over something in the last one
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
  /// What is asked for wherever rates are told: of what is visible, as the filter lets it pass.
  dataset::RateQuestion question() const {
    const scene::ViewSettings& settings = in.state.settings;
    return {in.dataset, in.rates, in.flows, settings.filter, settings.variant, settings.hidden};
  }
  /// The pointer is over what stands for this corridor or cargo: the map shows it too.
  void point_at(const std::string& id) { local.pointed = id; }
  bool is_hidden(const std::string& id) const { return in.state.settings.is_hidden(id); }
  void act(Action action) { actions.push_back(std::move(action)); }
};

}  // namespace caspian::app
