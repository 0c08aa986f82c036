// Which flows are counted and drawn: the same answer for units, ribbons, totals, legend and chart.
#pragma once
#include <string>
#include <vector>

#include "dataset/dataset.h"
#include "dataset/path_flows.h"

namespace caspian::dataset {

/// Each list holds the ids that pass; an empty one lets everything pass. A journey passes `modes`
/// and `countries` when any of its links is of such a mode, or any of its links' ends or transits
/// lies in such a country.
struct FlowFilter {
  std::vector<std::string> commodities;  // as in the volumes table
  std::vector<std::string> modes;        // mode_id
  std::vector<std::string> corridors;
  std::vector<std::string> directions;  // "forward", "backward"
  std::vector<std::string> countries;   // ISO 3166-1 alpha-2
  std::vector<std::string> qualities;   // quality_id: "measured", "modelled", "assumed"

  bool is_empty() const;
  bool operator==(const FlowFilter&) const = default;
};

/// Whether a path flow passes.
bool passes(const FlowFilter& filter, const Dataset& dataset, const PathFlow& flow);

}  // namespace caspian::dataset
