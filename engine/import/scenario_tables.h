// The tables of a scenario folder, one reader each: rows -> Dataset. Format:
// assets/scenarios/caspian/FORMAT.md.
#pragma once
#include <set>
#include <string>
#include <unordered_map>
#include <unordered_set>

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
  void read_path_flows(CsvTable& table);
  void read_delimitation(CsvTable& table);
  void read_lines(CsvTable& table);  // after read_delimitation
  void read_timeline(CsvTable& table);
  void read_organizations(CsvTable& table);

  /// Corridors of which a link or path was left out.
  const std::set<uint32_t>& incomplete_corridors() const { return incomplete_; }

 private:
  using Ids = std::unordered_map<std::string, uint32_t>;

  uint32_t node(CsvTable& table, CsvColumn column, std::string_view id) const;
  uint32_t corridor(CsvTable& table, CsvColumn column, std::string_view id) const;
  uint32_t path(CsvTable& table, CsvColumn column, std::string_view id) const;
  std::string variant(CsvTable& table, CsvColumn column) const;
  bool read_steps(CsvTable& table, CsvColumn column, dataset::Path& path);

  dataset::Dataset& dataset_;
  Ids node_ids_, corridor_ids_;
  Ids path_ids_;  // of a path of both directions `id` and `id~`
  Ids link_ids_;  // `corridor:seq`
  // Ids of rows with a fault: rows that need them are left out in silence.
  std::unordered_set<std::string> faulty_nodes_, faulty_corridors_, faulty_links_, faulty_paths_;
  std::set<uint32_t> incomplete_;
};

}  // namespace caspian::import
