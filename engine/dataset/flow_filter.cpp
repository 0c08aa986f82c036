// A journey's links decide about modes and countries.
#include "dataset/flow_filter.h"

#include <algorithm>

namespace caspian::dataset {
namespace {

bool has(const std::vector<std::string>& ids, std::string_view id) {
  return std::find(ids.begin(), ids.end(), id) != ids.end();
}

bool touches(const Dataset& data, const Link& link, const std::vector<std::string>& countries) {
  return has(countries, data.nodes[link.from_node].country) ||
         has(countries, data.nodes[link.to_node].country) ||
         std::any_of(link.transit.begin(), link.transit.end(),
                     [&](const std::string& country) { return has(countries, country); });
}

}  // namespace

bool FlowFilter::is_empty() const {
  return *this == FlowFilter{};
}

bool passes(const FlowFilter& filter, const Dataset& data, const PathFlow& flow) {
  const Path& path = data.paths[flow.path];
  const auto any_link = [&](auto&& holds) {
    return std::any_of(path.steps.begin(), path.steps.end(),
                       [&](const PathStep& step) { return holds(data.links[step.link]); });
  };
  if (!filter.commodities.empty() && !has(filter.commodities, flow.commodity)) return false;
  if (!filter.corridors.empty() && !has(filter.corridors, data.corridors[flow.corridor].id))
    return false;
  if (!filter.directions.empty() && !has(filter.directions, path.backward ? "backward" : "forward"))
    return false;
  if (!filter.qualities.empty() && !has(filter.qualities, quality_id(flow.quality))) return false;
  if (!filter.modes.empty() &&
      !any_link([&](const Link& link) { return has(filter.modes, mode_id(link.mode)); }))
    return false;
  return filter.countries.empty() ||
         any_link([&](const Link& link) { return touches(data, link, filter.countries); });
}

}  // namespace caspian::dataset
