// Published figures by year; journeys by where their goods change between land and water.
#include "scene/port_figures.h"

#include <algorithm>
#include <cmath>

namespace caspian::scene {
namespace {

using dataset::Kind;
using dataset::Mode;
using dataset::NodeKind;
using dataset::Volume;

constexpr int k_max_years_held = 2;
constexpr double k_px_per_root_mt = 7;  // 10 Mt: 22 px

void add_to(std::vector<PortAmount>& amounts, const std::string& commodity, double mt) {
  const auto known = std::find_if(amounts.begin(), amounts.end(), [&](const PortAmount& one) {
    return one.commodity == commodity;
  });
  if (known == amounts.end())
    amounts.push_back({commodity, mt});
  else
    known->mt += mt;
}

double sum_of(const std::vector<PortAmount>& amounts) {
  double sum = 0;
  for (const PortAmount& one : amounts) sum += one.mt;
  return sum;
}

bool contains(const std::vector<std::string>& ids, const std::string& id) {
  return std::find(ids.begin(), ids.end(), id) != ids.end();
}

/// A yearly amount of the port itself, in tonnes.
bool is_yearly(const Volume& volume) {
  return volume.unit == "Mt" && volume.year &&
         (volume.measure == "annual" || volume.measure == "capacity");
}

/// The port's rows of one year and kind; a total's remainder over its parts is cargo of no kind.
std::vector<PortAmount> rows_of(const dataset::Dataset& data, uint32_t node, int year,
                                bool is_actual) {
  std::vector<PortAmount> parts;
  double total = 0;
  for (const Volume& volume : data.volumes) {
    if (volume.port_node != node || !is_yearly(volume) || *volume.year != year ||
        (volume.kind == Kind::actual) != is_actual)
      continue;
    if (volume.commodity == "total")
      total = std::max(total, volume.value);
    else
      add_to(parts, volume.commodity, volume.value);
  }
  constexpr double k_rounding = 0.05;
  if (const double rest = total - sum_of(parts); rest > k_rounding * total)
    add_to(parts, "total", rest);
  return parts;
}

void add_published(const dataset::Dataset& data, const dataset::FlowFilter& filter,
                   time::SimTime when, PortFigures& port) {
  // A port's statistics do not tell ways, corridors or directions.
  dataset::FlowFilter without = filter;
  without.commodities.clear();
  if (!without.is_empty()) return;
  const int year = time::calendar_of(when).year;
  for (int back = 0; back <= k_max_years_held && port.handled.empty(); ++back) {
    port.handled = rows_of(data, port.node, year - back, true);
    if (back > 0 && !port.handled.empty()) port.held_from_year = year - back;
  }
  std::vector<PortAmount> planned = rows_of(data, port.node, year, false);
  if (!filter.commodities.empty()) {
    const auto is_out = [&](const PortAmount& one) {
      return !contains(filter.commodities, one.commodity);
    };
    std::erase_if(port.handled, is_out);
    std::erase_if(planned, is_out);
  }
  port.planned_mt = sum_of(planned);
}

bool is_water(Mode mode) {
  return mode == Mode::sea || mode == Mode::ferry;
}

double mt_per_year(const dataset::PathFlow& flow, time::SimTime when) {
  constexpr double k_tonnes_per_mt = 1e6;
  const int year = time::calendar_of(when).year;
  const auto ms_of_year = static_cast<double>(time::from_calendar({year + 1, 1, 1}).ms -
                                              time::from_calendar({year, 1, 1}).ms);
  for (const auto& piece : flow.pieces)
    if (piece.from <= when && when < piece.to) return piece.per_ms * ms_of_year / k_tonnes_per_mt;
  return 0;
}

class Journeys {
 public:
  Journeys(const SceneGeometry& scene, std::vector<PortFigures>& ports)
      : scene_(scene), of_node_(scene.dataset.nodes.size(), nullptr) {
    for (PortFigures& port : ports) of_node_[port.node] = &port;
  }

  void add(const dataset::PathFlow& flow, double mt) {
    const dataset::Path& path = scene_.dataset.paths[flow.path];
    for (size_t i = 0; i <= path.steps.size(); ++i) {
      // Where a journey begins or ends at a port by land, ships bring or take the goods.
      const bool is_first = i == 0, is_last = i == path.steps.size();
      const uint32_t node =
          is_last ? ends_of(path.steps[i - 1]).second : ends_of(path.steps[i]).first;
      PortFigures* port = of_node_[node];
      if (port == nullptr) continue;
      const bool comes_by_water =
          is_first ? !is_water(mode_of(path.steps[0])) : is_water(mode_of(path.steps[i - 1]));
      const bool goes_by_water =
          is_last ? !is_water(mode_of(path.steps[i - 1])) : is_water(mode_of(path.steps[i]));
      if (comes_by_water == goes_by_water) continue;
      add_to(comes_by_water ? port->unloaded : port->loaded, flow.commodity, mt);
    }
  }

 private:
  Mode mode_of(const dataset::PathStep& step) const { return scene_.dataset.links[step.link].mode; }
  std::pair<uint32_t, uint32_t> ends_of(const dataset::PathStep& step) const {
    const dataset::Link& link = scene_.dataset.links[step.link];
    return step.reversed ? std::pair(link.to_node, link.from_node)
                         : std::pair(link.from_node, link.to_node);
  }

  const SceneGeometry& scene_;
  std::vector<PortFigures*> of_node_;
};

}  // namespace

double PortFigures::handled_mt() const {
  return sum_of(handled);
}
double PortFigures::loaded_mt() const {
  return sum_of(loaded);
}
double PortFigures::unloaded_mt() const {
  return sum_of(unloaded);
}

std::optional<double> PortFigures::unloaded_share() const {
  const double both = loaded_mt() + unloaded_mt();
  return both > 0 ? std::optional(unloaded_mt() / both) : std::nullopt;
}

std::vector<PortFigures> port_figures(const SceneGeometry& scene, const ViewSettings& settings,
                                      time::SimTime when) {
  const dataset::Dataset& data = scene.dataset;
  std::vector<PortFigures> ports;
  for (uint32_t node = 0; node < data.nodes.size(); ++node) {
    const NodeKind kind = data.nodes[node].kind;
    if (kind != NodeKind::port && kind != NodeKind::terminal) continue;
    PortFigures& port = ports.emplace_back();
    port.node = node;
    add_published(data, settings.filter, when, port);
  }
  Journeys journeys(scene, ports);
  for (const dataset::PathFlow& flow : scene.flows.amounts) {
    if (flow.is_gas || settings.is_hidden(data.corridors[flow.corridor].id) ||
        (flow.scenario != "base" && flow.scenario != settings.variant))
      continue;
    const double mt = mt_per_year(flow, when);
    if (mt > 0 && dataset::passes(settings.filter, data, flow)) journeys.add(flow, mt);
  }
  std::erase_if(ports, [&](const PortFigures& port) {
    return data.nodes[port.node].kind == NodeKind::terminal && !port.has_any() &&
           port.planned_mt <= 0;
  });
  return ports;
}

double port_square_px(double mt) {
  return mt > 0 ? k_px_per_root_mt * std::sqrt(mt) : 0;
}

}  // namespace caspian::scene
