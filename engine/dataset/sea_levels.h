// The level of the Caspian Sea as observed year by year, and between the years.
#pragma once
#include <string>
#include <vector>

#include "time/sim_time.h"

namespace caspian::dataset {

struct ObservedSeaLevel {
  int year = 0;
  double level_m = 0;  // the year's mean; Baltic datum of Kronstadt
  std::string grade;   // A: the source's own figure, B: general reference, C: approximate
  std::string source;
};

/// Ascending years, none twice.
using SeaLevelTable = std::vector<ObservedSeaLevel>;

/// The table's answer for an instant.
struct SeaLevelAt {
  double level_m = 0;
  int year = 0;               // of the date; where a level is held, the year it is of
  bool is_held = false;       // the date lies outside the table: its nearest end is held
  bool is_between = false;    // the year has no row of its own: drawn between its neighbours
  std::string grade, source;  // the weaker of the rows that it comes from
  bool operator==(const SeaLevelAt&) const = default;
};

/// Means stand for the middle of their year; straight lines between them. The table must not be
/// empty.
SeaLevelAt sea_level_at(const SeaLevelTable& table, time::SimTime when);

}  // namespace caspian::dataset
