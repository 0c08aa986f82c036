// Rows and cells out of CSV text, one row at a time: quotes, BOM, CR and CRLF, UTF-8. Knows no
// columns by name.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"

namespace caspian::import {

/// Where something stands in a text, counted from 1; columns in characters.
struct TextPosition {
  int line = 1;
  int column = 1;
};

struct CsvRow {
  struct Cell {
    std::string_view text;  // without quotes; valid until the next row is read
    size_t offset = 0;      // of its first byte in the text, quote included
  };
  std::vector<Cell> cells;
  int line = 0;       // on which the row begins
  size_t offset = 0;  // of its first byte

 private:
  friend class CsvReader;
  struct RawCell {
    size_t begin = 0, end = 0, offset = 0;
    bool has_doubled_quotes = false;
  };
  std::vector<RawCell> raw_;
  std::string unescaped_;
};

/// The text must outlive the reader. A row that cannot be read is reported and left out; after a
/// quote that is never closed reading goes on with the next line, so that one slip costs one row.
class CsvReader {
 public:
  CsvReader(std::string file, std::string_view text, ProblemList* problems);

  /// False at the end. Empty lines, and rows whose cells are all empty, are passed over.
  bool next(CsvRow& row);
  /// Rows with another number of cells are reported from now on; 0 = any number.
  void expect_cells(size_t count) { expected_cells_ = count; }
  /// Goes on from a row's offset and line.
  void seek(size_t offset, int line);
  TextPosition position(const CsvRow& row, size_t offset) const;

 private:
  enum class Parsed { row, bad_quote };
  Parsed parse_row(CsvRow& row);
  bool parse_quoted(CsvRow& row, CsvRow::RawCell& cell);
  bool is_whole(const CsvRow& row);
  void skip_line(const CsvRow& row);
  void take_line_end();
  void finish_cells(CsvRow& row) const;
  void report(const CsvRow& row, size_t offset, std::string found, std::string expected);

  std::string file_;
  std::string_view text_;
  ProblemList* problems_;
  size_t at_ = 0;
  int line_ = 1;
  size_t expected_cells_ = 0;
};

/// Offset of the first byte that is not part of well-formed UTF-8, or npos.
size_t first_bad_utf8(std::string_view text);

/// A cell's text as findings show it: quoted, control characters out, not too long.
std::string quoted_cell(std::string_view text);

}  // namespace caspian::import
