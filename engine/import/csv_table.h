// A CSV file with a header line, read row by row with typed cells whose faults become findings with
// their place.
#pragma once
#include <initializer_list>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "dataset/status.h"
#include "geo/geo_point.h"
#include "import/csv_reader.h"

namespace caspian::import {

/// A column by its index; invalid when the table does not have it.
struct CsvColumn {
  size_t index = SIZE_MAX;
  bool is_there() const { return index != SIZE_MAX; }
};

class CsvTable {
 public:
  CsvTable(std::string file, std::string text, ProblemList& problems);
  CsvTable(const CsvTable&) = delete;
  CsvTable& operator=(const CsvTable&) = delete;

  const std::string& file() const { return file_; }

  /// A column that the table must have; absent, it is reported and the table gives no rows.
  CsvColumn require(std::string_view name);
  /// A column that the table may have; absent, its cells are empty.
  CsvColumn find(std::string_view name) const;

  /// The next row that could be cut into cells.
  bool next_row();
  int line() const { return row_.line; }
  /// Whether every read of this row has been good so far.
  bool is_good() const { return row_is_good_; }

  // Reads of the current row. A fault is reported, makes the row bad and gives the type's empty
  // value.
  std::string_view text(CsvColumn column) const;     // spaces at both ends cut off; "" is fine
  std::string_view required_text(CsvColumn column);  // not empty
  std::string_view id(CsvColumn column);             // letters, digits and _ - . only, not empty
  double number(CsvColumn column, double min, double max);
  int integer(CsvColumn column, int min, int max);
  bool yes_or_no(CsvColumn column);
  std::optional<dataset::WrittenDate> date(CsvColumn column);  // "" is fine
  time::SimTime instant(CsvColumn column);                     // a date or date and time, UTC
  std::vector<geo::GeoPoint> points(CsvColumn column);         // `lon lat;lon lat`
  std::vector<std::string_view> items(
      CsvColumn column) const;  // parted by `;`, empty ones left out

  template <typename Value>
  using Choices = std::initializer_list<std::pair<std::string_view, Value>>;
  template <typename Value>
  Value choice(CsvColumn column, Choices<Value> choices) {
    const std::string_view found = text(column);
    std::string known;
    for (const auto& [name, value] : choices) {
      if (found == name) return value;
      known += (known.empty() ? "" : ", ") + std::string(name);
    }
    report(column, quoted_cell(found), "one of " + known);
    return choices.begin()->second;
  }

  /// A finding at a cell of the current row; an error makes the row bad.
  void report(CsvColumn column, std::string found, std::string expected,
              Problem::Severity severity = Problem::Severity::error);
  /// Leaves the current row out without a finding: what it needs has one already.
  void leave_out() { row_is_good_ = false; }
  /// Character column of a cell in a row that has been read, found again by its line; 0 = unknown.
  int column_of(int line, std::string_view name) const;

 private:
  const CsvRow::Cell& cell(CsvColumn column) const;

  std::string file_;
  std::string text_;
  ProblemList& problems_;
  CsvReader reader_;
  std::vector<std::string> header_;
  CsvRow row_;
  std::vector<std::pair<int, size_t>> rows_read_;  // line, offset
  bool is_readable_ = false;
  bool row_is_good_ = true;
};

/// Reads a finite number, whole text, point as decimal sign.
std::optional<double> parse_number(std::string_view text);

/// `lon lat` within the globe.
std::optional<geo::GeoPoint> parse_place(std::string_view text);

/// The years that dates in tables may have: railways of the 1860s are in them.
constexpr int k_first_date_year = 1800, k_last_date_year = 2200;

}  // namespace caspian::import
