// Most rows have no quotes and take the short way.
#include "import/trips_rows.h"

#include <algorithm>
#include <cstring>

#include "import/csv_reader.h"

namespace caspian::import {
namespace {

constexpr std::array<std::string_view, k_trip_columns> k_column_names{
    "id",        "longitude", "latitude",  "time",   "load",
    "load_unit", "mode",      "commodity", "source", "quality"};

/// Other names a column may have; the first of a row's columns that is there is taken.
constexpr std::pair<TripColumn, std::string_view> k_aliases[] = {
    {TripColumn::id, "id"},
    {TripColumn::id, "trip_id"},
    {TripColumn::id, "unit_id"},
    {TripColumn::id, "vessel_id"},
    {TripColumn::id, "vehicle_id"},
    {TripColumn::id, "train_id"},
    {TripColumn::id, "truck_id"},
    {TripColumn::id, "mmsi"},
    {TripColumn::id, "unit"},
    {TripColumn::longitude, "longitude"},
    {TripColumn::longitude, "lon"},
    {TripColumn::longitude, "lng"},
    {TripColumn::longitude, "long"},
    {TripColumn::longitude, "x"},
    {TripColumn::latitude, "latitude"},
    {TripColumn::latitude, "lat"},
    {TripColumn::latitude, "y"},
    {TripColumn::time, "time"},
    {TripColumn::time, "timestamp"},
    {TripColumn::time, "datetime"},
    {TripColumn::time, "date_time"},
    {TripColumn::time, "basedatetime"},
    {TripColumn::time, "t"},
    {TripColumn::load, "load"},
    {TripColumn::load_unit, "load_unit"},
    {TripColumn::mode, "mode"},
    {TripColumn::commodity, "commodity"},
    {TripColumn::commodity, "goods"},
    {TripColumn::source, "source"},
    {TripColumn::quality, "quality"}};

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

std::string lower(std::string_view text) {
  std::string result(text);
  for (char& c : result)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return result;
}

std::string_view without_line_end(std::string_view line) {
  while (!line.empty() && (line.back() == '\n' || line.back() == '\r')) line.remove_suffix(1);
  return line;
}

}  // namespace

void TripExtent::add(const TripSample& sample) {
  first_ms = std::min(first_ms, sample.time_ms);
  last_ms = std::max(last_ms, sample.time_ms);
  west_e7 = std::min(west_e7, sample.longitude_e7);
  east_e7 = std::max(east_e7, sample.longitude_e7);
  south_e7 = std::min(south_e7, sample.latitude_e7);
  north_e7 = std::max(north_e7, sample.latitude_e7);
}

std::string TripDialect::text() const {
  std::string told = delimiter == ',' ? "commas" : delimiter == ';' ? "semicolons" : "tabs";
  told += " between cells";
  for (size_t i = 0; i < k_trip_columns; ++i)
    if (cells[i] >= 0) told += "; " + std::string(k_column_names[i]) + " = " + names[i];
  return told;
}

Result<TripDialect> detect_dialect(const std::string& file, std::string_view first_line) {
  if (first_line.starts_with("\xef\xbb\xbf")) first_line.remove_prefix(3);
  first_line = without_line_end(first_line);
  TripDialect dialect;
  std::ptrdiff_t most = 0;
  for (const char delimiter : {',', ';', '\t'}) {
    const auto count = std::count(first_line.begin(), first_line.end(), delimiter);
    if (count > most) dialect.delimiter = delimiter;
    most = std::max(most, count);
  }
  std::vector<std::string> header;
  for (size_t at = 0; at <= first_line.size();) {
    const size_t end = std::min(first_line.find(dialect.delimiter, at), first_line.size());
    std::string_view cell = trimmed(first_line.substr(at, end - at));
    if (cell.size() >= 2 && cell.front() == '"' && cell.back() == '"')
      cell = cell.substr(1, cell.size() - 2);
    header.emplace_back(cell);
    at = end + 1;
  }
  dialect.cell_count = header.size();
  dialect.cells.fill(-1);
  for (const auto& [column, alias] : k_aliases) {
    int& cell = dialect.cells[static_cast<size_t>(column)];
    for (size_t i = 0; i < header.size() && cell < 0; ++i)
      if (lower(header[i]) == alias) cell = static_cast<int>(i);
    if (cell >= 0) dialect.names[static_cast<size_t>(column)] = header[static_cast<size_t>(cell)];
  }
  for (const TripColumn needed :
       {TripColumn::id, TripColumn::longitude, TripColumn::latitude, TripColumn::time})
    if (dialect.cells[static_cast<size_t>(needed)] < 0)
      return Failure{file + ":1:1: found " + quoted_cell(first_line) +
                     ", expected a line that names the columns, with one for the " +
                     std::string(k_column_names[static_cast<size_t>(needed)])};
  return dialect;
}

std::optional<TripSample> TripRows::next(std::string_view& text) {
  while (!text.empty()) {
    size_t end = text.find('\n');
    end = end == text.npos ? text.size() : end + 1;
    const std::string_view row = without_line_end(text.substr(0, end));
    text.remove_prefix(end);
    if (row.empty()) {
      ++line;
      continue;
    }
    Cells cells;
    std::optional<TripSample> sample;
    if (split(row, cells)) sample = read(row, cells);
    ++line;
    if (sample) {
      ++rows;
      return sample;
    }
    ++bad_rows;
  }
  return std::nullopt;
}

bool TripRows::split(std::string_view row, Cells& cells) {
  const char* at = row.data();
  const char* const end = at + row.size();
  // Which column each cell is; cells that nothing needs are only counted.
  std::array<std::string_view, 64> found;
  for (;;) {
    if (at != end && *at == '"') return split_quoted(row, cells);
    const char* const begin = at;
    while (at != end && *at != dialect_.delimiter) ++at;
    if (cells.count < found.size()) found[cells.count] = {begin, static_cast<size_t>(at - begin)};
    ++cells.count;
    if (at == end) break;
    ++at;
  }
  if (cells.count > found.size()) return split_quoted(row, cells);
  if (cells.count != dialect_.cell_count) {
    refuse(row, row.substr(0, 0), std::to_string(cells.count) + " cells",
           std::to_string(dialect_.cell_count));
    return false;
  }
  for (size_t i = 0; i < k_trip_columns; ++i)
    if (dialect_.cells[i] >= 0)
      cells.texts[i] = trimmed(found[static_cast<size_t>(dialect_.cells[i])]);
  return true;
}

/// A quoted cell may hold delimiters and doubled quotes, not line ends.
bool TripRows::split_quoted(std::string_view row, Cells& cells) {
  unquoted_.assign(dialect_.cell_count, {});
  cells.count = 0;
  size_t at = 0;
  for (bool more = true; more; ++cells.count) {
    std::string cell;
    const size_t begin = at;
    if (at < row.size() && row[at] == '"') {
      for (++at;; ++at) {
        if (at >= row.size()) {
          refuse(row, row.substr(begin), "a quote that is not closed", "its end on the same line");
          return false;
        }
        if (row[at] == '"' && (at + 1 >= row.size() || row[at + 1] != '"')) break;
        if (row[at] == '"') ++at;
        cell.push_back(row[at]);
      }
      ++at;
    }
    while (at < row.size() && row[at] != dialect_.delimiter) cell.push_back(row[at++]);
    more = at < row.size();
    ++at;
    if (cells.count < unquoted_.size()) unquoted_[cells.count] = std::string(trimmed(cell));
  }
  if (cells.count != dialect_.cell_count) {
    refuse(row, row.substr(0, 0), std::to_string(cells.count) + " cells",
           std::to_string(dialect_.cell_count));
    return false;
  }
  for (size_t i = 0; i < k_trip_columns; ++i)
    if (dialect_.cells[i] >= 0) cells.texts[i] = unquoted_[static_cast<size_t>(dialect_.cells[i])];
  return true;
}

std::optional<TripSample> TripRows::read(std::string_view row, const Cells& cells) {
  const auto cell = [&](TripColumn column) { return cells.texts[static_cast<size_t>(column)]; };
  TripSample sample;
  const auto longitude = parse_degrees_e7(cell(TripColumn::longitude), 180);
  if (!longitude)
    return refuse_cell(row, cells, TripColumn::longitude, "degrees east, -180 to 180");
  const auto latitude = parse_degrees_e7(cell(TripColumn::latitude), 90);
  if (!latitude) return refuse_cell(row, cells, TripColumn::latitude, "degrees north, -90 to 90");
  const auto when = times_.parse(cell(TripColumn::time));
  if (!when)
    return refuse_cell(row, cells, TripColumn::time,
                       "an instant of 1900 to 2200: " + std::string(times_.decision()));
  const std::string_view id = cell(TripColumn::id);
  if (id.empty()) return refuse_cell(row, cells, TripColumn::id, "the id of a unit");
  const auto facts = read_facts(row, cells);
  if (!facts) return std::nullopt;
  if (id != last_id_ || last_id_.empty()) {
    bool is_new = false;
    last_unit_ = names_.units.number_of(id, is_new);
    last_id_.assign(id);
  }
  sample.longitude_e7 = *longitude;
  sample.latitude_e7 = *latitude;
  sample.time_ms = *when;
  sample.unit = last_unit_;
  sample.facts = *facts;
  return sample;
}

std::optional<uint32_t> TripRows::read_facts(std::string_view row, const Cells& cells) {
  if (last_facts_ && !has_facts_) return last_facts_;
  facts_.clear();
  for (size_t i = static_cast<size_t>(TripColumn::load); i < k_trip_columns; ++i) {
    if (dialect_.cells[i] >= 0) {
      facts_.append(cells.texts[i]);
      has_facts_ = true;
    }
    facts_.push_back(TripNames::k_separator);
  }
  const std::string_view load = cells.texts[static_cast<size_t>(TripColumn::load)];
  if (!load.empty() && !parse_finite(load)) {
    refuse_cell(row, cells, TripColumn::load, "a number");
    return std::nullopt;
  }
  bool is_new = false;
  last_facts_ = names_.facts.number_of(facts_, is_new);
  return last_facts_;
}

std::nullopt_t TripRows::refuse_cell(std::string_view row, const Cells& cells, TripColumn column,
                                     std::string expected) {
  const std::string_view text = cells.texts[static_cast<size_t>(column)];
  refuse(row, text, quoted_cell(text), std::move(expected));
  return std::nullopt;
}

void TripRows::refuse(std::string_view row, std::string_view at, std::string found,
                      std::string expected) {
  if (problems.size() >= k_problems_kept) return;
  int column = 1;  // in characters; cells that were unquoted count from the row's beginning
  if (at.data() >= row.data() && at.data() <= row.data() + row.size())
    for (const char* c = row.data(); c != at.data(); ++c)
      if ((static_cast<unsigned char>(*c) & 0xc0) != 0x80) ++column;
  problems.push_back({.file = file_,
                      .line = static_cast<int>(line),
                      .column = column,
                      .found = std::move(found),
                      .expected = std::move(expected)});
}

}  // namespace caspian::import
