// Which flows are counted and drawn: the same answer for units, ribbons, totals, legend and chart.
#pragma once
#include <string>
#include <vector>

#include "dataset/dataset.h"

namespace caspian::dataset {

struct PathFlow;

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
  /// Whether it tells paths of one corridor apart (by mode, direction or country).
  bool chooses_paths() const;
  bool operator==(const FlowFilter&) const = default;
};

/// What a filter asks of a flow.
struct FlowTraits {
  std::string commodity, corridor, direction;  // ids
  std::string quality;
  std::vector<std::string> modes, countries;  // of the path's links, each once
};
FlowTraits traits_of(const Dataset& dataset, const PathFlow& flow);
/// Of what a path carries.
FlowTraits traits_of(const Dataset& dataset, const Path& path, const std::string& commodity,
                     Quality quality);

/// Whether a path flow passes.
bool passes(const FlowFilter& filter, const FlowTraits& traits);
bool passes(const FlowFilter& filter, const Dataset& dataset, const PathFlow& flow);

/// The filter's lists with their keys on the command line: commodity, mode, corridor, direction,
/// country, quality.
struct FilterKey {
  std::string_view key;
  std::vector<std::string> FlowFilter::*list;
};
const std::vector<FilterKey>& filter_keys();

/// All values that a key can have in a dataset, in order.
std::vector<std::string> filter_values(const Dataset& dataset, std::string_view key);

/// `commodity=oil,gas;mode=sea`: as it is written on the command line; "" when it is empty.
std::string filter_text(const FlowFilter& filter);

}  // namespace caspian::dataset
