// Cells are found in one pass over the bytes; only cells with doubled quotes are copied.
#include "import/csv_reader.h"

#include <algorithm>

namespace caspian::import {
namespace {

bool is_line_end(char c) {
  return c == '\n' || c == '\r';
}

/// Whether the byte is the last of a line end: LF, CRLF or a lone CR.
bool ends_line(std::string_view text, size_t i) {
  return text[i] == '\n' || (text[i] == '\r' && (i + 1 == text.size() || text[i + 1] != '\n'));
}

unsigned char byte(char c) {
  return static_cast<unsigned char>(c);
}

/// Length of the well-formed UTF-8 sequence at the front (Unicode 15, table 3-7), 0 when there is
/// none.
size_t utf8_length(std::string_view text) {
  const unsigned first = byte(text[0]);
  if (first < 0x80) return 1;
  const size_t length = first < 0xc2   ? 0
                        : first < 0xe0 ? 2
                        : first < 0xf0 ? 3
                        : first < 0xf5 ? 4
                                       : 0;
  if (length == 0 || text.size() < length) return 0;
  const unsigned second = byte(text[1]);
  const unsigned least = first == 0xe0 ? 0xa0 : first == 0xf0 ? 0x90 : 0x80;
  const unsigned most = first == 0xed ? 0x9f : first == 0xf4 ? 0x8f : 0xbf;
  if (second < least || second > most) return 0;
  for (size_t i = 2; i < length; ++i)
    if ((byte(text[i]) & 0xc0) != 0x80) return 0;
  return length;
}

std::string hex_byte(char c) {
  return std::string("0x") + "0123456789ABCDEF"[byte(c) >> 4] + "0123456789ABCDEF"[byte(c) & 15];
}

}  // namespace

size_t first_bad_utf8(std::string_view text) {
  for (size_t i = 0; i < text.size();) {
    if (byte(text[i]) < 0x80) {
      ++i;
      continue;
    }
    const size_t length = utf8_length(text.substr(i));
    if (length == 0) return i;
    i += length;
  }
  return std::string_view::npos;
}

std::string quoted_cell(std::string_view text) {
  constexpr size_t k_max_bytes = 60;
  std::string shown = "'";
  for (size_t i = 0; i < text.size();) {
    if (i >= k_max_bytes) {
      shown += "...";
      break;
    }
    const size_t length = std::max<size_t>(utf8_length(text.substr(i)), 1);
    const bool is_bad = utf8_length(text.substr(i)) == 0 || byte(text[i]) < 0x20 || text[i] == 0x7f;
    shown += is_bad ? std::string("?") : std::string(text.substr(i, length));
    i += length;
  }
  return shown + "'";
}

CsvReader::CsvReader(std::string file, std::string_view text, ProblemList* problems)
    : file_(std::move(file)), text_(text), problems_(problems) {
  if (text_.starts_with("\xef\xbb\xbf")) at_ = 3;
  if (text_.starts_with("\xff\xfe") || text_.starts_with("\xfe\xff")) {
    if (problems_) problems_->push_back({file_, 1, 1, "UTF-16 text", "UTF-8 text"});
    at_ = text_.size();
  }
}

void CsvReader::seek(size_t offset, int line) {
  at_ = offset;
  line_ = line;
}

TextPosition CsvReader::position(const CsvRow& row, size_t offset) const {
  TextPosition at{row.line, 1};
  for (size_t i = row.offset; i < offset && i < text_.size(); ++i) {
    if (ends_line(text_, i)) {
      ++at.line;
      at.column = 1;
    } else if ((byte(text_[i]) & 0xc0) != 0x80) {
      ++at.column;
    }
  }
  return at;
}

void CsvReader::report(const CsvRow& row, size_t offset, std::string found, std::string expected) {
  if (!problems_) return;
  const TextPosition at = position(row, offset);
  problems_->push_back({file_, at.line, at.column, std::move(found), std::move(expected)});
}

void CsvReader::take_line_end() {
  if (text_[at_] == '\r' && at_ + 1 < text_.size() && text_[at_ + 1] == '\n') ++at_;
  ++at_;
  ++line_;
}

void CsvReader::skip_line(const CsvRow& row) {
  at_ = row.offset;
  line_ = row.line;
  while (at_ < text_.size() && !is_line_end(text_[at_])) ++at_;
  if (at_ < text_.size()) take_line_end();
}

bool CsvReader::parse_quoted(CsvRow& row, CsvRow::RawCell& cell) {
  cell.begin = ++at_;
  for (;; ++at_) {
    const size_t quote = text_.find('"', at_);
    if (quote == std::string_view::npos) {
      report(row, cell.offset, "a quote that is never closed", "a closing quote");
      return false;
    }
    at_ = quote + 1;
    if (at_ == text_.size() || text_[at_] != '"') {
      cell.end = quote;
      break;
    }
    cell.has_doubled_quotes = true;
  }
  for (size_t i = cell.begin; i < cell.end; ++i)
    if (ends_line(text_, i)) ++line_;
  while (at_ < text_.size() && text_[at_] == ' ') ++at_;
  if (at_ == text_.size() || text_[at_] == ',' || is_line_end(text_[at_])) return true;
  report(row, at_, "text after a closing quote",
         "a comma (a quote inside a quoted field is doubled)");
  return false;
}

CsvReader::Parsed CsvReader::parse_row(CsvRow& row) {
  row.offset = at_;
  row.line = line_;
  row.raw_.clear();
  for (;;) {
    CsvRow::RawCell cell{.begin = at_, .end = at_, .offset = at_};
    if (at_ < text_.size() && text_[at_] == '"') {
      if (!parse_quoted(row, cell)) return Parsed::bad_quote;
    } else {
      while (at_ < text_.size() && text_[at_] != ',' && !is_line_end(text_[at_])) ++at_;
      cell.end = at_;
    }
    row.raw_.push_back(cell);
    if (at_ == text_.size() || text_[at_] != ',') break;
    ++at_;
  }
  if (at_ < text_.size()) take_line_end();
  return Parsed::row;
}

void CsvReader::finish_cells(CsvRow& row) const {
  row.cells.clear();
  row.unescaped_.clear();
  row.unescaped_.reserve(at_ - row.offset);  // never grows below: the views stay valid
  for (const CsvRow::RawCell& raw : row.raw_) {
    std::string_view text = text_.substr(raw.begin, raw.end - raw.begin);
    if (raw.has_doubled_quotes) {
      const size_t begin = row.unescaped_.size();
      for (size_t i = 0; i < text.size(); ++i) {
        row.unescaped_ += text[i];
        if (text[i] == '"') ++i;
      }
      text = std::string_view(row.unescaped_).substr(begin);
    }
    row.cells.push_back({text, raw.offset});
  }
}

bool CsvReader::is_whole(const CsvRow& row) {
  const std::string_view bytes = text_.substr(row.offset, at_ - row.offset);
  const size_t bad = std::min(first_bad_utf8(bytes), bytes.find('\0'));
  if (bad != std::string_view::npos) {
    report(row, row.offset + bad, "byte " + hex_byte(bytes[bad]), "UTF-8 text");
    return false;
  }
  if (expected_cells_ != 0 && row.cells.size() != expected_cells_) {
    const size_t last = std::min(row.cells.size(), expected_cells_ + 1) - 1;
    report(row, row.cells[last].offset, std::to_string(row.cells.size()) + " fields",
           std::to_string(expected_cells_) + " fields");
    return false;
  }
  return true;
}

bool CsvReader::next(CsvRow& row) {
  while (at_ < text_.size()) {
    if (is_line_end(text_[at_])) {
      take_line_end();
      continue;
    }
    if (parse_row(row) == Parsed::bad_quote) {
      skip_line(row);
      continue;
    }
    finish_cells(row);
    if (std::all_of(row.cells.begin(), row.cells.end(),
                    [](const auto& cell) { return cell.text.empty(); }))
      continue;
    if (is_whole(row)) return true;
    skip_line(row);
  }
  return false;
}

}  // namespace caspian::import
