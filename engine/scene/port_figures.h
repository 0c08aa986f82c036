// What ports handle at a date, by cargo: published figures, and what the journeys through them load
// and unload. No figure is not zero. Knows no drawing.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "dataset/flow_filter.h"
#include "scene/scene_geometry.h"
#include "scene/view_settings.h"

namespace caspian::scene {

/// Million tonnes a year of one cargo.
struct PortAmount {
  std::string commodity;
  double mt = 0;
};

struct PortFigures {
  uint32_t node = dataset::k_none;
  /// As published for the year, else the last actual figure held for at most two years; containers
  /// are counted in TEU and not among them.
  std::vector<PortAmount> handled;
  std::optional<int> held_from_year;
  double planned_mt = 0;  // plan or forecast of the year
  /// Of the journeys that change between land and water here, begin or end here: modelled, and the
  /// paths' shares assumed.
  std::vector<PortAmount> loaded, unloaded;  // on ships, from ships

  double handled_mt() const;
  double loaded_mt() const;
  double unloaded_mt() const;
  bool has_any() const { return handled_mt() > 0 || loaded_mt() + unloaded_mt() > 0; }
  /// Of what is handled, the part that comes from ships: as the journeys tell; nothing when they
  /// tell nothing.
  std::optional<double> unloaded_share() const;
};

/// Ports and terminals in the order of the nodes. Terminals without any amount are left out.
std::vector<PortFigures> port_figures(const SceneGeometry& scene, const ViewSettings& settings,
                                      time::SimTime when);

/// The side of a square whose area stands for an amount, in logical px: fixed over all time.
double port_square_px(double mt);
/// What the legend's square stands for.
constexpr double k_port_legend_mt = 10;

}  // namespace caspian::scene
