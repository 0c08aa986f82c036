// Rows into plain structs; what is wrong with them into findings.
#include "import/sea_tables.h"

#include <algorithm>

#include "core/files.h"
#include "import/csv_table.h"

namespace caspian::import {
namespace {

constexpr double k_lowest_level_m = -40, k_highest_level_m = -20;

std::string text_of(const std::filesystem::path& path, ProblemList& problems) {
  Result<std::string> text = read_text(path);
  if (text) return std::move(text).value();
  problems.push_back({path.string(), 1, 1, "no file that can be read", "a table of the sea"});
  return {};
}

std::string_view grade(CsvTable& table, CsvColumn column) {
  return table.choice<std::string_view>(column, {{"A", "A"}, {"B", "B"}, {"C", "C"}});
}

}  // namespace

dataset::SeaLevelTable read_sea_levels(const std::string& file, std::string text,
                                       ProblemList& problems) {
  CsvTable table(file, std::move(text), problems);
  const CsvColumn year = table.require("year"), level = table.require("level_m"),
                  grade_column = table.require("grade"), source = table.require("source");
  dataset::SeaLevelTable rows;
  while (table.next_row()) {
    dataset::ObservedSeaLevel row;
    row.year = table.integer(year, k_first_date_year, k_last_date_year);
    row.level_m = table.number(level, k_lowest_level_m, k_highest_level_m);
    row.grade = grade(table, grade_column);
    row.source = table.required_text(source);
    if (table.is_good() && !rows.empty() && row.year <= rows.back().year)
      table.report(year, std::to_string(row.year),
                   "a year after " + std::to_string(rows.back().year));
    if (table.is_good()) rows.push_back(std::move(row));
  }
  return rows;
}

std::vector<geo::Strait> read_straits(const std::string& file, std::string text,
                                      ProblemList& problems) {
  CsvTable table(file, std::move(text), problems);
  const CsvColumn name = table.require("name"), lon = table.require("lon"),
                  lat = table.require("lat"), bed = table.require("bed_m");
  std::vector<geo::Strait> straits;
  std::string last;
  while (table.next_row()) {
    const std::string row_name(table.required_text(name));
    const geo::GeoPoint place{table.number(lon, -180, 180), table.number(lat, -90, 90), 0};
    const double bed_m = table.number(bed, -1000, 0);
    if (!table.is_good()) continue;
    // Rows that follow each other with one name are one strait.
    if (straits.empty() || row_name != last) straits.push_back({{}, bed_m});
    straits.back().points.push_back(place);
    straits.back().bed_m = std::max(straits.back().bed_m, bed_m);
    last = row_name;
  }
  return straits;
}

SeaTables load_sea_tables(const std::filesystem::path& assets) {
  SeaTables tables;
  const std::filesystem::path levels = assets / "data" / "caspian_levels.csv",
                              straits = assets / "data" / "caspian_straits.csv";
  if (std::string text = text_of(levels, tables.problems); !text.empty())
    tables.levels = read_sea_levels(levels.string(), std::move(text), tables.problems);
  if (std::string text = text_of(straits, tables.problems); !text.empty())
    tables.straits = read_straits(straits.string(), std::move(text), tables.problems);
  return tables;
}

}  // namespace caspian::import
