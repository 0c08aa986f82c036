// The tables of a scenario folder, one reader each: rows -> Dataset. Format:
// assets/scenarios/caspian/FORMAT.md.
#pragma once
#include <string>
#include <unordered_map>

#include "dataset/dataset.h"
#include "import/csv_table.h"

namespace caspian::import {

/// Fills a dataset table by table; nodes, corridors and links come first, for the others point at
/// them.
class ScenarioTables {
 public:
  explicit ScenarioTables(dataset::Dataset& dataset) : dataset_(dataset) {}

  void read_nodes(CsvTable& table);
  void read_corridors(CsvTable& table);
  void read_links(CsvTable& table);
  void read_paths(CsvTable& table);
  void read_volumes(CsvTable& table);
  void read_delimitation(CsvTable& table);
  void read_timeline(CsvTable& table);
  void read_organizations(CsvTable& table);

 private:
  using Ids = std::unordered_map<std::string, uint32_t>;

  uint32_t node(CsvTable& table, CsvColumn column, std::string_view id) const;
  uint32_t corridor(CsvTable& table, CsvColumn column, std::string_view id) const;
  std::string variant(CsvTable& table, CsvColumn column) const;
  bool read_steps(CsvTable& table, CsvColumn column, dataset::Path& path);

  dataset::Dataset& dataset_;
  Ids node_ids_, corridor_ids_, path_ids_;
  std::unordered_map<std::string, uint32_t> link_ids_;  // `corridor:seq`
};

}  // namespace caspian::import
