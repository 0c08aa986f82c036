// Pages with tables as plain data, and the one function of the module that writes them: whoever
// fills this in need not know how it is set.
#pragma once
#include <string>
#include <utility>
#include <vector>

#include "core/image.h"

namespace caspian::pages {

struct PageTable {
  std::string title, note;
  std::vector<std::string> headings;
  std::vector<double> shares;  // of the width, one per column
  std::vector<std::vector<std::string>> rows;
};

struct PageDocument {
  std::string language = "en";  // ISO code: chooses letter shapes
  bool is_right_to_left = false;
  std::string title, subtitle;
  std::vector<std::pair<std::string, std::string>> facts;  // label and value, under the title
  Image picture;                                           // beside them; may be empty
  std::string notice;                                      // at the foot of every page
  std::string page_words = "{0} / {1}";                    // page, pages
  std::string none_words;                                  // of a table without rows
  std::string creator;
  std::vector<PageTable> tables;
};

/// What the module `caspian_pages` exports as k_write_pages: writes a PDF; false and one sentence
/// when it cannot.
using WritePages = bool (*)(const PageDocument& document, const std::string& path,
                            std::string& failure);
constexpr const char* k_pages_module = "caspian_pages";
constexpr const char* k_write_pages = "caspian_write_pages";

}  // namespace caspian::pages
