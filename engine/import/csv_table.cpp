// Typed reads by std::from_chars, so that no locale can change a number.
#include "import/csv_table.h"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "core/check.h"
#include "core/json_writer.h"

namespace caspian::import {
namespace {

std::string_view trimmed(std::string_view text) {
  const auto is_space = [](char c) { return c == ' ' || c == '\t'; };
  while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
  return text;
}

std::string found_or_empty(std::string_view text) {
  return text.empty() ? std::string("an empty field") : quoted_cell(text);
}

}  // namespace

std::optional<double> parse_number(std::string_view text) {
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size() || !std::isfinite(value))
    return std::nullopt;
  return value;
}

std::optional<geo::GeoPoint> parse_place(std::string_view text) {
  text = trimmed(text);
  const size_t gap = text.find(' ');
  if (gap == std::string_view::npos) return std::nullopt;
  const auto longitude = parse_number(text.substr(0, gap));
  const auto latitude = parse_number(trimmed(text.substr(gap)));
  if (!longitude || !latitude || std::abs(*longitude) > 180 || std::abs(*latitude) > 90)
    return std::nullopt;
  return geo::GeoPoint{*longitude, *latitude, 0};
}

CsvTable::CsvTable(std::string file, std::string text, ProblemList& problems)
    : file_(std::move(file)),
      text_(std::move(text)),
      problems_(problems),
      reader_(file_, text_, &problems_) {
  CsvRow header;
  if (!reader_.next(header)) {
    if (problems_.empty() || problems_.back().file != file_)
      problems_.push_back({file_, 1, 1, "an empty file", "a header line"});
    return;
  }
  is_readable_ = true;
  for (const CsvRow::Cell& cell : header.cells) {
    const std::string_view name = trimmed(cell.text);
    const TextPosition at = reader_.position(header, cell.offset);
    if (!name.empty() && std::find(header_.begin(), header_.end(), name) != header_.end()) {
      problems_.push_back({file_, at.line, at.column, "column " + quoted_cell(name) + " twice",
                           "each column once"});
      is_readable_ = false;
    }
    header_.emplace_back(name);
  }
  if (header_.size() == 1 && header_[0].find_first_of(";\t") != std::string::npos)
    problems_.push_back({file_, header.line, 1, "a header parted by semicolons or tabs",
                         "columns parted by commas"});
  reader_.expect_cells(header_.size());
}

CsvColumn CsvTable::find(std::string_view name) const {
  const auto found = std::find(header_.begin(), header_.end(), name);
  return found == header_.end() ? CsvColumn{}
                                : CsvColumn{static_cast<size_t>(found - header_.begin())};
}

CsvColumn CsvTable::require(std::string_view name) {
  const CsvColumn column = find(name);
  if (!column.is_there() && !header_.empty()) {
    problems_.push_back({file_, 1, 1, "no column '" + std::string(name) + "'",
                         "a column of that name in the header"});
    is_readable_ = false;
  }
  return column;
}

bool CsvTable::next_row() {
  row_is_good_ = true;
  if (!is_readable_ || !reader_.next(row_)) return false;
  rows_read_.emplace_back(row_.line, row_.offset);
  return true;
}

const CsvRow::Cell& CsvTable::cell(CsvColumn column) const {
  static const CsvRow::Cell k_empty{};
  if (!column.is_there()) return k_empty;
  CASPIAN_CHECK(column.index < row_.cells.size());
  return row_.cells[column.index];
}

std::string_view CsvTable::text(CsvColumn column) const {
  return trimmed(cell(column).text);
}

std::string_view CsvTable::required_text(CsvColumn column) {
  const std::string_view found = text(column);
  if (found.empty()) report(column, "an empty field", "text");
  return found;
}

std::string_view CsvTable::id(CsvColumn column) {
  const std::string_view found = text(column);
  const auto is_allowed = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           c == '-' || c == '.';
  };
  if (found.empty() || !std::all_of(found.begin(), found.end(), is_allowed))
    report(column, found_or_empty(found), "an id of letters, digits, '_', '-' and '.'");
  return found;
}

double CsvTable::number(CsvColumn column, double min, double max) {
  const std::string_view found = text(column);
  const auto value = parse_number(found);
  if (value && *value >= min && *value <= max) return *value;
  report(column, found_or_empty(found),
         "a number from " + number_text(min) + " to " + number_text(max));
  return 0;
}

int CsvTable::integer(CsvColumn column, int min, int max) {
  const std::string_view found = text(column);
  int value = 0;
  const auto [end, error] = std::from_chars(found.data(), found.data() + found.size(), value);
  if (error == std::errc() && end == found.data() + found.size() && value >= min && value <= max)
    return value;
  report(column, found_or_empty(found),
         "a whole number from " + std::to_string(min) + " to " + std::to_string(max));
  return 0;
}

bool CsvTable::yes_or_no(CsvColumn column) {
  return choice<bool>(column, {{"no", false}, {"yes", true}});
}

std::optional<dataset::WrittenDate> CsvTable::date(CsvColumn column) {
  const std::string_view found = text(column);
  if (found.empty()) return std::nullopt;
  const auto first = time::parse_date(found, k_first_date_year, k_last_date_year);
  if (first) return dataset::WrittenDate{std::string(found), *first};
  report(column, quoted_cell(found), "a date YYYY, YYYY-MM or YYYY-MM-DD from 1800 to 2200");
  return std::nullopt;
}

time::SimTime CsvTable::instant(CsvColumn column) {
  const std::string_view found = text(column);
  if (const auto when = time::parse_time(found)) return *when;
  report(column, found_or_empty(found),
         "a date and time such as 2025-10-21 or 2025-10-21T14:30, UTC, from 1900 to 2200");
  return {};
}

std::vector<std::string_view> CsvTable::items(CsvColumn column) const {
  std::vector<std::string_view> found;
  std::string_view rest = text(column);
  while (!rest.empty()) {
    const size_t end = std::min(rest.find(';'), rest.size());
    if (const std::string_view item = trimmed(rest.substr(0, end)); !item.empty())
      found.push_back(item);
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return found;
}

std::vector<geo::GeoPoint> CsvTable::points(CsvColumn column) {
  std::vector<geo::GeoPoint> found;
  for (const std::string_view item : items(column)) {
    if (const auto place = parse_place(item))
      found.push_back(*place);
    else
      report(column, quoted_cell(item), "'longitude latitude' in decimal degrees");
  }
  return found;
}

void CsvTable::report(CsvColumn column, std::string found, std::string expected,
                      Problem::Severity severity) {
  if (severity == Problem::Severity::error) row_is_good_ = false;
  const size_t offset = column.is_there() ? cell(column).offset : row_.offset;
  const TextPosition at = reader_.position(row_, offset);
  problems_.push_back({file_, at.line, at.column, std::move(found), std::move(expected), severity});
}

int CsvTable::column_of(int line, std::string_view name) const {
  const CsvColumn column = find(name);
  const auto start = std::find_if(rows_read_.begin(), rows_read_.end(),
                                  [&](const auto& row) { return row.first == line; });
  if (!column.is_there() || start == rows_read_.end()) return 0;
  CsvReader again(file_, text_, nullptr);
  again.seek(start->second, line);
  CsvRow row;
  if (!again.next(row) || column.index >= row.cells.size()) return 0;
  return again.position(row, row.cells[column.index].offset).column;
}

}  // namespace caspian::import
