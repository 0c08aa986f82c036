// Time-stamped amounts: path_flows.csv, one bin a row.
#include "import/scenario_tables.h"

namespace caspian::import {
namespace {

using namespace dataset;

constexpr double k_max_value = 1e12;
constexpr double k_min_travel_h = 0.01, k_max_travel_h = 8760;

/// In the unit that amounts are kept in: tonnes, of gas bcm.
struct Unit {
  double factor = 1;
  bool is_gas = false;
  bool operator==(const Unit&) const = default;
};

}  // namespace

void ScenarioTables::read_path_flows(CsvTable& table) {
  const CsvColumn path_id = table.require("path_id"), from = table.require("t0"),
                  to = table.require("t1"), commodity = table.require("commodity"),
                  value = table.require("value"), unit = table.require("unit"),
                  quality = table.require("quality"), travel = table.find("travel_time_h"),
                  kind = table.find("kind"), scenario = table.find("scenario"),
                  source = table.find("source"), grade = table.find("grade"),
                  note = table.find("note");
  while (table.next_row()) {
    FlowBin row;
    row.path = path(table, path_id, table.text(path_id));
    row.from = table.instant(from);
    row.to = table.instant(to);
    if (table.is_good() && row.to <= row.from)
      table.report(to, quoted_cell(table.text(to)), "an instant after t0");
    row.commodity = table.id(commodity);
    const double amount = table.number(value, 0, k_max_value);
    const Unit in = table.choice<Unit>(unit, {{"t", {1, false}},
                                              {"kt", {1e3, false}},
                                              {"Mt", {1e6, false}},
                                              {"mcm", {1e-3, true}},
                                              {"bcm", {1, true}}});
    row.amount = amount * in.factor;
    row.is_gas = in.is_gas;
    if (table.is_good() && (row.commodity == "gas") != row.is_gas)
      table.report(unit, row.commodity + " in " + std::string(table.text(unit)),
                   "gas in bcm or mcm, and nothing else in them");
    if (!table.text(travel).empty())
      row.travel_h = table.number(travel, k_min_travel_h, k_max_travel_h);
    row.quality = table.choice<Quality>(quality, {{"measured", Quality::measured},
                                                  {"modelled", Quality::modelled},
                                                  {"assumed", Quality::assumed}});
    row.kind = table.choice<Kind>(kind, {{"", Kind::actual},
                                         {"actual", Kind::actual},
                                         {"plan", Kind::plan},
                                         {"forecast", Kind::forecast}});
    row.scenario = variant(table, scenario);
    if (row.path != k_none) {
      const std::string& of_path = dataset_.paths[row.path].scenario;
      if (of_path != "base" && of_path != row.scenario)
        table.report(scenario, quoted_cell(row.scenario), "'" + of_path + "', as its path has it");
    }
    row.source = table.text(source);
    row.grade = table.choice<Grade>(
        grade, {{"", Grade::c}, {"A", Grade::a}, {"B", Grade::b}, {"C", Grade::c}});
    row.note = table.text(note);
    row.line = table.line();
    if (table.is_good()) dataset_.flow_bins.push_back(std::move(row));
  }
}

}  // namespace caspian::import
