// Looks at the bytes before toml++ does: it stops the program at some that are not allowed.
#include "import/toml_text.h"

#include <optional>
#include <string_view>

#include "import/csv_reader.h"
#include "import/csv_table.h"

namespace caspian::import {
namespace {

/// Length of a TOML quote mark at the front: 3, 1 or 0.
size_t quote_length(std::string_view rest) {
  if (rest.starts_with("\"\"\"") || rest.starts_with("'''")) return 3;
  return rest.starts_with('"') || rest.starts_with('\'') ? 1 : 0;
}

/// Where a character beyond ASCII stands outside of quotes and comments, which TOML does not allow.
/// Looked for beforehand, because toml++ 3.3 runs into undefined behaviour there
/// (is_non_ascii_horizontal_whitespace).
std::optional<TextPosition> stray_character(std::string_view text) {
  TextPosition at;
  std::string_view quote;  // of the text we are in
  bool in_comment = false;
  for (size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '\n') {
      at = {at.line + 1, 1};
      in_comment = false;
      if (quote.size() == 1) quote = {};
      continue;
    }
    const bool is_first_byte = (static_cast<unsigned char>(c) & 0xc0) != 0x80;
    if (quote.empty() && !in_comment && static_cast<unsigned char>(c) >= 0x80) return at;
    size_t taken = 1;
    if (quote.empty() && !in_comment) {
      in_comment = c == '#';
      if (const size_t length = quote_length(text.substr(i)); length > 0) {
        quote = text.substr(i, length);
        taken = length;
      }
    } else if (!quote.empty() && c == '\\' && quote[0] == '"' && i + 1 < text.size() &&
               text[i + 1] != '\n') {
      taken = static_cast<unsigned char>(text[i + 1]) < 0x80 ? 2 : 1;
    } else if (!quote.empty() && text.substr(i).starts_with(quote)) {
      taken = quote.size();
      quote = {};
    }
    i += taken - 1;
    at.column += is_first_byte ? static_cast<int>(taken) : 0;
  }
  return std::nullopt;
}

}  // namespace

toml::table parse_toml(const std::string& file, const std::string& text, ProblemList& problems) {
  if (first_bad_utf8(text) != std::string_view::npos) {
    problems.push_back({file, 1, 1, "bytes that are not UTF-8", "UTF-8 text"});
  } else if (const auto stray = stray_character(text)) {
    problems.push_back({file, stray->line, stray->column, "a letter beyond ASCII outside of quotes",
                        "TOML: text stands in quotes"});
  } else {
    try {
      return toml::parse(text);
    } catch (const toml::parse_error& error) {
      const auto at = error.source().begin;
      problems.push_back({file, static_cast<int>(at.line), static_cast<int>(at.column),
                          quoted_cell(error.description()), "TOML"});
    }
  }
  return {};
}

std::string kind_of(const toml::node& node) {
  switch (node.type()) {
    case toml::node_type::table:
      return "a table";
    case toml::node_type::array:
      return "a list";
    case toml::node_type::string:
      return "text";
    case toml::node_type::integer:
    case toml::node_type::floating_point:
      return "a number";
    case toml::node_type::boolean:
      return "true or false";
    default:
      return "a date or time";
  }
}

}  // namespace caspian::import
