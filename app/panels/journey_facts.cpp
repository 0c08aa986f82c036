// The legs of the path, stretched to the time that the unit's own journey takes.
#include "app/panels/journey_facts.h"

#include <algorithm>

#include "dataset/journey.h"

namespace caspian::app {
namespace {

const std::string& node_name(const InterfaceInputs& inputs, uint32_t node) {
  return inputs.dataset.nodes[node].name.in(inputs.language.dataset_index());
}

struct Ends {
  uint32_t from, to;
};
Ends ends_of(const dataset::Dataset& data, const dataset::PathStep& step) {
  const dataset::Link& link = data.links[step.link];
  if (step.reversed) return {link.to_node, link.from_node};
  return {link.from_node, link.to_node};
}

}  // namespace

Journey journey_of(const InterfaceInputs& inputs, const UnitStory& story) {
  const dataset::Dataset& data = inputs.dataset;
  const dataset::Path& path = data.paths[story.path];
  const std::vector<dataset::Leg> legs = dataset::legs_of(data, path);
  const double table_h = dataset::journey_h(data, path);
  Journey journey;
  if (legs.empty() || table_h <= 0 || story.duration_s <= 0) return journey;
  const double age_share = std::clamp(story.age_s / story.duration_s, 0.0, 1.0);
  journey.facts.done = age_share;
  journey.facts.from = node_name(inputs, ends_of(data, path.steps.front()).from);
  journey.facts.to = node_name(inputs, ends_of(data, path.steps.back()).to);
  const auto left_h = [&](double share) { return (share - age_share) * story.duration_s / 3600; };
  const auto add = [&](dataset::Mode mode, bool waits, double hours, std::string words) {
    auto& parts = journey.facts.parts;
    const double from = parts.empty() ? 0 : parts.back().to;
    parts.push_back({mode, waits, from, from + hours / table_h, std::move(words)});
    if (from <= age_share && age_share < parts.back().to) journey.now = parts.back().words;
    return parts.back();
  };
  for (size_t i = 0; i < legs.size(); ++i) {
    const dataset::Link& link = data.links[path.steps[i].link];
    const Ends ends = ends_of(data, path.steps[i]);
    journey.length_km += link.length_km;
    const JourneyPart leg =
        add(link.mode, false, legs[i].travel_h,
            inputs.language.format(
                "ride.leg",
                {capitalised(word(inputs.language, "mode.", mode_code(link.mode)), inputs.language),
                 node_name(inputs, ends.from), node_name(inputs, ends.to)}));
    const bool stops = legs[i].wait_after_h > 0 || i + 1 == legs.size();
    if (stops && journey.next.empty() && leg.to > age_share) {
      journey.next = node_name(inputs, ends.to);
      journey.next_in_h = left_h(leg.to);
    }
    if (legs[i].wait_after_h > 0)
      add(link.mode, true, legs[i].wait_after_h,
          capitalised(inputs.language.format("ride.waits", {node_name(inputs, ends.to)}),
                      inputs.language));
  }
  return journey;
}

}  // namespace caspian::app
