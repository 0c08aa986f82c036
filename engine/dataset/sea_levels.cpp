// Straight lines between the middles of years.
#include "dataset/sea_levels.h"

#include <algorithm>

#include "core/check.h"

namespace caspian::dataset {
namespace {

time::SimTime middle_of(int year) {
  return time::from_calendar({year, 7, 2});
}

SeaLevelAt held(const ObservedSeaLevel& row) {
  return {.level_m = row.level_m,
          .year = row.year,
          .is_held = true,
          .grade = row.grade,
          .source = row.source};
}

}  // namespace

SeaLevelAt sea_level_at(const SeaLevelTable& table, time::SimTime when) {
  CASPIAN_CHECK(!table.empty());
  const int year = time::calendar_of(when).year;
  if (year < table.front().year) return held(table.front());
  if (year > table.back().year) return held(table.back());
  const auto after = std::find_if(table.begin(), table.end(), [&](const ObservedSeaLevel& row) {
    return middle_of(row.year) > when;
  });
  SeaLevelAt result{.year = year, .grade = {}, .source = {}};
  const auto row_of_year = std::find_if(
      table.begin(), table.end(), [&](const ObservedSeaLevel& row) { return row.year == year; });
  result.is_between = row_of_year == table.end();
  if (after == table.begin() || after == table.end()) {
    // Half a year at either end has but one mean beside it.
    const ObservedSeaLevel& end = after == table.begin() ? table.front() : table.back();
    result.level_m = end.level_m;
    result.grade = end.grade;
    result.source = end.source;
    return result;
  }
  const ObservedSeaLevel &a = *(after - 1), &b = *after;
  const auto span = static_cast<double>(middle_of(b.year).ms - middle_of(a.year).ms);
  const double share = static_cast<double>(when.ms - middle_of(a.year).ms) / span;
  result.level_m = a.level_m + (b.level_m - a.level_m) * share;
  // The weaker of the two: grades sort from A to C.
  const ObservedSeaLevel& weaker = share > 0 && b.grade > a.grade ? b : a;
  result.grade = weaker.grade;
  result.source = weaker.source;
  return result;
}

}  // namespace caspian::dataset
