// Waits are decided by the two links that meet and the countries of the nodes.
#include "dataset/journey.h"

namespace caspian::dataset {
namespace {

enum class Surface { land, water, pipe };

Surface surface_of(Mode mode) {
  switch (mode) {
    case Mode::rail:
    case Mode::road:
      return Surface::land;
    case Mode::sea:
    case Mode::ferry:
      return Surface::water;
    case Mode::pipeline_oil:
    case Mode::pipeline_gas:
      return Surface::pipe;
  }
  return Surface::land;
}

double wait_between(const Dataset& data, const Link& link, const Link& next) {
  const Surface before = surface_of(link.mode), after = surface_of(next.mode);
  if ((before == Surface::water) != (after == Surface::water)) return data.travel.port_wait_h;
  const bool crossed = data.nodes[link.from_node].country != data.nodes[link.to_node].country;
  return crossed && before == Surface::land && after == Surface::land ? data.travel.border_wait_h
                                                                      : 0;
}

}  // namespace

double speed_kmh(const TravelAssumptions& travel, Mode mode) {
  switch (mode) {
    case Mode::rail:
      return travel.rail_kmh;
    case Mode::road:
      return travel.road_kmh;
    case Mode::sea:
      return travel.sea_kmh;
    case Mode::ferry:
      return travel.ferry_kmh;
    case Mode::pipeline_oil:
      return travel.pipeline_oil_kmh;
    case Mode::pipeline_gas:
      return travel.pipeline_gas_kmh;
  }
  return travel.rail_kmh;
}

std::vector<Leg> legs_of(const Dataset& data, const Path& path) {
  std::vector<Leg> legs;
  for (size_t i = 0; i < path.steps.size(); ++i) {
    const Link& link = data.links[path.steps[i].link];
    Leg leg{link.length_km / speed_kmh(data.travel, link.mode), 0};
    if (i + 1 < path.steps.size())
      leg.wait_after_h = wait_between(data, link, data.links[path.steps[i + 1].link]);
    legs.push_back(leg);
  }
  return legs;
}

double journey_h(const Dataset& data, const Path& path) {
  double hours = 0;
  for (const Leg& leg : legs_of(data, path)) hours += leg.travel_h + leg.wait_after_h;
  return hours;
}

}  // namespace caspian::dataset
