// A journey's links decide about modes and countries.
#include "dataset/flow_filter.h"

#include <algorithm>
#include <set>

#include "dataset/path_flows.h"

namespace caspian::dataset {
namespace {

constexpr Mode k_modes[] = {Mode::rail,  Mode::road,         Mode::sea,
                            Mode::ferry, Mode::pipeline_oil, Mode::pipeline_gas};
constexpr Quality k_qualities[] = {Quality::measured, Quality::modelled, Quality::assumed};

bool has(const std::vector<std::string>& ids, std::string_view id) {
  return std::find(ids.begin(), ids.end(), id) != ids.end();
}

bool shares_any(const std::vector<std::string>& wanted, const std::vector<std::string>& ids) {
  return wanted.empty() ||
         std::any_of(ids.begin(), ids.end(), [&](const auto& id) { return has(wanted, id); });
}

bool lets_pass(const std::vector<std::string>& wanted, const std::string& id) {
  return wanted.empty() || has(wanted, id);
}

void add_countries(const Dataset& data, const Link& link, std::set<std::string>& countries) {
  for (const uint32_t node : {link.from_node, link.to_node})
    if (node < data.nodes.size()) countries.insert(data.nodes[node].country);
  countries.insert(link.transit.begin(), link.transit.end());
}

std::vector<std::string> as_list(const std::set<std::string>& set) {
  return {set.begin(), set.end()};
}

}  // namespace

bool FlowFilter::is_empty() const {
  return *this == FlowFilter{};
}

bool FlowFilter::chooses_paths() const {
  return !modes.empty() || !directions.empty() || !countries.empty();
}

FlowTraits traits_of(const Dataset& data, const Path& path, const std::string& commodity,
                     Quality quality) {
  std::set<std::string> modes, countries;
  for (const PathStep& step : path.steps) {
    const Link& link = data.links[step.link];
    modes.insert(std::string(mode_id(link.mode)));
    add_countries(data, link, countries);
  }
  return {.commodity = commodity,
          .corridor = path.corridor == k_none ? "" : data.corridors[path.corridor].id,
          .direction = path.backward ? "backward" : "forward",
          .quality = std::string(quality_id(quality)),
          .modes = as_list(modes),
          .countries = as_list(countries)};
}

FlowTraits traits_of(const Dataset& data, const PathFlow& flow) {
  return traits_of(data, data.paths[flow.path], flow.commodity, flow.quality);
}

bool passes(const FlowFilter& filter, const FlowTraits& traits) {
  return lets_pass(filter.commodities, traits.commodity) &&
         lets_pass(filter.corridors, traits.corridor) &&
         lets_pass(filter.directions, traits.direction) &&
         lets_pass(filter.qualities, traits.quality) && shares_any(filter.modes, traits.modes) &&
         shares_any(filter.countries, traits.countries);
}

bool passes(const FlowFilter& filter, const Dataset& data, const PathFlow& flow) {
  return filter.is_empty() || passes(filter, traits_of(data, flow));
}

const std::vector<FilterKey>& filter_keys() {
  static const std::vector<FilterKey> k_keys{
      {"commodity", &FlowFilter::commodities}, {"mode", &FlowFilter::modes},
      {"corridor", &FlowFilter::corridors},    {"direction", &FlowFilter::directions},
      {"country", &FlowFilter::countries},     {"quality", &FlowFilter::qualities}};
  return k_keys;
}

std::vector<std::string> filter_values(const Dataset& data, std::string_view key) {
  std::set<std::string> values;
  if (key == "commodity") {
    for (const Volume& volume : data.volumes)
      if (volume.is_flow) values.insert(volume.commodity);
    for (const FlowBin& bin : data.flow_bins) values.insert(bin.commodity);
  } else if (key == "mode") {
    std::vector<std::string> modes;  // in the order in which people name them
    for (const Mode mode : k_modes)
      if (std::any_of(data.links.begin(), data.links.end(),
                      [&](const Link& link) { return link.mode == mode; }))
        modes.emplace_back(mode_id(mode));
    return modes;
  } else if (key == "corridor") {
    std::vector<std::string> ids;
    for (const Corridor& corridor : data.corridors) ids.push_back(corridor.id);
    return ids;
  } else if (key == "direction") {
    return {"forward", "backward"};
  } else if (key == "country") {
    for (const Link& link : data.links) add_countries(data, link, values);
  } else if (key == "quality") {
    std::vector<std::string> qualities;
    for (const Quality quality : k_qualities) qualities.emplace_back(quality_id(quality));
    return qualities;
  }
  return as_list(values);
}

std::string filter_text(const FlowFilter& filter) {
  std::string text;
  for (const FilterKey& key : filter_keys()) {
    const std::vector<std::string>& values = filter.*key.list;
    if (values.empty()) continue;
    text += (text.empty() ? "" : ";") + std::string(key.key);
    for (size_t i = 0; i < values.size(); ++i) text += (i == 0 ? "=" : ",") + values[i];
  }
  return text;
}

}  // namespace caspian::dataset
